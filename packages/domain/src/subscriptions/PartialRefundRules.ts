import { Option } from "effect"
import type { Money } from "./Money.ts"
import type { Booking } from "./PaymentRules.ts"
import type { PartialRefund, Term } from "./Purchase.ts"

/** What refunds took of what was paid, the earliest first, and what they left: together never more than was paid. */
export const shares = (
  { amountMinor: paid, currency }: Money,
  refunds: ReadonlyArray<PartialRefund>
): { readonly parts: ReadonlyArray<PartialRefund>; readonly rest: number } => {
  let rest = paid
  const parts: Array<PartialRefund> = []
  for (const refund of refunds) {
    const amountMinor = Math.min(refund.amountMinor, rest)
    if (refund.currency !== currency || amountMinor <= 0) continue
    rest -= amountMinor
    parts.push({ ...refund, amountMinor })
  }
  return { parts, rest }
}

const wentBack = ({ kind }: Booking): boolean => kind === "refund" || kind === "dispute"

/**
 * `fresh` payments of `term` with no more in its partial refunds than what went back `before` leaves of its price: what was
 * entered stays as it is, also a full refund that was told of before its parts.
 */
export const withinPaid = (
  { price, transactionId }: Term,
  before: ReadonlyArray<Booking>,
  fresh: ReadonlyArray<Booking>
): ReadonlyArray<Booking> => {
  const paid = Option.match(price, { onNone: () => 0, onSome: ({ amountMinor }) => amountMinor })
  let rest = before.filter(wentBack).reduce((left, { amountMinor }) => left - amountMinor, paid)
  return fresh.flatMap((booking) => {
    if (booking.kind !== "refund" || booking.transactionId === transactionId) return [booking]
    const amountMinor = Math.min(booking.amountMinor, rest)
    if (amountMinor <= 0) return []
    rest -= amountMinor
    return [{ ...booking, amountMinor }]
  })
}
