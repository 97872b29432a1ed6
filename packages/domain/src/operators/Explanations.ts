import { Context, DateTime, Effect, Layer } from "effect"
import { ErasureLedger } from "../privacy/ErasureLedger.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { User } from "../users/User.ts"
import * as ExplanationRules from "./ExplanationRules.ts"

/** Says why somebody can or cannot do something. Decrypts nothing. */
export class Explanations extends Context.Service<
  Explanations,
  {
    of(user: User): Effect.Effect<ReadonlyArray<ExplanationRules.Explanation>, Unavailable>
  }
>()("@serenya/domain/operators/Explanations") {
  static readonly layer = Layer.effect(
    Explanations,
    Effect.gen(function* () {
      const ledger = yield* ErasureLedger

      const of = Effect.fn("Explanations.of")(function* (user: User) {
        const entry = yield* ledger.find(user.id)
        return ExplanationRules.explain({ user, entry, now: yield* DateTime.now })
      })

      return Explanations.of({ of })
    })
  )
}
