import { Context, type DateTime, Effect, Layer } from "effect"
import type { Caller } from "../sessions/Caller.ts"
import type { Origin } from "../shared/Origin.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { User } from "../users/User.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import * as UserRules from "../users/UserRules.ts"
import { Users } from "../users/Users.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, unchanged, updateCaller } from "../users/UserUpdates.ts"
import type { Consent, ConsentRecord, ConsentType, TextVersion } from "./Consent.ts"
import type { ConsentTextOutdated } from "./ConsentErrors.ts"
import * as ConsentRules from "./ConsentRules.ts"

/** What a person agrees to, each text by itself. */
export class Consents extends Context.Service<
  Consents,
  {
    list(caller: Caller): Effect.Effect<ConsentRecord, UserRules.NotAdmitted | Unavailable>
    give(
      caller: Caller,
      type: ConsentType,
      version: TextVersion,
      origin: Origin
    ): Effect.Effect<Consent, ConsentTextOutdated | ConcurrentUpdate | UserRules.NotAdmitted | Unavailable>
    withdraw(
      caller: Caller,
      type: ConsentType
    ): Effect.Effect<Consent, ConcurrentUpdate | UserRules.NotAdmitted | Unavailable>
  }
>()("@serenya/domain/consents/Consents") {
  static readonly layer = Layer.effect(
    Consents,
    Effect.gen(function* () {
      const store = yield* UserStore
      const users = yield* Users

      const answer = <E>(
        caller: Caller,
        type: ConsentType,
        decide: (consent: Consent, now: DateTime.Utc) => Effect.Effect<Consent, E>
      ) =>
        updateCaller(
          store,
          caller,
          Effect.fnUntraced(function* (user: User, now: DateTime.Utc) {
            const consent = yield* decide(user.consents[type], now)
            if (consent === user.consents[type]) return unchanged(consent)
            return changed(UserRules.change(user, { consents: { ...user.consents, [type]: consent } }, now), consent)
          })
        )

      const list = Effect.fn("Consents.list")(function* (caller: Caller) {
        return (yield* users.current(caller)).consents
      })

      const give = Effect.fn("Consents.give")(
        (caller: Caller, type: ConsentType, version: TextVersion, origin: Origin) =>
          answer(caller, type, (_, at) =>
            Effect.fromResult(ConsentRules.give(type, version, { at, origin, method: "granular" }))
          )
      )

      const withdraw = Effect.fn("Consents.withdraw")((caller: Caller, type: ConsentType) =>
        answer(caller, type, (consent, now) => Effect.succeed(ConsentRules.withdraw(consent, now)))
      )

      return Consents.of({ list, give, withdraw })
    })
  )
}
