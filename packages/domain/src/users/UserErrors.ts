import { Schema } from "effect"

/** Nobody with this id or identity is registered. */
export class UserNotFound extends Schema.TaggedError<UserNotFound>()("UserNotFound", {}) {
  override get message() {
    return "No such user is registered"
  }
}

/** Others kept writing to the same user: nothing was changed, try again. */
export class ConcurrentUpdate extends Schema.TaggedError<ConcurrentUpdate>()("ConcurrentUpdate", {}) {
  override get message() {
    return "The account was changed at the same time; nothing was written, try again"
  }
}
