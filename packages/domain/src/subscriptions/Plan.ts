import { Schema } from "effect"

export const BillingPeriod = Schema.Literals(["monthly", "yearly"])
export type BillingPeriod = typeof BillingPeriod.Type

/** What a store sells: a paid tier, for a month or a year at a time. */
export const Plan = Schema.Struct({ tier: Schema.Literals(["premium", "family"]), billingPeriod: BillingPeriod })
export type Plan = typeof Plan.Type
