import { DateTime, Option, Record } from "effect"
import type { ChangeType } from "../audit/AuditEvent.ts"
import type { RowChange } from "../audit/TableChange.ts"
import { type ConsentRecord, ConsentType } from "../consents/Consent.ts"
import { partsOf } from "../jobs/JobId.ts"
import type { Payment } from "../subscriptions/Payment.ts"
import type { User } from "../users/User.ts"
import { type Measurement, measurement } from "./Meter.ts"
import * as PaidTimeMetricRules from "./PaidTimeMetricRules.ts"
import * as PaymentMetricRules from "./PaymentMetricRules.ts"

type Move = (before: User | undefined, after: User) => ReadonlyArray<Measurement>

const nothing: Move = () => []

const lastSeen = ({ lastLoginAt, session }: User): DateTime.Utc =>
  Option.match(session, {
    onNone: () => lastLoginAt,
    onSome: ({ lastActivityAt }) => DateTime.max(lastLoginAt, lastActivityAt)
  })

/** A person is active once a day, and once a month, however often they call. */
const activity: Move = (before, after) => {
  const was = before === undefined ? undefined : DateTime.formatIsoDateUtc(lastSeen(before))
  const is = DateTime.formatIsoDateUtc(lastSeen(after))
  if (was !== undefined && was >= is) return []
  const isNewMonth = was?.slice(0, 7) !== is.slice(0, 7)
  return [measurement("DailyActivePeople"), ...(isNewMonth ? [measurement("MonthlyActivePeople")] : [])]
}

const isGiven = (consents: ConsentRecord | undefined, type: ConsentType) => consents?.[type]._tag === "Given"

/** Agreeing to a newer text is an answer too. */
const answers: Move = (before, { consents }) =>
  ConsentType.literals.flatMap((type) => {
    const had = isGiven(before?.consents, type)
    if (!isGiven(consents, type)) return had ? [measurement("ConsentsWithdrawn")] : []
    return had && before?.consents[type].version === consents[type].version ? [] : [measurement("ConsentsGiven")]
  })

/** A job begins in the write that reserves its document; one that is started again is older than that. */
const uploads: Move = (before, after) =>
  Record.keys(after.subscription.usage.reservations).flatMap((jobId) =>
    before?.subscription.usage.reservations[jobId] === undefined &&
    DateTime.Equivalence(partsOf(jobId).createdAt, after.updatedAt)
      ? [measurement("UploadsGranted")]
      : []
  )

const moves: Readonly<Record<ChangeType, Move>> = {
  "user-registration": () => [measurement("Onboardings")],
  "session-activity": activity,
  "consent-change": answers,
  "subscription-change": (before, after) => [
    ...uploads(before, after),
    ...PaidTimeMetricRules.moves(before?.subscription, after.subscription)
  ],
  "account-erasure": (before, after) =>
    before?.status !== "deleted" && after.status === "deleted" ? [measurement("Erasures")] : [],
  payment: nothing,
  "profile-update": nothing,
  "device-change": nothing,
  "biometric-change": nothing
}

const paid = (before: Option.Option<Payment>, after: Option.Option<Payment>): ReadonlyArray<Measurement> =>
  Option.isNone(before) && Option.isSome(after) ? PaymentMetricRules.of(after.value) : []

/** What is to be counted of one event that a write left: each business metric belongs to one kind of event. */
export const measurementsOf = (type: ChangeType, row: RowChange): ReadonlyArray<Measurement> => {
  switch (row._tag) {
    case "NotAudited":
      return []
    case "Payment":
      return paid(row.before, row.after)
    case "User":
      return Option.match(row.after, {
        onNone: () => [],
        onSome: (after) => moves[type](Option.getOrUndefined(row.before), after)
      })
  }
}
