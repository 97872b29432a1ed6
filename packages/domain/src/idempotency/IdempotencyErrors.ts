import { Schema } from "effect"

/** The key named another request before: a new request needs a new key. */
export class IdempotencyKeyReused extends Schema.TaggedError<IdempotencyKeyReused>()("IdempotencyKeyReused", {}) {
  override get message() {
    return "This Idempotency-Key was sent with another request before; use a new key for a new request"
  }
}

/** The first request with this key is still at work: ask again with the same key. */
export class IdempotencyInProgress extends Schema.TaggedError<IdempotencyInProgress>()("IdempotencyInProgress", {}) {
  override get message() {
    return "The first request with this Idempotency-Key is still being answered; try again with the same key"
  }
}
