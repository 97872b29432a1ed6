import type { Payment, PaymentKind } from "../subscriptions/Payment.ts"
import { type Measurement, measurement } from "./Meter.ts"

/** Currencies that are summed: each counts in hundredths, and is a series of its own. Other money is counted, not summed. */
const summed = ["CHF", "EUR", "GBP", "USD"] as const

const signs: Readonly<Record<PaymentKind, 1 | -1>> = { charge: 1, refund: -1, dispute: -1, refund_reversal: 1 }

/** A payment, and the money in it. */
export const of = ({ amountMinor, currency, kind }: Payment): ReadonlyArray<Measurement> => {
  const known = summed.find((code) => code === currency)
  return [
    measurement("Payments", { payment_kind: kind }),
    ...(known === undefined ? [] : [measurement("Revenue", { currency: known }, signs[kind] * amountMinor)])
  ]
}
