import { Array, DateTime, Order, Result, Schema } from "effect"
import { Currency } from "../subscriptions/Money.ts"
import * as MoneyRules from "../subscriptions/MoneyRules.ts"
import type { Payment } from "../subscriptions/Payment.ts"
import { bookingKey } from "../subscriptions/PaymentRules.ts"
import { TransactionId } from "../subscriptions/Purchase.ts"
import type { PaymentRow, SubscriptionRow } from "./LegacyRow.ts"
import type { Fault, RowVerdict } from "./Verdict.ts"

const decodeCurrency = Schema.decodeUnknownResult(Currency)
const decodeTransaction = Schema.decodeUnknownResult(TransactionId)

const methods = { apple: "app_store", google: "google_play" } as const
const kinds = {
  pending: "charge",
  completed: "charge",
  failed: "charge",
  refunded: "refund",
  disputed: "dispute"
} as const

/** `12.34` of a currency in its smallest unit, exactly; what it has no coin for is rounded as a store's price is. */
const moneyOf = (amount: string, currency: Currency) => {
  const [whole = "", decimals = ""] = amount.replace("-", "").split(".")
  const sign = amount.startsWith("-") ? -1 : 1
  const nanos = Number(decimals.padEnd(9, "0"))
  return MoneyRules.ofUnits(BigInt(sign) * BigInt(whole), sign * nanos, currency)
}

/** A row as the payment that it states. The subscription it names must be one of the same person: it says which store took the money. */
export const paymentOf = (
  row: PaymentRow,
  subscriptions: ReadonlyArray<SubscriptionRow>
): Result.Result<Payment, Fault> =>
  Result.gen(function* () {
    const subscription = subscriptions.find(({ id }) => id === row.subscription_id)
    if (subscription === undefined) return yield* Result.fail("payment_foreign" as const)
    const { provider } = subscription
    if (provider === "stripe") return yield* Result.fail("provider_unsupported" as const)
    const currency = yield* Result.mapError(decodeCurrency(row.currency.trim()), () => "currency_unfit" as const)
    const transactionId = yield* Result.mapError(
      decodeTransaction(row.provider_transaction_id),
      () => "transaction_id_unfit" as const
    )
    return {
      id: row.id,
      subscriptionId: row.subscription_id,
      kind: kinds[row.payment_status],
      ...moneyOf(row.amount, currency),
      status: row.payment_status,
      provider,
      transactionId,
      method: methods[provider],
      processedAt: row.processed_at ?? row.created_at
    }
  })

/** The earliest first; of two at once, the smaller id. */
const earliest: Order.Order<Payment> = Order.combine(
  Order.mapInput(DateTime.Order, ({ processedAt }: Payment) => processedAt),
  Order.mapInput(Order.String, ({ id }: Payment) => id)
)

/** What is recorded of payments that may state one transaction more than once, and what becomes of the others. */
export const distinct = (
  payments: ReadonlyArray<Payment>
): { readonly kept: ReadonlyArray<Payment>; readonly others: ReadonlyArray<RowVerdict> } => {
  const groups = Object.values(Array.groupBy(payments, bookingKey)).map((group) => Array.sort(group, earliest))
  const judged = groups.map((group) => {
    const [first, ...rest] = group
    const contradicts = rest.some(
      ({ amountMinor, currency, status }) =>
        amountMinor !== first.amountMinor || currency !== first.currency || status !== first.status
    )
    const verdict = contradicts ? "transaction_contradicted" : "same_payment"
    const others = (contradicts ? group : rest).map(({ id }): RowVerdict => ({
      table: "payments",
      id,
      verdict,
      about: group.filter((other) => other.id !== id).map((other) => other.id)
    }))
    return { kept: contradicts ? [] : [first], others }
  })
  return { kept: judged.flatMap(({ kept }) => kept), others: judged.flatMap(({ others }) => others) }
}
