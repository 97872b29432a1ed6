import { JobId } from "@serenya/domain/jobs/JobId"
import { Subscription, Usage } from "@serenya/domain/subscriptions/Subscription"
import { Record, Schema } from "effect"
import { EpochMillis, fromMoment, toMoment } from "../dynamo/EpochMillis.ts"

const { id, tier, billingPeriod, status, provider, externalId } = Subscription.fields

/** The `current_subscription` attribute. `usage.reservations` maps a job id to the moment its grant lapses. */
export const SubscriptionAttributes = Schema.Struct({
  id,
  type: tier,
  billing_period: billingPeriod,
  status,
  provider,
  external_subscription_id: externalId,
  start_date: EpochMillis,
  end_date: Schema.optionalKey(EpochMillis),
  auto_renew: Schema.Boolean,
  usage: Schema.Struct({
    documents: Usage.fields.documents,
    period_start: EpochMillis,
    period_end: EpochMillis,
    reservations: Schema.Record(JobId, EpochMillis)
  }),
  created_at: EpochMillis,
  updated_at: EpochMillis
})
type SubscriptionAttributes = typeof SubscriptionAttributes.Type

export const toSubscription = (stored: SubscriptionAttributes): Subscription => ({
  id: stored.id,
  tier: stored.type,
  ...(stored.billing_period !== undefined && { billingPeriod: stored.billing_period }),
  status: stored.status,
  provider: stored.provider,
  ...(stored.external_subscription_id !== undefined && { externalId: stored.external_subscription_id }),
  startDate: toMoment(stored.start_date),
  ...(stored.end_date !== undefined && { endDate: toMoment(stored.end_date) }),
  autoRenew: stored.auto_renew,
  usage: {
    documents: stored.usage.documents,
    periodStart: toMoment(stored.usage.period_start),
    periodEnd: toMoment(stored.usage.period_end),
    reservations: Record.map(stored.usage.reservations, toMoment)
  },
  createdAt: toMoment(stored.created_at),
  updatedAt: toMoment(stored.updated_at)
})

export const fromSubscription = (subscription: Subscription): SubscriptionAttributes => ({
  id: subscription.id,
  type: subscription.tier,
  ...(subscription.billingPeriod !== undefined && { billing_period: subscription.billingPeriod }),
  status: subscription.status,
  provider: subscription.provider,
  ...(subscription.externalId !== undefined && { external_subscription_id: subscription.externalId }),
  start_date: fromMoment(subscription.startDate),
  ...(subscription.endDate !== undefined && { end_date: fromMoment(subscription.endDate) }),
  auto_renew: subscription.autoRenew,
  usage: {
    documents: subscription.usage.documents,
    period_start: fromMoment(subscription.usage.periodStart),
    period_end: fromMoment(subscription.usage.periodEnd),
    reservations: Record.map(subscription.usage.reservations, fromMoment)
  },
  created_at: fromMoment(subscription.createdAt),
  updated_at: fromMoment(subscription.updatedAt)
})
