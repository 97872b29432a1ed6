import { Schema } from "effect"
import { Category, Comparator, Flag } from "../analysis/LabResult.ts"

/** A computed number: rounded as it is shown, and the same as a number. */
export const Computed = Schema.Struct({ text: Schema.String, value: Schema.Finite })
export type Computed = typeof Computed.Type

/** From the first day to the last. `indeterminate`: values such as `<5`, or several on one day, leave it open. */
export const Direction = Schema.Literals(["risen", "fallen", "unchanged", "indeterminate"])
export type Direction = typeof Direction.Type

/** A value in the trend's unit: `text` is as printed, or rounded where the printed unit is another. */
export const TrendPoint = Schema.Struct({
  measurementId: Schema.String,
  date: Schema.String,
  text: Schema.String,
  value: Schema.Finite,
  comparator: Schema.optionalKey(Comparator),
  isConverted: Schema.Boolean,
  flag: Schema.NullOr(Flag)
})
export type TrendPoint = typeof TrendPoint.Type

/** Consecutive measured days on which all values lay on one side of what was expected of them. */
export const OutsideSpan = Schema.Struct({
  side: Schema.Literals(["below", "above"]),
  from: Schema.String,
  to: Schema.String,
  days: Schema.Int
})
export type OutsideSpan = typeof OutsideSpan.Type

/** Where a day lies by its own printed ranges and the critical limits, a vital sign by published limits: `open` where they do not say, or its values differ. */
export const DayPosition = Schema.Literals(["below", "within", "above", "open"])
export type DayPosition = typeof DayPosition.Type

export const TrendNote = Schema.Literals([
  "converted_values",
  "unit_kept_apart",
  "bounded_values",
  "several_values_on_a_day",
  "unverified_values"
])
export type TrendNote = typeof TrendNote.Type

/**
 * How the values of one thing changed over at least two days. All of it is computed by exact arithmetic and rounded once
 * (decision 27). `change` is last minus first; `percent` is of the first; `slopePer30Days` is of the least-squares line.
 */
export const Trend = Schema.Struct({
  id: Schema.String,
  kind: Schema.Literals(["lab_result", "vital"]),
  name: Schema.String,
  printedNames: Schema.NonEmptyArray(Schema.String),
  loinc: Schema.optionalKey(Schema.String),
  category: Schema.optionalKey(Category),
  unit: Schema.String,
  ucum: Schema.optionalKey(Schema.String),
  points: Schema.NonEmptyArray(TrendPoint),
  from: Schema.String,
  to: Schema.String,
  days: Schema.Int,
  direction: Direction,
  change: Schema.optionalKey(Computed),
  percent: Schema.optionalKey(Computed),
  slopePer30Days: Schema.optionalKey(Computed),
  outside: Schema.Array(OutsideSpan),
  lastPosition: DayPosition,
  notes: Schema.Array(TrendNote)
})
export type Trend = typeof Trend.Type
