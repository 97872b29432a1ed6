import type { PaymentsDto, SubscriptionDto, TiersDto } from "@serenya/api/SubscriptionDto"
import type { PaymentsPage } from "@serenya/domain/subscriptions/Payments"
import type { Standing } from "@serenya/domain/subscriptions/StandingRules"
import { Tier } from "@serenya/domain/subscriptions/Subscription"
import type { SubscriptionView } from "@serenya/domain/subscriptions/SubscriptionRules"
import type { Explanation } from "@serenya/domain/subscriptions/Subscriptions"
import { tiers } from "@serenya/domain/subscriptions/Tiers"
import { Option } from "effect"

type Shown = typeof SubscriptionDto.Type
type Evidence = NonNullable<Shown["explanation"]>["evidence"][number]

const evidenceView = (standing: Standing, index: number): Evidence => {
  const { autoRenew, entitles, plan, purchase, state, status, term, until } = standing
  return {
    provider: purchase.provider,
    externalId: purchase.externalId,
    ...plan,
    transactionId: term.transactionId,
    productId: term.productId,
    statedAt: term.statedAt,
    state,
    status,
    entitles,
    until,
    autoRenew,
    counts: index === 0
  }
}

/** The rule of SPEC 1, and the one that chooses among purchases. */
const rule =
  "A paid tier counts while its status is active or cancelled and its end is after the clock. " +
  "Of several purchases the one that entitles longest counts."

const explanationView = ({ clock, evidence }: Explanation): NonNullable<Shown["explanation"]> => ({
  clock,
  rule,
  evidence: evidence.map(evidenceView)
})

export const subscriptionView = ({ allowance, features, subscription, tier }: SubscriptionView): Shown => ({
  subscription,
  entitlements: { tier, features, documentsPerPeriod: Option.getOrNull(allowance.limit) },
  usage: {
    documents: allowance.used,
    left: Option.getOrNull(allowance.left),
    periodStart: allowance.periodStart,
    periodEnd: allowance.periodEnd,
    againAt: allowance.againAt
  }
})

export const explainedView = (
  view: SubscriptionView & { readonly explanation: Option.Option<Explanation> }
): Shown => ({
  ...subscriptionView(view),
  ...Option.match(view.explanation, {
    onNone: () => ({}),
    onSome: (explanation) => ({ explanation: explanationView(explanation) })
  })
})

export const tiersView: typeof TiersDto.Type = {
  tiers: Tier.literals.map((tier) => ({
    ...tiers[tier],
    documentsPerMonth: Option.getOrNull(tiers[tier].documentsPerMonth)
  }))
}

export const paymentsView = ({ next, payments }: PaymentsPage): typeof PaymentsDto.Type => ({
  payments,
  nextCursor: Option.getOrNull(next)
})
