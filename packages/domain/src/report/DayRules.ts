import { DateTime } from "effect"
import { isoDates } from "../prose/PrintedDateRules.ts"
import type { Measurement } from "./Measurement.ts"

/** What a date may stand for; of a timestamp only the day counts. */
const daysIn = (printed: string): ReadonlyArray<string> =>
  isoDates(/^\d{4}-\d{2}-\d{2}(?=T\d{2}:\d{2})/.exec(printed.trim())?.[0] ?? printed)

/** The one day that is meant: by the print or, where that leaves it open, by what the person settled within it. */
const dayOf = (printed: string, settled: string): string | undefined => {
  const [only, ...others] = daysIn(printed)
  if (only !== undefined && others.length === 0) return only
  const [day, ...more] = daysIn(settled)
  const isPossible = only === undefined || only === day || others.some((other) => other === day)
  return day !== undefined && more.length === 0 && isPossible ? day : undefined
}

/**
 * The day of a measurement as ISO 8601 writes it, or why there is none. A day is ahead when it has begun nowhere on earth
 * at `now`: such a date was misread.
 */
export const dayPrinted = (
  printed: string | undefined,
  settled: string | undefined,
  now: DateTime.Utc
): Pick<Measurement, "date" | "datePrinted" | "undated"> => {
  const isPrinted = printed !== undefined && printed.trim() !== ""
  const datePrinted = isPrinted ? { datePrinted: printed } : {}
  const date = dayOf(printed ?? "", settled ?? "")
  if (date === undefined) return { ...datePrinted, undated: isPrinted ? "unclear_date" : "no_date" }
  const latest = DateTime.formatIsoDateUtc(DateTime.add(now, { hours: 14 }))
  return date > latest ? { ...datePrinted, undated: "future_date" } : { ...datePrinted, date }
}

/** Days since 1970-01-01 of an ISO date. */
export const dayNumber = (date: string): bigint =>
  BigInt(DateTime.toEpochMillis(DateTime.makeUnsafe(`${date}T00:00:00Z`))) / 86_400_000n
