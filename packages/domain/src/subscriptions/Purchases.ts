import { Context, Effect, Layer, Option } from "effect"
import type { Caller } from "../sessions/Caller.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import type * as UserRules from "../users/UserRules.ts"
import { changed, unchanged, updateCaller } from "../users/UserUpdates.ts"
import * as LedgerRules from "./LedgerRules.ts"
import { lineOf } from "./Purchase.ts"
import * as PurchaseBook from "./PurchaseBook.ts"
import { PurchaseClaim } from "./PurchaseClaim.ts"
import { PurchaseNotVerified } from "./PurchaseErrors.ts"
import { Storefronts } from "./Storefronts.ts"
import type { StoreProof } from "./StoreProof.ts"
import type { StoreStatement } from "./StoreStatement.ts"
import { type HeldPurchase, SubscriptionLedger } from "./SubscriptionLedger.ts"
import { type SubscriptionView, viewOf } from "./SubscriptionRules.ts"

/** Takes what people bought. */
export class Purchases extends Context.Service<
  Purchases,
  {
    /**
     * Binds a proven purchase to the caller and settles what it entitles to. Again is fine, and so is the store's own
     * notification before, after or meanwhile.
     */
    submit(
      caller: Caller,
      proof: StoreProof
    ): Effect.Effect<SubscriptionView, PurchaseNotVerified | UserRules.NotAdmitted | ConcurrentUpdate | Unavailable>
  }
>()("@serenya/domain/subscriptions/Purchases") {
  static readonly layer = Layer.effect(
    Purchases,
    Effect.gen(function* () {
      const ledger = yield* SubscriptionLedger
      const storefronts = yield* Storefronts
      const book = yield* PurchaseBook.make

      /** A signed proof may be old, and says nothing of renewal: the store is asked too, if it answers now. */
      const also = Effect.fnUntraced(function* (statement: StoreStatement, held: ReadonlyArray<HeldPurchase>) {
        const isKnown = Option.isSome(LedgerRules.heldOf(held, statement.purchase))
        if (statement.basis === "fetched" || isKnown) return Option.none<StoreStatement>()
        const asked = storefronts.ask(lineOf(statement.purchase))
        return yield* Effect.catchTag(asked, "Unavailable", () => Effect.succeedNone)
      })

      const submit = Effect.fn("Purchases.submit")(
        function* (caller: Caller, proof: StoreProof) {
          const { purchase, view } = yield* updateCaller(
            book.writes,
            caller,
            Effect.fnUntraced(function* (user, now) {
              // After the user was read: what a store says now is written only over what was known when it was asked.
              const statement = yield* storefronts.verify(proof)
              const facts = yield* book.factsOf(user, statement)
              const claim = yield* Effect.fromResult(PurchaseClaim.prove(user, statement, facts))
              const held = yield* ledger.purchasesOf(claim.userId)
              const said = [statement, ...Option.toArray(yield* also(statement, held))] as const
              const step = LedgerRules.enter(user, held, said, now)
              if (Option.isNone(step)) {
                return unchanged({ purchase: statement.purchase, view: viewOf(user.subscription, now) })
              }
              const entry = yield* book.entryOf(step.value)
              const view = viewOf(entry.user.subscription, now)
              return changed(entry, { purchase: entry.held.purchase, view })
            })
          )
          yield* book.acknowledge(caller.userId, purchase)
          return view
        },
        Effect.catchTag("LineTaken", () => Effect.fail(new PurchaseNotVerified({ reason: "unverifiable" }))),
        // No entry of a submission carries a receipt.
        Effect.catchTag("NotificationKnown", Effect.die)
      )

      return Purchases.of({ submit })
    })
  )
}
