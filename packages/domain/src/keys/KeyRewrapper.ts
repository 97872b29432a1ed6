import { Context, type Effect } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UserId } from "../users/UserId.ts"
import type { WrappedKey } from "./DataKeys.ts"

/** Port for operators: wraps data keys anew, under the master key as it is now. Its laws are `testing/KeyRewrapperLaws.ts`. */
export class KeyRewrapper extends Context.Service<
  KeyRewrapper,
  {
    /** The same data key in another wrapping; both unwrap, for this user alone. Rewrapping for another user is a defect. */
    rewrap(userId: UserId, wrapped: WrappedKey): Effect.Effect<WrappedKey, Unavailable>
  }
>()("@serenya/domain/keys/KeyRewrapper") {}
