import { Schema } from "effect"
import { JobId } from "../jobs/JobId.ts"
import { Uuid } from "../shared/Uuid.ts"

export const Tier = Schema.Literals(["free", "premium", "family"])
export type Tier = typeof Tier.Type

export const SubscriptionStatus = Schema.Literals(["active", "expired", "cancelled", "pending"])

/**
 * Documents of the current period: `documents` are done, `reservations` are granted uploads (job id → when the grant
 * lapses). A job counts once: it moves from one to the other, or vanishes.
 */
export const Usage = Schema.Struct({
  documents: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)),
  periodStart: Schema.DateTimeUtc,
  periodEnd: Schema.DateTimeUtc,
  reservations: Schema.Record(JobId, Schema.DateTimeUtc)
})
export type Usage = typeof Usage.Type

/** What a person may use. Always present: without a purchase it is the free tier, which never ends. */
export const Subscription = Schema.Struct({
  id: Uuid,
  tier: Tier,
  billingPeriod: Schema.optionalKey(Schema.Literals(["monthly", "yearly"])),
  status: SubscriptionStatus,
  provider: Schema.Literals(["system", "apple", "google"]),
  externalId: Schema.optionalKey(Schema.String),
  startDate: Schema.DateTimeUtc,
  endDate: Schema.optionalKey(Schema.DateTimeUtc),
  autoRenew: Schema.Boolean,
  usage: Usage,
  createdAt: Schema.DateTimeUtc,
  updatedAt: Schema.DateTimeUtc
})
export type Subscription = typeof Subscription.Type
