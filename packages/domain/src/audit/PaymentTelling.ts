import type { Payment } from "../subscriptions/Payment.ts"
import type { Telling } from "./Telling.ts"

/** What the trail says of a payment. */
export const payment = {
  id: "told",
  subscriptionId: "told",
  kind: "told",
  amountMinor: "told",
  currency: "told",
  status: "told",
  provider: "told",
  /** Leads to the person at their store. */
  transactionId: "named",
  method: "told",
  processedAt: "told"
} as const satisfies Telling<Payment>
