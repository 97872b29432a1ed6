import { Array, Boolean, DateTime, Order, Result } from "effect"
import type { Subscription } from "../subscriptions/Subscription.ts"
import * as SubscriptionRules from "../subscriptions/SubscriptionRules.ts"
import { periodAt } from "../subscriptions/UsageRules.ts"
import type { SubscriptionRow, UserRow } from "./LegacyRow.ts"

/**
 * A row as the subscription that it states: the old system sold premium by the month and by the year. Whether it renews is
 * not known; one that runs is taken to, until its store says otherwise.
 */
export const subscriptionOf = (
  row: SubscriptionRow
): Result.Result<Subscription, "provider_unsupported" | "subscription_unfit"> => {
  if (row.provider === "stripe") return Result.fail("provider_unsupported")
  if (DateTime.isLessThan(row.end_date, row.start_date)) return Result.fail("subscription_unfit")
  return Result.succeed({
    id: row.id,
    tier: "premium",
    billingPeriod: row.subscription_type,
    status: row.subscription_status,
    provider: row.provider,
    externalId: row.external_subscription_id,
    startDate: row.start_date,
    endDate: row.end_date,
    autoRenew: row.subscription_status === "active",
    usage: { documents: 0, ...periodAt(row.start_date, row.start_date), reservations: {} },
    createdAt: row.created_at,
    updatedAt: row.updated_at
  })
}

/**
 * Active before all others, the one that lasts longest first. Then whatever is latest: a cancelled one that still runs by its
 * end, which lies ahead, all others by when they were made; then the smaller id.
 */
const strongest = (asOf: DateTime.Utc): Order.Order<SubscriptionRow> => {
  const isActive = ({ subscription_status }: SubscriptionRow) => subscription_status === "active"
  const runs = ({ end_date, subscription_status }: SubscriptionRow) =>
    subscription_status === "cancelled" && DateTime.isGreaterThan(end_date, asOf)
  const moment = (row: SubscriptionRow) => (isActive(row) || runs(row) ? row.end_date : row.created_at)
  return Order.combineAll([
    Order.flip(Order.mapInput(Boolean.Order, isActive)),
    Order.flip(Order.mapInput(DateTime.Order, moment)),
    Order.mapInput(Order.String, ({ id }: SubscriptionRow) => id)
  ])
}

/** A person's subscriptions, the one that counts first. */
export const ranked = (rows: ReadonlyArray<SubscriptionRow>, asOf: DateTime.Utc): ReadonlyArray<SubscriptionRow> =>
  Array.sort(rows, strongest(asOf))

/** Whoever had none was on the free tier. It takes the person's own id, so that every run makes the same. */
export const free = ({ created_at, id }: UserRow): Subscription => SubscriptionRules.free(id, created_at)
