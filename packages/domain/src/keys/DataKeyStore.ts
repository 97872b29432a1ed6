import { Context, type Effect } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { User } from "../users/User.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import type { UserId } from "../users/UserId.ts"
import type { WrappedKey } from "./DataKeys.ts"

/** The same data key in another wrapping. */
export interface Rewrapping {
  readonly userId: UserId
  readonly before: WrappedKey
  readonly after: WrappedKey
}

/** A user in their next version, sealed under another data key than `before`. */
export interface Renewal {
  readonly user: User
  readonly before: WrappedKey
}

/**
 * Port for operators: changes data keys where the users are kept. A repeated call whose first answer was lost ends like
 * the first. Its laws are `testing/DataKeyStoreLaws.ts`.
 */
export class DataKeyStore extends Context.Service<
  DataKeyStore,
  {
    /** Puts `after` in the place of `before` and changes nothing else, not even the version. Another key there, or none: refused. */
    rewrap(rewrapping: Rewrapping): Effect.Effect<void, ConcurrentUpdate | Unavailable>
    /** As `UserStore.save`, together with the user's new data key, if `before` is the one that stands there. */
    renew(renewal: Renewal): Effect.Effect<void, ConcurrentUpdate | Unavailable>
  }
>()("@serenya/domain/keys/DataKeyStore") {}
