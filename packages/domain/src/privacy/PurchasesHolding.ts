import { Effect, Option } from "effect"
import type { Payment, PaymentPosition } from "../subscriptions/Payment.ts"
import type { Purchase } from "../subscriptions/Purchase.ts"
import { SubscriptionLedger } from "../subscriptions/SubscriptionLedger.ts"
import type { UserId } from "../users/UserId.ts"
import type { Holding } from "./Holding.ts"
import { notShown } from "./PurchaseDisclosure.ts"

/** What a person bought, as the stores stated it, and what they paid, the newest first. */
export interface HeldPurchases {
  readonly purchases: ReadonlyArray<Purchase>
  readonly payments: ReadonlyArray<Payment>
}

const pageSize = 100

/** Purchases and payments, and what makes them unique or due. They all go: the stores are the sellers, and keep the books (decision 22). */
export const make = Effect.map(SubscriptionLedger, (ledger): Holding<HeldPurchases> => {
  const allPayments = Effect.fnUntraced(function* (userId: UserId) {
    const all: Array<Payment> = []
    let after = Option.none<PaymentPosition>()
    do {
      const { next, payments } = yield* ledger.payments(userId, pageSize, after)
      all.push(...payments)
      after = next
    } while (Option.isSome(after))
    return all
  })

  return {
    show: Effect.fn("PurchasesHolding.show")(function* ({ user: { id } }) {
      const held = yield* ledger.purchasesOf(id)
      return { purchases: held.map(({ purchase }) => purchase), payments: yield* allPayments(id) }
    }),
    notShown,
    erase: ({ id }) => ledger.erase(id),
    remains: ({ id }) => ledger.remains(id)
  }
})
