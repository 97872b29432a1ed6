import * as Catalogue from "@serenya/domain/subscriptions/Catalogue"
import { Currency } from "@serenya/domain/subscriptions/Money"
import type { Plan } from "@serenya/domain/subscriptions/Plan"
import {
  type ExternalId,
  type Fate,
  type PartialRefund,
  type Renewal,
  RenewalState,
  type StoreProvider,
  type Term,
  TransactionId
} from "@serenya/domain/subscriptions/Purchase"
import type { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Option } from "effect"
import type { Happening, News, Sale } from "./Sale.ts"

const { cases } = RenewalState
const graceDays = 16

/** US dollars, as the tier table has them. */
const cents: Readonly<Record<Plan["tier"], Readonly<Record<Plan["billingPeriod"], number>>>> = {
  premium: { monthly: 999, yearly: 9999 },
  family: { monthly: 1999, yearly: 19_999 }
}

const periodAfter = (start: DateTime.Utc, { billingPeriod }: Plan): DateTime.Utc =>
  DateTime.add(start, billingPeriod === "monthly" ? { months: 1 } : { years: 1 })

const termOf = (
  provider: StoreProvider,
  plan: Plan,
  transactionId: TransactionId,
  start: DateTime.Utc,
  now: DateTime.Utc
): Term => ({
  transactionId,
  productId: Option.getOrElse(Catalogue.productOf(provider, plan), () => ""),
  plan,
  start,
  end: periodAfter(start, plan),
  price: Option.some({ amountMinor: cents[plan.tier][plan.billingPeriod], currency: Currency.make("USD") }),
  offer: "none",
  statedAt: now,
  fate: Option.some({ outcome: "running", at: start, statedAt: now }),
  partialRefunds: []
})

const renewing = (now: DateTime.Utc): Renewal => ({ autoRenew: true, state: cases.Renewing.make({}), statedAt: now })

/** The names that the store gives to what is new. */
export interface Names {
  readonly line: ExternalId
  readonly transaction: TransactionId
}

export const buy = (
  provider: StoreProvider,
  plan: Plan,
  owner: Option.Option<UserId>,
  names: Names,
  now: DateTime.Utc
): Sale => ({
  owner,
  purchase: {
    provider,
    externalId: names.line,
    terms: [termOf(provider, plan, names.transaction, now, now)],
    renewal: Option.some(renewing(now)),
    replaces: Option.none(),
    acknowledged: provider === "apple"
  }
})

const monthly: Plan = { tier: "premium", billingPeriod: "monthly" }

/** What a store sells always has a period. */
const planOf = ({ plan }: Term): Plan => ({ ...monthly, ...plan })

const lastOf = ({ purchase }: Sale): Option.Option<Term> => Option.fromUndefinedOr(purchase.terms.at(-1))

/** The last term with other facts; without one there is nothing to change. */
const withLast = (sale: Sale, change: (term: Term) => Term): Sale => ({
  ...sale,
  purchase: {
    ...sale.purchase,
    terms: sale.purchase.terms.map((term, index, { length }) => (index === length - 1 ? change(term) : term))
  }
})

const withRenewal = (sale: Sale, renewal: Partial<Renewal>, now: DateTime.Utc): Sale => ({
  ...sale,
  purchase: {
    ...sale.purchase,
    renewal: Option.some({ ...Option.getOrElse(sale.purchase.renewal, () => renewing(now)), ...renewal, statedAt: now })
  }
})

const fated = (sale: Sale, outcome: Fate["outcome"], now: DateTime.Utc): Sale =>
  withLast(sale, (term) => ({ ...term, statedAt: now, fate: Option.some({ outcome, at: now, statedAt: now }) }))

/** Its end is now if it was to come, as if the time had come. */
const ended = (sale: Sale, now: DateTime.Utc): Sale =>
  withLast(sale, (term) => ({ ...term, end: DateTime.min(term.end, now), statedAt: now }))

/** The next term begins where the last one ends, or now where that is past. */
const renew = (sale: Sale, transactionId: TransactionId, now: DateTime.Utc): Sale =>
  Option.match(lastOf(sale), {
    onNone: () => sale,
    onSome: (last) => {
      const { provider, terms } = sale.purchase
      const next = termOf(provider, planOf(last), transactionId, DateTime.max(last.end, now), now)
      return withRenewal({ ...sale, purchase: { ...sale.purchase, terms: [...terms, next] } }, renewing(now), now)
    }
  })

