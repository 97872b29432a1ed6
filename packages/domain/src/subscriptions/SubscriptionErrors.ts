import { Schema } from "effect"

/** All documents of this period are used; the next period begins at `resetsAt`. */
export class UsageLimitReached extends Schema.TaggedError<UsageLimitReached>()("UsageLimitReached", {
  limit: Schema.Int,
  used: Schema.Int,
  resetsAt: Schema.DateTimeUtc
}) {
  override get message() {
    return `${this.used} of ${this.limit} documents are used`
  }
}
