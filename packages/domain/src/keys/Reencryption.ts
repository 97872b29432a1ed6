import { Context, Effect, Layer, Option } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import { PersonalDataCipher } from "../users/PersonalDataCipher.ts"
import * as PersonRules from "../users/PersonRules.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import type { UserId } from "../users/UserId.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, unchanged, updateUser } from "../users/UserUpdates.ts"
import { DataKeyStore, type Renewal, type Rewrapping } from "./DataKeyStore.ts"
import { KeyRewrapper } from "./KeyRewrapper.ts"

/** What became of one person: done, or there is nobody to do it for, since they are forgotten or about to be. */
export type Reencrypted = "done" | "gone"

/** For operators: puts what people's data is sealed with under new keys, person by person. Everybody is readable at any moment. */
export class Reencryption extends Context.Service<
  Reencryption,
  {
    /** The person's data key in a new wrapping; what is sealed stays as it is. Again is fine. */
    rewrap(userId: UserId): Effect.Effect<Reencrypted, ConcurrentUpdate | Unavailable>
    /** A new data key, and everything sealed anew under it. Again is fine, and makes another one. */
    renew(userId: UserId): Effect.Effect<Reencrypted, ConcurrentUpdate | Unavailable>
  }
>()("@serenya/domain/keys/Reencryption") {
  static readonly layer = Layer.effect(
    Reencryption,
    Effect.gen(function* () {
      const store = yield* UserStore
      const keys = yield* DataKeyStore
      const rewrapper = yield* KeyRewrapper
      const cipher = yield* PersonalDataCipher

      const rewrap = Effect.fn("Reencryption.rewrap")(
        function* (userId: UserId) {
          return yield* updateUser({ save: keys.rewrap }, store.find(userId), (user) =>
            Effect.gen(function* () {
              if (UserRules.isForgotten(Option.some(user))) return unchanged<Reencrypted>("gone")
              const before = user.person.dataKey
              const rewrapping: Rewrapping = { userId, before, after: yield* rewrapper.rewrap(userId, before) }
              return changed<Reencrypted, Rewrapping>(rewrapping, "done")
            })
          )
        },
        Effect.catchTag("UserNotFound", () => Effect.succeed<Reencrypted>("gone"))
      )

      const renew = Effect.fn("Reencryption.renew")(
        function* (userId: UserId) {
          return yield* updateUser({ save: keys.renew }, store.find(userId), (user, now) =>
            Effect.gen(function* () {
              if (UserRules.isForgotten(Option.some(user))) return unchanged<Reencrypted>("gone")
              const person = yield* cipher.open(userId, user.person)
              const sealed = PersonRules.afterRenewal(user.person, yield* cipher.seal(userId, person))
              const renewal: Renewal = {
                user: UserRules.change(user, { person: sealed }, now),
                before: user.person.dataKey
              }
              return changed<Reencrypted, Renewal>(renewal, "done")
            })
          )
        },
        Effect.catchTag("UserNotFound", () => Effect.succeed<Reencrypted>("gone"))
      )

      return Reencryption.of({ rewrap, renew })
    })
  )
}
