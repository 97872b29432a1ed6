import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { Caller } from "../sessions/Caller.ts"
import { type SessionExpired, SessionRevoked } from "../sessions/SessionErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { Person } from "./Person.ts"
import { PersonalDataCipher } from "./PersonalDataCipher.ts"
import type { User } from "./User.ts"
import * as UserRules from "./UserRules.ts"
import { UserStore } from "./UserStore.ts"

/** A user with the personal data opened: only what shows it asks for it. */
export interface Profile {
  readonly user: User
  readonly person: Person
}

/** Shows people what is known about them. */
export class Users extends Context.Service<
  Users,
  {
    /** Who is calling, if their session is current. Decrypts nothing. A caller without a user has lost their session with it. */
    current(caller: Caller): Effect.Effect<User, AccountNotActive | SessionRevoked | SessionExpired | Unavailable>
    profile(caller: Caller): Effect.Effect<Profile, AccountNotActive | SessionRevoked | SessionExpired | Unavailable>
  }
>()("@serenya/domain/users/Users") {
  static readonly layer = Layer.effect(
    Users,
    Effect.gen(function* () {
      const store = yield* UserStore
      const cipher = yield* PersonalDataCipher

      const current = Effect.fn("Users.current")(function* (caller: Caller) {
        const user = yield* store.find(caller.userId)
        if (Option.isNone(user)) return yield* new SessionRevoked()
        return yield* Effect.fromResult(UserRules.admit(user.value, caller, yield* DateTime.now))
      })

      const profile = Effect.fn("Users.profile")(function* (caller: Caller) {
        const user = yield* current(caller)
        return { user, person: yield* cipher.open(user.id, user.person) }
      })

      return Users.of({ current, profile })
    })
  )
}
