import { Context, type Stream } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { Registrant } from "./Registrant.ts"
import type { AccountStatus } from "./User.ts"
import type { UserId } from "./UserId.ts"

/** A row of the directory: enough to forget the person, and nothing to know them by. */
export interface Registered extends Registrant {
  readonly status: AccountStatus
}

/**
 * Port for operators: everybody who has a profile, also one whose data key is gone. Whoever registers or goes during the
 * walk may be missing or told. Its laws are `testing/UserDirectoryLaws.ts`.
 */
export class UserDirectory extends Context.Service<
  UserDirectory,
  {
    /** In an order of its own, which stays the same. */
    readonly registered: Stream.Stream<Registered, Unavailable>
    /** Who comes after this person in that order: a walk that was broken off goes on. */
    registeredAfter(id: UserId): Stream.Stream<Registered, Unavailable>
  }
>()("@serenya/domain/users/UserDirectory") {}
