import { Context, type Effect, type Option } from "effect"
import type { Identity } from "../identity/Identity.ts"
import type { EmailAlreadyRegistered, IdentityAlreadyRegistered } from "../identity/IdentityErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { Admission } from "./Admission.ts"
import type { EmailKey } from "./EmailAddress.ts"
import type { Registrant } from "./Registrant.ts"
import type { User } from "./User.ts"
import type { ConcurrentUpdate } from "./UserErrors.ts"
import type { UserId } from "./UserId.ts"

/**
 * Port: where users are kept. Every read is strong: it sees each write that returned before. A repeated call whose first
 * answer was lost ends like the first. Its laws are `testing/UserStoreLaws.ts`.
 */
export class UserStore extends Context.Service<
  UserStore,
  {
    find(id: UserId): Effect.Effect<Option.Option<User>, Unavailable>
    /** As `find`, and looks at nothing else of the user. */
    findAdmission(id: UserId): Effect.Effect<Option.Option<Admission>, Unavailable>
    findByIdentity(identity: Identity): Effect.Effect<Option.Option<User>, Unavailable>
    /** By the guard of an address: for operators, since an address signs nobody in. */
    findByEmail(emailKey: EmailKey): Effect.Effect<Option.Option<User>, Unavailable>
    /** All or nothing: the user, their data key, a guard per identity and one for the e-mail key. The identity's refusal comes first. */
    insert(user: User): Effect.Effect<void, IdentityAlreadyRegistered | EmailAlreadyRegistered | Unavailable>
    /** Writes `user` (whose `version` is one above what was read) if the stored version is still `user.version - 1`. Identities, e-mail and data key stay. */
    save(user: User): Effect.Effect<void, ConcurrentUpdate | Unavailable>
    /** `save`, and a guard for the identity that `user` gained, in one step. The identity's refusal comes first. */
    link(
      user: User,
      identity: Identity
    ): Effect.Effect<void, IdentityAlreadyRegistered | ConcurrentUpdate | Unavailable>
    /** `save`, and away with the guard of the identity that `user` lost, in one step; the e-mail's guard names what is left. */
    unlink(user: User, identity: Identity): Effect.Effect<void, ConcurrentUpdate | Unavailable>
    /** Removes the user, their data key and the guards that are theirs in one step; again is fine. */
    erase(registrant: Registrant): Effect.Effect<void, Unavailable>
    /** Whether anything is left of them: the user, the data key, or a guard. Looks at each by itself, so half a user is seen too. */
    remains(registrant: Registrant): Effect.Effect<boolean, Unavailable>
  }
>()("@serenya/domain/users/UserStore") {}
