import type { AuditEvent } from "@serenya/domain/audit/AuditEvent"
import type { UserId } from "@serenya/domain/users/UserId"
import { DateTime } from "effect"

/** What somebody was refused, or an operator did to an account. */
export type SecurityEvent = Extract<AuditEvent, { readonly type: "security" }>

/** Days of the trail from one moment to another, in UTC, both included. */
export const daysFrom = (since: DateTime.Utc, until: DateTime.Utc): ReadonlyArray<string> => {
  const days: Array<string> = []
  for (
    let day = DateTime.startOf(since, "day");
    DateTime.isLessThanOrEqualTo(day, until);
    day = DateTime.add(day, { days: 1 })
  ) {
    days.push(DateTime.formatIsoDateUtc(day))
  }
  return days
}

/** What guards the service, since then. */
export const securitySince = (events: ReadonlyArray<AuditEvent>, since: DateTime.Utc): ReadonlyArray<SecurityEvent> =>
  events.flatMap((event) =>
    event.type === "security" && DateTime.isGreaterThanOrEqualTo(event.at, since) ? [event] : []
  )

export interface Hour {
  readonly hour: string
  readonly fact: SecurityEvent["fact"]
  readonly count: number
}

const counted = <A>(values: ReadonlyArray<A>): ReadonlyArray<readonly [A, number]> => {
  const counts = new Map<A, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts]
}

/** How often what happened, hour by hour; an hour in which nothing did is not told. */
export const byHour = (events: ReadonlyArray<SecurityEvent>): ReadonlyArray<Hour> =>
  counted(events.map(({ at, fact }) => `${DateTime.formatIso(DateTime.startOf(at, "hour"))} ${fact}`))
    .toSorted(([left], [right]) => left.localeCompare(right))
    .flatMap(([key, count]) => {
      const [hour = "", told] = key.split(" ")
      const fact = events.find((event) => event.fact === told)?.fact
      return fact === undefined ? [] : [{ hour, fact, count }]
    })

const most = 10

/** Whose accounts it is about most often, and how often: whose sessions to end first. */
export const people = (
  events: ReadonlyArray<SecurityEvent>
): ReadonlyArray<{ readonly id: UserId; readonly count: number }> =>
  counted(events.flatMap(({ subject }) => (subject === undefined ? [] : [subject])))
    .toSorted(([leftId, left], [rightId, right]) => right - left || leftId.localeCompare(rightId))
    .slice(0, most)
    .map(([id, count]) => ({ id, count }))