const setAutoRenew = (sale: Sale, autoRenew: boolean, now: DateTime.Utc): Sale => withRenewal(sale, { autoRenew }, now)

const grace = (sale: Sale, now: DateTime.Utc): Sale =>
  withRenewal(ended(sale, now), { state: cases.Grace.make({ until: DateTime.add(now, { days: graceDays }) }) }, now)

const hold = (sale: Sale, now: DateTime.Utc): Sale =>
  withRenewal(
    ended(sale, now),
    { state: sale.purchase.provider === "apple" ? cases.BillingRetry.make({}) : cases.Hold.make({}) },
    now
  )

const lapse = (sale: Sale, now: DateTime.Utc): Sale =>
  withRenewal(ended(sale, now), { autoRenew: false, state: cases.Lapsed.make({}) }, now)

const refund = (sale: Sale, now: DateTime.Utc): Sale =>
  withRenewal(fated(sale, "refunded", now), { autoRenew: false, state: cases.Lapsed.make({}) }, now)

/** A third of what the last term cost, named as Google's orders let it be named. */
const partOf = ({ price, transactionId }: Term, now: DateTime.Utc): Option.Option<PartialRefund> =>
  Option.map(price, ({ amountMinor, currency }) => ({
    transactionId: TransactionId.make(`${transactionId}@${DateTime.formatIso(now)}`),
    amountMinor: Math.trunc(amountMinor / 3),
    currency,
    at: now
  }))

const refundPart = (sale: Sale, now: DateTime.Utc): Sale =>
  withLast(sale, (term) => ({
    ...term,
    partialRefunds: [...term.partialRefunds, ...Option.toArray(partOf(term, now))]
  }))

const reverseRefund = (sale: Sale, now: DateTime.Utc): Sale =>
  withRenewal(fated(sale, "refund_reversed", now), { state: cases.Renewing.make({}) }, now)

/** Apple changes the plan within the line; Google sells a new line that names the one it replaces. The sales that are new or changed. */
const upgrade = (sale: Sale, names: Names, now: DateTime.Utc): ReadonlyArray<Sale> => {
  const { billingPeriod } = Option.match(lastOf(sale), { onNone: () => monthly, onSome: planOf })
  const { provider } = sale.purchase
  const bought = buy(provider, { tier: "family", billingPeriod }, sale.owner, names, now)
  const before = fated(sale, "upgraded", now)
  if (provider === "google")
    return [
      lapse(before, now),
      { ...bought, purchase: { ...bought.purchase, replaces: Option.some(sale.purchase.externalId) } }
    ]
  const terms = [...before.purchase.terms, ...bought.purchase.terms]
  return [{ ...before, purchase: { ...before.purchase, terms, renewal: bought.purchase.renewal } }]
}

/** A sale as it is now, and what its store tells of it. */
export interface Changed {
  readonly sale: Sale
  readonly what: News | "partially_refunded"
}

/** A sale whose change its store tells of. */
export interface Told extends Changed {
  readonly what: News
}

export const isTold = (changed: Changed): changed is Told => changed.what !== "partially_refunded"

/** What becomes of a sale, and of what takes its place. None where its store knows no such thing. */
export const after = (sale: Sale, what: Happening, names: Names, now: DateTime.Utc): ReadonlyArray<Changed> => {
  const only = (changed: Sale) => [{ sale: changed, what }]
  switch (what) {
    case "renewed":
    case "recovered":
      return only(renew(sale, names.transaction, now))
    case "cancelled":
      return only(setAutoRenew(sale, false, now))
    case "resumed":
      return only(setAutoRenew(sale, true, now))
    case "payment_failed":
      return only(grace(sale, now))
    case "held":
      return only(hold(sale, now))
    case "lapsed":
      return only(lapse(sale, now))
    case "refunded":
      return only(refund(sale, now))
    case "partially_refunded":
      return sale.purchase.provider === "google" ? only(refundPart(sale, now)) : []
    case "refund_reversed":
      return sale.purchase.provider === "apple" ? only(reverseRefund(sale, now)) : []
    case "upgraded": {
      const [first, second] = upgrade(sale, names, now)
      if (first === undefined) return []
      return second === undefined
        ? [{ sale: first, what }]
        : [
            { sale: first, what: "lapsed" },
            { sale: second, what: "bought" }
          ]
    }
  }
}

export const acknowledge = (sale: Sale): Sale => ({ ...sale, purchase: { ...sale.purchase, acknowledged: true } })
