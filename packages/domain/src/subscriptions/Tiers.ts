import { Option, Schema } from "effect"
import { Currency, Money } from "./Money.ts"
import { BillingPeriod } from "./Plan.ts"
import { Tier } from "./Subscription.ts"

/** What only a paid tier may do, or export. */
export const Feature = Schema.Literals(["doctor_report", "analytics_export"])
export type Feature = typeof Feature.Type

/** What a billing period costs, in dollars; a store asks for its own price in each country. */
export const Price = Schema.Struct({ billingPeriod: BillingPeriod, ...Money.fields })

/** What a tier offers and costs. `documentsPerMonth` none: as many as one likes. */
export const TierOffer = Schema.Struct({
  tier: Tier,
  documentsPerMonth: Schema.Option(Schema.Int),
  features: Schema.Array(Feature),
  prices: Schema.Array(Price)
})
export type TierOffer = typeof TierOffer.Type

const usd = Currency.make("USD")

const pricesOf = (monthly: number, yearly: number): TierOffer["prices"] => [
  { billingPeriod: "monthly", amountMinor: monthly, currency: usd },
  { billingPeriod: "yearly", amountMinor: yearly, currency: usd }
]

const paid = { documentsPerMonth: Option.none(), features: Feature.literals } as const

/** The tier table. A family's members share the plan and no health data: each has an account of their own. */
export const tiers: Readonly<Record<Tier, TierOffer>> = {
  free: { tier: "free", documentsPerMonth: Option.some(5), features: [], prices: [] },
  premium: { tier: "premium", ...paid, prices: pricesOf(999, 9999) },
  family: { tier: "family", ...paid, prices: pricesOf(1999, 19_999) }
}
