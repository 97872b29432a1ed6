import { Schema } from "effect"

/**
 * The grant is not given. `unreconciled`: what the person has rests on a purchase of which we hold nothing yet, and would be
 * forgotten; ask its store first.
 */
export class GrantRefused extends Schema.TaggedError<GrantRefused>()("GrantRefused", {
  reason: Schema.Literals(["already_over", "too_long", "unreconciled"])
}) {
  override get message() {
    return `The grant is refused: ${this.reason}`
  }
}

/** The person has no such grant, or none that still runs. */
export class GrantNotFound extends Schema.TaggedError<GrantNotFound>()("GrantNotFound", {}) {
  override get message() {
    return "No such grant runs"
  }
}
