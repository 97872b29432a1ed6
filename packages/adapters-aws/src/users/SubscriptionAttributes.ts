import { JobId } from "@serenya/domain/jobs/JobId"
import { Subscription, Usage } from "@serenya/domain/subscriptions/Subscription"
import { Schema } from "effect"

const { id, tier, billingPeriod, status, provider, externalId } = Subscription.fields

/** The `current_subscription` attribute. `usage.reservations` maps a job id to the moment its grant lapses. */
export const SubscriptionAttributes = Schema.Struct({
  id,
  type: tier,
  billing_period: billingPeriod,
  status,
  provider,
  external_subscription_id: externalId,
  start_date: Schema.DateTimeUtcFromMillis,
  end_date: Schema.optionalKey(Schema.DateTimeUtcFromMillis),
  auto_renew: Schema.Boolean,
  usage: Schema.Struct({
    documents: Usage.fields.documents,
    period_start: Schema.DateTimeUtcFromMillis,
    period_end: Schema.DateTimeUtcFromMillis,
    reservations: Schema.Record(JobId, Schema.DateTimeUtcFromMillis)
  }),
  created_at: Schema.DateTimeUtcFromMillis,
  updated_at: Schema.DateTimeUtcFromMillis
})
type SubscriptionAttributes = typeof SubscriptionAttributes.Type

export const toSubscription = (stored: SubscriptionAttributes): Subscription => ({
  id: stored.id,
  tier: stored.type,
  ...(stored.billing_period !== undefined && { billingPeriod: stored.billing_period }),
  status: stored.status,
  provider: stored.provider,
  ...(stored.external_subscription_id !== undefined && { externalId: stored.external_subscription_id }),
  startDate: stored.start_date,
  ...(stored.end_date !== undefined && { endDate: stored.end_date }),
  autoRenew: stored.auto_renew,
  usage: {
    documents: stored.usage.documents,
    periodStart: stored.usage.period_start,
    periodEnd: stored.usage.period_end,
    reservations: stored.usage.reservations
  },
  createdAt: stored.created_at,
  updatedAt: stored.updated_at
})

export const fromSubscription = (subscription: Subscription): SubscriptionAttributes => ({
  id: subscription.id,
  type: subscription.tier,
  ...(subscription.billingPeriod !== undefined && { billing_period: subscription.billingPeriod }),
  status: subscription.status,
  provider: subscription.provider,
  ...(subscription.externalId !== undefined && { external_subscription_id: subscription.externalId }),
  start_date: subscription.startDate,
  ...(subscription.endDate !== undefined && { end_date: subscription.endDate }),
  auto_renew: subscription.autoRenew,
  usage: {
    documents: subscription.usage.documents,
    period_start: subscription.usage.periodStart,
    period_end: subscription.usage.periodEnd,
    reservations: subscription.usage.reservations
  },
  created_at: subscription.createdAt,
  updated_at: subscription.updatedAt
})
