import { DateTime } from "effect"
import type { Subscription } from "../subscriptions/Subscription.ts"
import { type Measurement, measurement } from "./Meter.ts"

type PaidTier = Exclude<Subscription["tier"], "free">

/**
 * The tier that somebody pays for, as it was written down last: what ended in silence counts when it is told, and what an
 * operator gave for nothing never.
 */
const heldTier = (subscription: Subscription | undefined): PaidTier | undefined => {
  if (subscription === undefined || subscription.tier === "free") return undefined
  const { provider, status, tier } = subscription
  return provider !== "system" && (status === "active" || status === "cancelled") ? tier : undefined
}

const goesOn = (before: Subscription, after: Subscription): boolean =>
  before.endDate !== undefined && after.endDate !== undefined && DateTime.isGreaterThan(after.endDate, before.endDate)

/** Paid time that began, went on, will not go on, or is over. */
export const moves = (before: Subscription | undefined, after: Subscription): ReadonlyArray<Measurement> => {
  const [had, has] = [heldTier(before), heldTier(after)]
  if (before === undefined || had === undefined)
    return has === undefined ? [] : [measurement("Purchases", { tier: has })]
  if (has === undefined) return [measurement("SubscriptionsEnded")]
  if (has !== had) return [measurement("Purchases", { tier: has })]
  return [
    ...(goesOn(before, after) ? [measurement("Renewals", { tier: has })] : []),
    ...(before.autoRenew && !after.autoRenew ? [measurement("RenewalsCancelled")] : [])
  ]
}
