import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { Caller } from "../sessions/Caller.ts"
import { SessionRevoked } from "../sessions/SessionErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import { UserNotFound } from "../users/UserErrors.ts"
import type { UserId } from "../users/UserId.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { type Explanation, explain as explanationOf } from "./ExplanationRules.ts"
import { type HeldPurchase, SubscriptionLedger } from "./SubscriptionLedger.ts"
import { type SubscriptionView, viewOf } from "./SubscriptionRules.ts"

export interface Explained extends SubscriptionView {
  readonly explanation: Option.Option<Explanation>
}

/** What an operator sees of somebody: also each line as it is held, and when its store is asked next. */
export interface Inspected extends SubscriptionView {
  readonly explanation: Explanation
  readonly held: ReadonlyArray<HeldPurchase>
}

const purchasesIn = (held: ReadonlyArray<HeldPurchase>) => held.map(({ purchase }) => purchase)

/** Shows people what they may do, and why. */
export class Subscriptions extends Context.Service<
  Subscriptions,
  {
    /** `explain` also reads the purchases that the answer rests on. */
    of(
      caller: Caller,
      options: { readonly explain: boolean }
    ): Effect.Effect<Explained, UserRules.NotAdmitted | Unavailable>
    /** Somebody else's, for an operator: by the same rules, whatever the account's state. */
    inspect(userId: UserId): Effect.Effect<Inspected, UserNotFound | Unavailable>
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
        return { ...view, explanation: Option.some(explanationOf(purchasesIn(held), now)) }
      })

      const inspect = Effect.fn("Subscriptions.inspect")(function* (userId: UserId) {
        const found = yield* store.find(userId)
        if (UserRules.isForgotten(found) || Option.isNone(found)) return yield* new UserNotFound()
        const held = yield* ledger.purchasesOf(userId)
        const now = yield* DateTime.now
        return { ...viewOf(found.value.subscription, now), explanation: explanationOf(purchasesIn(held), now), held }
      })

      return Subscriptions.of({ of, inspect })
    })
  )
}
