import type { Grounding } from "../analysis/LabResult.ts"
import { directionOf, single } from "./DirectionRules.ts"
import { by, compared, fraction, type Fraction, minus, times, zero } from "./Fraction.ts"
import { withDecimals, withSignificant } from "./RoundingRules.ts"
import { hasNoZero } from "./ScaleRules.ts"
import type { Point, Series } from "./Series.ts"
import { slopeOf } from "./SlopeRules.ts"
import { type Day, daysOf, positionOf, spansOf } from "./SpanRules.ts"
import type { Computed, Trend, TrendNote } from "./Trend.ts"

const computed = (text: string): Computed => ({ text, value: Number(text) })

const slopeDigits = 3
const percentDecimals = 1

interface Change {
  readonly change: Computed
  readonly percent?: Computed
}

/** Last minus first, with the decimals of the finer of the two; a percentage only of a first value above zero. */
const changeOf = (first: Point, last: Point, ucum: string | undefined): Change => {
  const difference = minus(last.value, first.value)
  const change = computed(withDecimals(difference, Math.max(first.decimals, last.decimals)))
  if (hasNoZero(ucum) || compared(first.value, zero) <= 0) return { change }
  const share: Fraction = times(by(difference, first.value), fraction(100n))
  return { change, percent: computed(withDecimals(share, percentDecimals)) }
}

const notesOf = (
  { isApart, points }: Series,
  days: ReadonlyArray<Day>,
  groundingOf: (id: string) => Grounding
): ReadonlyArray<TrendNote> => {
  const all: ReadonlyArray<readonly [boolean, TrendNote]> = [
    [points.some(({ isConverted }) => isConverted), "converted_values"],
    [isApart, "unit_kept_apart"],
    [points.some(({ comparator }) => comparator !== undefined), "bounded_values"],
    [days.some((day) => day.points.length > 1), "several_values_on_a_day"],
    [points.some(({ measurementId }) => groundingOf(measurementId) !== "verified"), "unverified_values"]
  ]
  return all.flatMap(([applies, note]) => (applies ? [note] : []))
}

/** What a series of values says by arithmetic alone; none for a single day, which is no trend. */
export const trendOf = (
  series: Series,
  id: string,
  groundingOf: (measurementId: string) => Grounding
): Trend | undefined => {
  const days = daysOf(series.points)
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined || days.length < 2) return undefined
  const [from, to] = [single(first.points), single(last.points)]
  const change = from !== undefined && to !== undefined ? changeOf(from, to, series.ucum) : undefined
  // A difference that is rounded away is none: a text must not say "risen by 0".
  const isNothing = change?.change.value === 0
  const slope = slopeOf(series.points)
  const { category, kind, loinc, name, printedNames, ucum, unit } = series
  const [point, ...points] = series.points
  const shown = ({ decimals, value, ...rest }: Point) => ({ ...rest, value: Number(withDecimals(value, decimals)) })
  return {
    id,
    kind,
    name,
    printedNames,
    ...(loinc !== undefined && { loinc }),
    ...(category !== undefined && { category }),
    unit,
    ...(ucum !== undefined && { ucum }),
    points: [shown(point), ...points.map(shown)],
    from: first.date,
    to: last.date,
    days: days.length,
    direction: isNothing ? "unchanged" : directionOf(first.points, last.points),
    ...change,
    ...(slope !== undefined && { slopePer30Days: computed(withSignificant(slope, slopeDigits)) }),
    outside: spansOf(days),
    lastPosition: positionOf(last),
    notes: notesOf(series, days, groundingOf)
  }
}
