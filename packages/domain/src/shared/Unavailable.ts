import { Schema } from "effect"

/** What the world withheld: it names the 503's code (`STORAGE_UNAVAILABLE`, …). */
export const Resource = Schema.Literals(["storage", "analysis", "identity_provider", "keys", "store"])
export type Resource = typeof Resource.Type

/**
 * The world says not now: retried by the adapter, then answered with 503. `retryable` is false where trying again
 * cannot help until an operator acts (access denied, a retired model). The cause stays inside: it is never encoded for a caller.
 */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", {
  resource: Resource,
  operation: Schema.String,
  retryable: Schema.Boolean,
  cause: Schema.Defect()
}) {
  override get message() {
    return `${this.resource} is unavailable: ${this.operation}`
  }
}
