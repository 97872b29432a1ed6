import { Context, Effect, Layer, Option, type Redacted } from "effect"
import type { Identity } from "../identity/Identity.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { EmailAddress } from "../users/EmailAddress.ts"
import { EmailIndex } from "../users/EmailIndex.ts"
import type { User } from "../users/User.ts"
import { UserNotFound } from "../users/UserErrors.ts"
import type { UserId } from "../users/UserId.ts"
import { UserStore } from "../users/UserStore.ts"

/** By what an operator knows a person. */
export type Known =
  | { readonly _tag: "Id"; readonly id: UserId }
  | { readonly _tag: "Email"; readonly email: Redacted.Redacted<EmailAddress> }
  | { readonly _tag: "Identity"; readonly identity: Identity }

/** Finds people for operators: by a key or a guard, never by reading everybody. */
export class Lookups extends Context.Service<
  Lookups,
  {
    find(known: Known): Effect.Effect<User, UserNotFound | Unavailable>
  }
>()("@serenya/domain/operators/Lookups") {
  static readonly layer = Layer.effect(
    Lookups,
    Effect.gen(function* () {
      const store = yield* UserStore
      const emails = yield* EmailIndex

      const lookUp = (known: Known) => {
        switch (known._tag) {
          case "Id":
            return store.find(known.id)
          case "Email":
            return Effect.flatMap(emails.keyOf(known.email), store.findByEmail)
          case "Identity":
            return store.findByIdentity(known.identity)
        }
      }

      const find = Effect.fn("Lookups.find")(function* (known: Known) {
        const found = yield* lookUp(known)
        return Option.isSome(found) ? found.value : yield* new UserNotFound()
      })

      return Lookups.of({ find })
    })
  )
}
