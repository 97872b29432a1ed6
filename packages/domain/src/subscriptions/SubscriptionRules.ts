import { DateTime } from "effect"
import type { Subscription, Tier } from "./Subscription.ts"
import { type Feature, tiers } from "./Tiers.ts"
import { type Allowance, allowance, periodAt, tierAt } from "./UsageRules.ts"

/** The subscription everybody starts with; it never ends. */
export const free = (id: string, now: DateTime.Utc): Subscription => ({
  id,
  tier: "free",
  status: "active",
  provider: "system",
  startDate: now,
  autoRenew: false,
  usage: { documents: 0, ...periodAt(now, now), reservations: {} },
  createdAt: now,
  updatedAt: now
})

/** What a person has now: the subscription, the tier that counts, its features, and what may be uploaded. */
export interface SubscriptionView {
  readonly subscription: Subscription
  readonly tier: Tier
  readonly features: ReadonlyArray<Feature>
  readonly allowance: Allowance
}

/** A paid tier whose end has passed is expired, whether or not its store has said so. */
const statusAt = ({ endDate, status, tier }: Subscription, now: DateTime.Utc): Subscription["status"] =>
  tier !== "free" && status !== "pending" && endDate !== undefined && DateTime.isLessThanOrEqualTo(endDate, now)
    ? "expired"
    : status

/** The subscription as it stands at `now`: by the rules that admit an upload and give an entitlement. */
export const viewOf = (subscription: Subscription, now: DateTime.Utc): SubscriptionView => {
  const tier = tierAt(subscription, now)
  return {
    subscription: { ...subscription, status: statusAt(subscription, now) },
    tier,
    features: tiers[tier].features,
    allowance: allowance(subscription, now)
  }
}
