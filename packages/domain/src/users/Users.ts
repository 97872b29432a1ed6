import { Context, DateTime, Effect, Equal, Layer, Option } from "effect"
import type { Caller } from "../sessions/Caller.ts"
import { SessionRevoked } from "../sessions/SessionErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { Person } from "./Person.ts"
import { PersonalDataCipher } from "./PersonalDataCipher.ts"
import * as PersonRules from "./PersonRules.ts"
import type { User } from "./User.ts"
import type { ConcurrentUpdate } from "./UserErrors.ts"
import * as UserRules from "./UserRules.ts"
import { UserStore } from "./UserStore.ts"
import { changed, unchanged, updateCaller } from "./UserUpdates.ts"

/** A user with the personal data opened: only what shows it asks for it. */
export interface Profile {
  readonly user: User
  readonly person: Person
}

/** Shows people what is known about them, and lets them say how they are called. */
export class Users extends Context.Service<
  Users,
  {
    /** Who is calling, if their session is current. Decrypts nothing. A caller without a user has lost their session with it. */
    current(caller: Caller): Effect.Effect<User, UserRules.NotAdmitted | Unavailable>
    profile(caller: Caller): Effect.Effect<Profile, UserRules.NotAdmitted | Unavailable>
    rename(
      caller: Caller,
      changes: PersonRules.NameChanges
    ): Effect.Effect<Profile, UserRules.NotAdmitted | ConcurrentUpdate | Unavailable>
  }
>()("@serenya/domain/users/Users") {
  static readonly layer = Layer.effect(
    Users,
    Effect.gen(function* () {
      const store = yield* UserStore
      const cipher = yield* PersonalDataCipher

      // Without spans of their own: each is all of what its callers do, on most requests that there are.
      const current = Effect.fnUntraced(function* (caller: Caller) {
        const user = yield* store.find(caller.userId)
        if (Option.isNone(user)) return yield* new SessionRevoked()
        return yield* Effect.fromResult(UserRules.admit(user.value, caller, yield* DateTime.now))
      })

      const profile = Effect.fnUntraced(function* (caller: Caller) {
        const user = yield* current(caller)
        return { user, person: yield* cipher.open(user.id, user.person) }
      })

      const rename = Effect.fn("Users.rename")((caller: Caller, changes: PersonRules.NameChanges) =>
        updateCaller(
          store,
          caller,
          Effect.fnUntraced(function* (user, now) {
            const before = yield* cipher.open(user.id, user.person)
            const person = PersonRules.rename(before, changes)
            if (Equal.equals(person, before)) return unchanged({ user, person })
            const sealed = yield* cipher.reseal(user.id, user.person, person)
            const renamed = UserRules.change(user, { person: sealed }, now)
            return changed(renamed, { user: renamed, person })
          })
        )
      )

      return Users.of({ current, profile, rename })
    })
  )
}
