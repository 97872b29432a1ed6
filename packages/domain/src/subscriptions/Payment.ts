import { Schema } from "effect"
import { Uuid } from "../shared/Uuid.ts"
import { Money } from "./Money.ts"
import { StoreProvider, TransactionId } from "./Purchase.ts"

/** What happened to money: it was charged, given back, disputed at a bank, or charged after all. */
export const PaymentKind = Schema.Literals(["charge", "refund", "dispute", "refund_reversal"])
export type PaymentKind = typeof PaymentKind.Type

/** What a store did with a person's money in one transaction; written once and never changed. */
export const Payment = Schema.Struct({
  /** Version 7 of RFC 9562: ids of one day sort by `processedAt`. */
  id: Uuid,
  subscriptionId: Uuid,
  kind: PaymentKind,
  ...Money.fields,
  status: Schema.Literals(["pending", "completed", "failed", "refunded", "disputed"]),
  provider: StoreProvider,
  transactionId: TransactionId,
  method: Schema.Literals(["app_store", "google_play"]),
  processedAt: Schema.DateTimeUtc
})
export type Payment = typeof Payment.Type

/** Where a page of payments ends. */
export const PaymentPosition = Schema.Struct({ processedAt: Payment.fields.processedAt, id: Payment.fields.id })
export type PaymentPosition = typeof PaymentPosition.Type
