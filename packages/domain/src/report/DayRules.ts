import { DateTime } from "effect"
import { isoDate } from "../prose/PrintedDateRules.ts"
import type { Measurement } from "./Measurement.ts"

const dayOf = (printed: string): string | undefined =>
  isoDate(/^\d{4}-\d{2}-\d{2}(?=T\d{2}:\d{2})/.exec(printed.trim())?.[0] ?? printed)

/**
 * The day of a measurement as ISO 8601 writes it, or why there is none. A day is ahead when it has begun nowhere on earth
 * at `now`: such a date was misread.
 */
export const dayPrinted = (
  printed: string | undefined,
  now: DateTime.Utc
): Pick<Measurement, "date" | "datePrinted" | "undated"> => {
  if (printed === undefined || printed.trim() === "") return { undated: "no_date" }
  const date = dayOf(printed)
  if (date === undefined) return { datePrinted: printed, undated: "unclear_date" }
  const latest = DateTime.formatIsoDateUtc(DateTime.add(now, { hours: 14 }))
  return date > latest ? { datePrinted: printed, undated: "future_date" } : { date, datePrinted: printed }
}

/** Days since 1970-01-01 of an ISO date. */
export const dayNumber = (date: string): bigint =>
  BigInt(DateTime.toEpochMillis(DateTime.makeUnsafe(`${date}T00:00:00Z`))) / 86_400_000n
