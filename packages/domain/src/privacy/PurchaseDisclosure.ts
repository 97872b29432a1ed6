import type { Money } from "../subscriptions/Money.ts"
import type { Payment } from "../subscriptions/Payment.ts"
import type { Coverage } from "../subscriptions/Plan.ts"
import type { Fate, PartialRefund, Purchase, Renewal, Term } from "../subscriptions/Purchase.ts"
import type { HeldPurchase } from "../subscriptions/SubscriptionLedger.ts"
import { type Disclosure, type NotShown, withheld, withheldAt } from "./Disclosure.ts"

export const purchase = {
  provider: "shown",
  externalId: "shown",
  terms: "shown",
  renewal: "shown",
  replaces: "shown",
  acknowledged: "shown"
} as const satisfies Disclosure<typeof Purchase.fields>

export const term = {
  transactionId: "shown",
  productId: "shown",
  plan: "shown",
  start: "shown",
  end: "shown",
  price: "shown",
  offer: "shown",
  statedAt: "shown",
  fate: "shown",
  partialRefunds: "shown"
} as const satisfies Disclosure<typeof Term.fields>

export const partialRefund = {
  transactionId: "shown",
  amountMinor: "shown",
  currency: "shown",
  at: "shown"
} as const satisfies Disclosure<typeof PartialRefund.fields>

export const plan = { tier: "shown", billingPeriod: "shown" } as const satisfies Disclosure<typeof Coverage.fields>

export const money = { amountMinor: "shown", currency: "shown" } as const satisfies Disclosure<typeof Money.fields>

export const fate = { outcome: "shown", at: "shown", statedAt: "shown" } as const satisfies Disclosure<
  typeof Fate.fields
>

export const renewal = { autoRenew: "shown", state: "shown", statedAt: "shown" } as const satisfies Disclosure<
  typeof Renewal.fields
>

export const payment = {
  id: "shown",
  subscriptionId: "shown",
  kind: "shown",
  amountMinor: "shown",
  currency: "shown",
  status: "shown",
  provider: "shown",
  transactionId: "shown",
  method: "shown",
  processedAt: "shown"
} as const satisfies Disclosure<typeof Payment.fields>

const held = {
  purchase: "shown",
  lookAt: withheld("When we ask the store about the purchase by ourselves; it says nothing that the purchase does not.")
} as const satisfies Disclosure<HeldPurchase>

/** What is held beside purchases and payments, and not shown. */
export const notShown: ReadonlyArray<NotShown> = [
  ...withheldAt("purchases", held),
  {
    what: "purchases.guards",
    reason: "Entries that keep your purchases from being anybody else's, and each payment from being recorded twice."
  }
]
