import { dayNumber } from "./DayRules.ts"
import { by, fraction, type Fraction, minus, plus, times, zero } from "./Fraction.ts"
import type { Point } from "./Series.ts"

/** A slope is stated for this many days, and never of a history that is shorter. */
const slopeDays = 30n

const sum = (numbers: ReadonlyArray<Fraction>) => numbers.reduce(plus, zero)

/**
 * The slope of the least-squares line through exact values, in units per 30 days; none for a history of less than 30 days,
 * or with a value that is only a bound. Exact: (n·Σxy − Σx·Σy) / (n·Σx² − (Σx)²), with days for x.
 */
export const slopeOf = (points: readonly [Point, ...Array<Point>]): Fraction | undefined => {
  const start = dayNumber(points[0].date)
  const days = points.map(({ date }) => fraction(dayNumber(date) - start))
  const span = days.at(-1)?.top ?? 0n
  if (span < slopeDays || points.some(({ comparator }) => comparator !== undefined)) return undefined
  const values = points.map(({ value }) => value)
  const n = fraction(BigInt(points.length))
  const [x, y] = [sum(days), sum(values)]
  const xy = sum(days.map((day, index) => times(day, values[index] ?? zero)))
  const xx = sum(days.map((day) => times(day, day)))
  const slope = by(minus(times(n, xy), times(x, y)), minus(times(n, xx), times(x, x)))
  return times(slope, fraction(slopeDays))
}
