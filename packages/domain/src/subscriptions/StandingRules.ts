import { Array, DateTime, Option, Order, Schema } from "effect"
import type { Coverage } from "./Plan.ts"
import { isOfStore, type Purchase, type Renewal, type Term } from "./Purchase.ts"
import type { SubscriptionStatus } from "./Subscription.ts"

/** What is known of a line at a moment, in one word. */
export const StandingState = Schema.Literals([
  "trial",
  "paid",
  "granted",
  "grace",
  "pending",
  "billing_retry",
  "hold",
  "paused",
  "refunded",
  "disputed",
  "revoked",
  "upgraded",
  "expired"
])
export type StandingState = typeof StandingState.Type

/** Where a line stands at a moment. */
export interface Standing {
  readonly purchase: Purchase
  /** The term that decides: the one that runs, or the last one. */
  readonly term: Term
  readonly plan: Coverage
  readonly state: StandingState
  readonly status: typeof SubscriptionStatus.Type
  /** Whether it entitles at that moment; then until `until`, if nothing else happens. */
  readonly entitles: boolean
  readonly until: DateTime.Utc
  readonly autoRenew: boolean
}

const isGood = ({ fate }: Term): boolean =>
  Option.match(fate, {
    onNone: () => true,
    onSome: ({ outcome }) => outcome === "running" || outcome === "refund_reversed"
  })

/**
 * Within a line a term takes the place of those before it when it starts. Apple tells of an upgrade by the new term alone:
 * what the old one had left to run was given back.
 */
const eachInItsPlace = (terms: ReadonlyArray<Term>): ReadonlyArray<Term> =>
  terms.map((term, index) => {
    const next = terms.slice(index + 1).find(({ start }) => DateTime.isGreaterThan(start, term.start))
    return next === undefined ? term : { ...term, end: DateTime.min(term.end, next.start) }
  })

const covers = (term: Term, at: DateTime.Utc): boolean =>
  DateTime.isLessThanOrEqualTo(term.start, at) && DateTime.isGreaterThan(term.end, at)

const latest = Order.combine(
  Order.mapInput(DateTime.Order, ({ start }: Term) => start),
  Order.mapInput(DateTime.Order, ({ end }: Term) => end)
)

/** The end of what is paid without a gap from `now` on; terms may overlap. */
const paidUntil = (terms: ReadonlyArray<Term>, now: DateTime.Utc): DateTime.Utc =>
  terms.reduce(
    (until, { end, start }) =>
      DateTime.isLessThanOrEqualTo(start, until) && DateTime.isGreaterThan(end, until) ? end : until,
    now
  )

/** What a line that entitles to nothing waits for. */
const waitingFor = (renewal: Option.Option<Renewal>): Option.Option<StandingState> =>
  Option.flatMap(renewal, ({ state }): Option.Option<StandingState> => {
    switch (state._tag) {
      case "BillingRetry":
        return Option.some("billing_retry")
      case "Hold":
        return Option.some("hold")
      case "Paused":
        return Option.some("paused")
      case "Pending":
        return Option.some("pending")
      case "Grace":
      case "Renewing":
      case "Lapsed":
        return Option.none()
    }
  })

const lostTo = ({ fate }: Term): Option.Option<StandingState> =>
  Option.flatMap(fate, ({ outcome }): Option.Option<StandingState> =>
    outcome === "running" || outcome === "refund_reversed" ? Option.none() : Option.some(outcome)
  )

/** A grace that the store gives after the last good term. */
const graceUntil = (purchase: Purchase, last: Term): Option.Option<DateTime.Utc> =>
  Option.flatMap(purchase.renewal, ({ state }) =>
    state._tag === "Grace" && isGood(last) ? Option.some(state.until) : Option.none()
  )

/** A store renews until somebody says otherwise. */
const renews = (purchase: Purchase): boolean =>
  Option.getOrElse(
    Option.map(purchase.renewal, ({ autoRenew }) => autoRenew),
    () => true
  )

const entitled = (purchase: Purchase, term: Term, state: StandingState, until: DateTime.Utc): Standing => ({
  purchase,
  term,
  plan: term.plan,
  state,
  // A grant ends without having been cancelled.
  status: renews(purchase) || !isOfStore(purchase) ? "active" : "cancelled",
  entitles: true,
  until,
  autoRenew: renews(purchase)
})

const over = (purchase: Purchase, last: Term): Standing => {
  const lost = lostTo(last)
  const waiting = Option.filter(waitingFor(purchase.renewal), () => Option.isNone(lost))
  return {
    purchase,
    term: last,
    plan: last.plan,
    state: Option.getOrElse(
      Option.orElse(lost, () => waiting),
      (): StandingState => "expired"
    ),
    status: Option.isSome(waiting) ? "pending" : "expired",
    entitles: false,
    until: Option.match(last.fate, {
      onSome: ({ at }) => (Option.isSome(lost) ? DateTime.min(last.end, at) : last.end),
      onNone: () => last.end
    }),
    autoRenew: Option.isSome(waiting) && renews(purchase)
  }
}

const givenAs = (purchase: Purchase, { offer }: Term): StandingState => {
  if (!isOfStore(purchase)) return "granted"
  return offer === "trial" ? "trial" : "paid"
}

/** Where a line stands at `now`. None: its store has stated no term of it. */
export const standingOf = (purchase: Purchase, now: DateTime.Utc): Option.Option<Standing> => {
  const good = eachInItsPlace(purchase.terms).filter(isGood)
  const running = good.findLast((term) => covers(term, now))
  if (running !== undefined) {
    return Option.some(entitled(purchase, running, givenAs(purchase, running), paidUntil(good, now)))
  }
  if (!Array.isReadonlyArrayNonEmpty(purchase.terms)) return Option.none()
  const last = Array.max(purchase.terms, latest)
  const grace = Option.filter(graceUntil(purchase, last), (until) => DateTime.isGreaterThan(until, now))
  return Option.some(
    Option.match(grace, {
      onSome: (until) => entitled(purchase, last, "grace", until),
      onNone: () => over(purchase, last)
    })
  )
}
