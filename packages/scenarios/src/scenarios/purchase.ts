import { PageCursor } from "@serenya/domain/subscriptions/PageCursors"
import { UserId } from "@serenya/domain/users/UserId"
import { Effect, Redacted } from "effect"
import { refused } from "../check/Refused.ts"
import { holds, same } from "../check/Unexpected.ts"
import { newKey } from "../person/NewKey.ts"
import * as Person from "../person/Person.ts"
import * as Scenario from "../Scenario.ts"
import type { Store } from "../target/Stores.ts"

/** Where they stand, in words. */
const standing = ({ api }: Person.Person) =>
  Effect.map(api.subscriptions.current({ query: {} }), ({ subscription: { autoRenew, provider, status, tier } }) =>
    [tier, status, provider, ...(autoRenew ? ["renews"] : [])].join(" ")
  )

/** What they paid and got back, in any order. */
const payments = ({ api }: Person.Person) =>
  Effect.map(api.subscriptions.payments({ query: { limit: 100 } }), ({ payments }) =>
    payments.map(({ amountMinor, kind }) => `${kind} ${amountMinor}`).toSorted()
  )

const purchaseThrough = (store: Store) =>
  Scenario.make({
    name: `purchase-${store}`,
    story: `buys a month through ${store}, is charged again, cancels, and gets the money back`,
    needs: ["identities", "stores"],
    play: Effect.fnUntraced(function* ({ identities, stores, ...target }) {
      const person = yield* Person.newcomer(target, identities)
      yield* same("where a newcomer stands", yield* standing(person), "free active system")
      const sold = yield* stores.sell(store, person.id)
      yield* same("how the webhook took the sale", sold.webhookAnswers, [200])
      const { entitlements } = yield* person.api.subscriptions.purchase({ headers: yield* newKey, payload: sold.proof })
      yield* same("what was bought", entitlements.tier, "premium")
      yield* same("where a buyer stands", yield* standing(person), `premium active ${store} renews`)
      yield* same("what was paid once", yield* payments(person), ["charge 999"])

      const thief = yield* Person.newcomer(target, identities)
      const stolen = thief.api.subscriptions.purchase({ headers: yield* newKey, payload: sold.proof })
      const { reason } = yield* refused("another person's purchase", stolen, "PurchaseNotVerified")
      const forged = thief.api.subscriptions.purchase({
        headers: yield* newKey,
        payload: { provider: "apple", signedTransaction: Redacted.make("a.b.c") }
      })
      const { reason: reasonOfForged } = yield* refused("a forged purchase", forged, "PurchaseNotVerified")
      yield* same("why either is refused", reason, reasonOfForged)

      const lost = yield* stores.sell(store, UserId.make(crypto.randomUUID()))
      const found = thief.api.subscriptions.purchase({ headers: yield* newKey, payload: lost.proof })
      yield* refused("a purchase for somebody who is not here", found, "PurchaseNotVerified")

      yield* stores.become(sold.purchaseId, "renewed")
      yield* same("what was paid twice", yield* payments(person), ["charge 999", "charge 999"])
      const newest = yield* person.api.subscriptions.payments({ query: { limit: 1 } })
      const cursor = PageCursor.make(newest.nextCursor ?? "")
      const older = yield* person.api.subscriptions.payments({ query: { limit: 1, cursor } })
      yield* same("how many payments each page has", [newest.payments.length, older.payments.length], [1, 1])
      yield* holds("the pages show different payments", newest.payments[0]?.id !== older.payments[0]?.id)
      yield* stores.become(sold.purchaseId, "cancelled")
      yield* same("where they stand to the end of the month", yield* standing(person), `premium cancelled ${store}`)
      yield* stores.become(sold.purchaseId, "refunded")
      yield* same("what came back", yield* payments(person), ["charge 999", "charge 999", "refund 999"])

      const gone = yield* stores.sell(store, thief.id)
      yield* thief.api.privacy.erase({ payload: { confirmation: "DELETE" } })
      const { webhookAnswers } = yield* stores.become(gone.purchaseId, "renewed")
      yield* same("how the webhook takes news of who was forgotten", webhookAnswers, [200])
    })
  })

export const purchases = [purchaseThrough("apple"), purchaseThrough("google")]
