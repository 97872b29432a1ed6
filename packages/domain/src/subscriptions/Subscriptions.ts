import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { Caller } from "../sessions/Caller.ts"
import { SessionRevoked } from "../sessions/SessionErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { standings } from "./EntitlementRules.ts"
import type { Standing } from "./StandingRules.ts"
import { SubscriptionLedger } from "./SubscriptionLedger.ts"
import { type SubscriptionView, viewOf } from "./SubscriptionRules.ts"

/** Why an entitlement is what it is: every line that was stated, where it stands at `clock`, the one that counts first. */
export interface Explanation {
  readonly clock: DateTime.Utc
  readonly evidence: ReadonlyArray<Standing>
}

export interface Explained extends SubscriptionView {
  readonly explanation: Option.Option<Explanation>
}

/** Shows people what they may do, and why. */
export class Subscriptions extends Context.Service<
  Subscriptions,
  {
    /** `explain` also reads the purchases that the answer rests on. */
    of(
      caller: Caller,
      options: { readonly explain: boolean }
    ): Effect.Effect<Explained, UserRules.NotAdmitted | Unavailable>
  }
>()("@serenya/domain/subscriptions/Subscriptions") {
  static readonly layer = Layer.effect(
    Subscriptions,
    Effect.gen(function* () {
      const store = yield* UserStore
      const ledger = yield* SubscriptionLedger

      const of = Effect.fn("Subscriptions.of")(function* (caller: Caller, { explain }: { readonly explain: boolean }) {
        const found = yield* store.find(caller.userId)
        if (Option.isNone(found)) return yield* new SessionRevoked()
        const now = yield* DateTime.now
        const user = yield* Effect.fromResult(UserRules.admit(found.value, caller, now))
        const view = viewOf(user.subscription, now)
        if (!explain) return { ...view, explanation: Option.none<Explanation>() }
        const held = yield* ledger.purchasesOf(user.id)
        const evidence = standings(
          held.map(({ purchase }) => purchase),
          now
        )
        return { ...view, explanation: Option.some({ clock: now, evidence }) }
      })

      return Subscriptions.of({ of })
    })
  )
}
