import type { PaymentsDto, SubscriptionDto, TiersDto } from "@serenya/api/SubscriptionDto"
import type { PaymentsPage } from "@serenya/domain/subscriptions/Payments"
import { Tier } from "@serenya/domain/subscriptions/Subscription"
import type { SubscriptionView } from "@serenya/domain/subscriptions/SubscriptionRules"
import type { Explained } from "@serenya/domain/subscriptions/Subscriptions"
import { tiers } from "@serenya/domain/subscriptions/Tiers"
import { Option } from "effect"

type Shown = typeof SubscriptionDto.Type
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

export const explainedView = (view: Explained): Shown => ({
  ...subscriptionView(view),
  ...Option.match(view.explanation, { onNone: () => ({}), onSome: (explanation) => ({ explanation }) })
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
