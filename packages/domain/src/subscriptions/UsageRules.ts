import { Array, DateTime, Option, Record, Result } from "effect"
import type { JobId } from "../jobs/JobId.ts"
import type { Subscription, Tier, Usage } from "./Subscription.ts"
import { UsageLimitReached } from "./SubscriptionErrors.ts"
import { tiers } from "./Tiers.ts"

/** Whether a paid tier is paid for at `now`. */
export const isPaid = ({ endDate, status, tier }: Subscription, now: DateTime.Utc): boolean =>
  tier !== "free" &&
  (status === "active" || status === "cancelled") &&
  endDate !== undefined &&
  DateTime.isGreaterThan(endDate, now)

/** What the person may use now: a paid tier counts only while it is paid for. */
export const tierAt = (subscription: Subscription, now: DateTime.Utc): Tier =>
  isPaid(subscription, now) ? subscription.tier : "free"

/** Documents per period; none means unlimited. */
export const documentLimit = (subscription: Subscription, now: DateTime.Utc): Option.Option<number> =>
  tiers[tierAt(subscription, now)].documentsPerMonth

/** The start of the n-th month after `anchor`; the 31st becomes the last day of a shorter month, and returns to the 31st after it. */
const monthsAfter = (anchor: DateTime.Utc, n: number): DateTime.Utc => {
  const { year, month, day } = DateTime.toPartsUtc(anchor)
  const first = DateTime.makeUnsafe({
    year: year + Math.floor((month - 1 + n) / 12),
    month: ((month - 1 + n) % 12) + 1,
    day: 1
  })
  const length = DateTime.toPartsUtc(DateTime.endOf(first, "month")).day
  const timeOfDay = DateTime.toEpochMillis(anchor) - DateTime.toEpochMillis(DateTime.startOf(anchor, "day"))
  return DateTime.add(first, { days: Math.min(day, length) - 1, milliseconds: timeOfDay })
}

/** The month of use that holds `now`, counted from the subscription's start. */
export const periodAt = (startDate: DateTime.Utc, now: DateTime.Utc): Pick<Usage, "periodStart" | "periodEnd"> => {
  const from = DateTime.toPartsUtc(startDate)
  const to = DateTime.toPartsUtc(now)
  const estimate = Math.max(0, (to.year - from.year) * 12 + to.month - from.month)
  const n = estimate > 0 && DateTime.isGreaterThan(monthsAfter(startDate, estimate), now) ? estimate - 1 : estimate
  return { periodStart: monthsAfter(startDate, n), periodEnd: monthsAfter(startDate, n + 1) }
}

/** Usage as it stands at `now`: a finished period starts over, lapsed reservations are gone. */
export const current = (subscription: Subscription, now: DateTime.Utc): Usage => {
  const { usage } = subscription
  const reservations = Record.filter(usage.reservations, (until) => DateTime.isGreaterThan(until, now))
  return DateTime.isLessThan(now, usage.periodEnd)
    ? { ...usage, reservations }
    : { documents: 0, ...periodAt(subscription.startDate, now), reservations }
}

const withUsage = (subscription: Subscription, usage: Usage, now: DateTime.Utc): Subscription => ({
  ...subscription,
  usage,
  updatedAt: now
})

/** What may be uploaded at a moment. Without a limit nothing ever stands in the way. */
export interface Allowance {
  readonly limit: Option.Option<number>
  /** Documents done and documents that are on their way. */
  readonly used: number
  readonly left: Option.Option<number>
  readonly periodStart: DateTime.Utc
  readonly periodEnd: DateTime.Utc
  /** When one more is admitted if nothing else happens: now, when a grant lapses, or with a later period. */
  readonly againAt: DateTime.Utc
}

const stands = (subscription: Subscription, now: DateTime.Utc): Omit<Allowance, "againAt"> => {
  const { documents, periodEnd, periodStart, reservations } = current(subscription, now)
  const used = documents + Record.size(reservations)
  const limit = documentLimit(subscription, now)
  return { limit, used, left: Option.map(limit, (most) => Math.max(0, most - used)), periodStart, periodEnd }
}

const admits = (subscription: Subscription, at: DateTime.Utc): boolean =>
  Option.getOrElse(stands(subscription, at).left, () => 1) > 0

/** The answer to "what may I do now, and when again": `reserve` refuses by this and by nothing else. */
export const allowance = (subscription: Subscription, now: DateTime.Utc): Allowance => {
  const standing = stands(subscription, now)
  const changes = [standing.periodEnd, ...Object.values(current(subscription, now).reservations)]
  const moments = [now, ...Array.sort(changes, DateTime.Order)]
  return { ...standing, againAt: moments.find((at) => admits(subscription, at)) ?? standing.periodEnd }
}

/** Takes one document for `jobId` until the grant lapses, if the period has one left. Taking it again changes nothing. */
export const reserve = (
  subscription: Subscription,
  jobId: JobId,
  lapsesAt: DateTime.Utc,
  now: DateTime.Utc
): Result.Result<Subscription, UsageLimitReached> => {
  const usage = current(subscription, now)
  const { againAt, left, limit, periodEnd: resetsAt, used } = allowance(subscription, now)
  if (!Record.has(usage.reservations, jobId) && Option.isSome(limit) && Option.contains(left, 0)) {
    return Result.fail(new UsageLimitReached({ limit: limit.value, used, resetsAt, againAt }))
  }
  return Result.succeed(
    withUsage(subscription, { ...usage, reservations: { ...usage.reservations, [jobId]: lapsesAt } }, now)
  )
}

/** Counts the document of a finished job; counted already, or never reserved, changes nothing. */
export const commit = (subscription: Subscription, jobId: JobId, now: DateTime.Utc): Option.Option<Subscription> => {
  if (!Record.has(subscription.usage.reservations, jobId)) return Option.none()
  const usage = current(subscription, now)
  return Option.some(
    withUsage(
      subscription,
      { ...usage, documents: usage.documents + 1, reservations: Record.remove(usage.reservations, jobId) },
      now
    )
  )
}

/** Gives the document of a failed job back; again changes nothing. */
export const release = (subscription: Subscription, jobId: JobId, now: DateTime.Utc): Option.Option<Subscription> => {
  if (!Record.has(subscription.usage.reservations, jobId)) return Option.none()
  const usage = current(subscription, now)
  return Option.some(withUsage(subscription, { ...usage, reservations: Record.remove(usage.reservations, jobId) }, now))
}
