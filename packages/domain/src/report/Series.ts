import type { Category, Comparator, Flag } from "../analysis/LabResult.ts"
import type { Fraction } from "./Fraction.ts"
import type { Measurement } from "./Measurement.ts"

/** One dated value of a series, in its unit. */
export interface Point {
  readonly measurementId: string
  readonly date: string
  readonly value: Fraction
  readonly comparator?: Comparator
  /** As printed or, where the unit is another, rounded to as many significant digits. */
  readonly text: string
  readonly isConverted: boolean
  readonly decimals: number
  readonly flag: Flag | null
}

/** The values of one thing in one unit, by day. */
export interface Series {
  readonly kind: Measurement["kind"]
  readonly name: string
  /** What the paper calls it, each name once. */
  readonly printedNames: readonly [string, ...Array<string>]
  readonly loinc?: string
  readonly category?: typeof Category.Type
  readonly unit: string
  readonly ucum?: string
  readonly points: readonly [Point, ...Array<Point>]
  /** The same thing has another series, whose unit cannot become this one. */
  readonly isApart: boolean
}
