import { DateTime, Option, Order } from "effect"
import * as PartialRefundRules from "./PartialRefundRules.ts"
import type { Payment, PaymentKind, PaymentPosition } from "./Payment.ts"
import { type Fate, isOfStore, type Purchase, type Term } from "./Purchase.ts"

/** A payment before it has a name. */
export type Booking = Omit<Payment, "id" | "subscriptionId">

/** There is at most one payment of a kind in one transaction; a partial refund is a transaction of its own. */
export const bookingKey = ({ kind, provider, transactionId }: Omit<Booking, "processedAt">): string =>
  `${provider}#${transactionId}#${kind}`

const kinds: Readonly<Record<Fate["outcome"], Option.Option<readonly [PaymentKind, Payment["status"]]>>> = {
  running: Option.none(),
  revoked: Option.none(),
  upgraded: Option.none(),
  refunded: Option.some(["refund", "refunded"]),
  disputed: Option.some(["dispute", "disputed"]),
  refund_reversed: Option.some(["refund_reversal", "completed"])
}

const bookingsOfTerm = (provider: Booking["provider"], term: Term): ReadonlyArray<Booking> => {
  const { end, fate, price, start, transactionId } = term
  // A trial costs nothing, and a first payment on its way is none yet.
  if (Option.isNone(price) || price.value.amountMinor === 0 || DateTime.isLessThanOrEqualTo(end, start)) return []
  const method = provider === "apple" ? "app_store" : "google_play"
  const shared = { ...price.value, provider, transactionId, method } as const
  const charge: Booking = { ...shared, kind: "charge", status: "completed", processedAt: start }
  const { parts, rest } = PartialRefundRules.shares(price.value, term.partialRefunds)
  const partly = parts.map(({ amountMinor, at, transactionId }): Booking => ({
    ...shared,
    kind: "refund",
    status: "refunded",
    amountMinor,
    transactionId,
    processedAt: at
  }))
  const after = Option.flatMap(
    Option.filter(fate, () => rest > 0),
    ({ at, outcome }) =>
      Option.map(kinds[outcome], ([kind, status]): Booking => ({
        ...shared,
        amountMinor: rest,
        kind,
        status,
        processedAt: at
      }))
  )
  return [charge, ...partly, ...Option.toArray(after)]
}

/** What was paid and given back, as far as the purchase tells; nothing of a grant. */
export const bookingsOf = (purchase: Purchase): ReadonlyArray<Booking> =>
  isOfStore(purchase) ? purchase.terms.flatMap((term) => bookingsOfTerm(purchase.provider, term)) : []

const unseen = (before: ReadonlyArray<Booking>, told: ReadonlyArray<Booking>): ReadonlyArray<Booking> => {
  const seen = new Set(before.map(bookingKey))
  return told.filter((booking) => {
    const key = bookingKey(booking)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/**
 * What statements make known that `known` did not: also of a fate that a newer one has overtaken, so that the history does
 * not depend on the order in which it was told. Every statement is read with all that is known to have gone back, so that a
 * full refund is the rest.
 */
export const newBookings = (
  known: Option.Option<Purchase>,
  stated: ReadonlyArray<Purchase>,
  merged: Purchase
): ReadonlyArray<Booking> => {
  if (!isOfStore(merged)) return []
  return merged.terms.flatMap((term) => {
    const { partialRefunds, transactionId } = term
    const statedIn = (purchases: ReadonlyArray<Purchase>) =>
      purchases.flatMap(({ terms }) => terms.filter((other) => other.transactionId === transactionId))
    const before = statedIn(Option.toArray(known)).flatMap((one) => bookingsOfTerm(merged.provider, one))
    const told = statedIn([...stated, merged]).flatMap((one) =>
      bookingsOfTerm(merged.provider, { ...one, partialRefunds })
    )
    return PartialRefundRules.withinPaid(term, before, unseen(before, told))
  })
}

/** A random UUID made to sort by `at` (RFC 9562, 5.7). */
const timeOrdered = (uuid: string, at: DateTime.Utc): string => {
  const millis = DateTime.toEpochMillis(at).toString(16).padStart(12, "0")
  return `${millis.slice(0, 8)}-${millis.slice(8)}-7${uuid.slice(15)}`
}

/** The booking as a payment of this subscription, by a name that `random` makes its own. */
export const payment = (booking: Booking, subscriptionId: string, random: string): Payment => ({
  id: timeOrdered(random, booking.processedAt),
  subscriptionId,
  ...booking
})

/** Newest first: the order of the history and its pages. */
export const newestFirst: Order.Order<PaymentPosition> = Order.flip(
  Order.combine(
    Order.mapInput(DateTime.Order, ({ processedAt }: PaymentPosition) => processedAt),
    Order.mapInput(Order.String, ({ id }: PaymentPosition) => id)
  )
)
