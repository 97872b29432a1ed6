import { Schema } from "effect"

export const BillingPeriod = Schema.Literals(["monthly", "yearly"])
export type BillingPeriod = typeof BillingPeriod.Type

export const PaidTier = Schema.Literals(["premium", "family"])
export type PaidTier = typeof PaidTier.Type

/** What a store sells: a paid tier, for a month or a year at a time. */
export const Plan = Schema.Struct({ tier: PaidTier, billingPeriod: BillingPeriod })
export type Plan = typeof Plan.Type

/** What a term gives: a plan, or a tier that was granted and is billed in no period. */
export const Coverage = Schema.Struct({ tier: PaidTier, billingPeriod: Schema.optionalKey(BillingPeriod) })
export type Coverage = typeof Coverage.Type
