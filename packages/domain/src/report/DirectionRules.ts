import { compared, type Fraction } from "./Fraction.ts"
import type { Point } from "./Series.ts"
import type { Direction } from "./Trend.ts"

interface Edge {
  /** None: it goes on for ever. */
  readonly at: Fraction | undefined
  readonly isOpen: boolean
}

/** All that the values of one day allow. */
interface Extent {
  readonly low: Edge
  readonly high: Edge
}

const endless: Edge = { at: undefined, isOpen: true }

const extentOf = ({ comparator, value }: Point): Extent => {
  const edge: Edge = { at: value, isOpen: comparator === "<" || comparator === ">" }
  return {
    low: comparator?.startsWith("<") === true ? endless : edge,
    high: comparator?.startsWith(">") === true ? endless : edge
  }
}

/** Whether all of `one` lies below all of `other`. */
const isBelow = (one: Extent, other: Extent): boolean => {
  const [top, bottom] = [one.high, other.low]
  if (top.at === undefined || bottom.at === undefined) return false
  const order = compared(top.at, bottom.at)
  return order < 0 || (order === 0 && (top.isOpen || bottom.isOpen))
}

/** One value and no bound: the day can be told. */
export const single = ([first, ...others]: ReadonlyArray<Point>): Point | undefined =>
  first?.comparator === undefined &&
  others.every(
    (other) => other.comparator === undefined && first !== undefined && compared(first.value, other.value) === 0
  )
    ? first
    : undefined

/** Where the values of one day lie to those of another: said only where it holds for all that they allow. */
export const directionOf = (first: ReadonlyArray<Point>, last: ReadonlyArray<Point>): Direction => {
  const every = (holds: (one: Extent, other: Extent) => boolean) =>
    first.every((one) => last.every((other) => holds(extentOf(one), extentOf(other))))
  if (every(isBelow)) return "risen"
  if (every((one, other) => isBelow(other, one))) return "fallen"
  const [one, other] = [single(first), single(last)]
  return one !== undefined && other !== undefined && compared(one.value, other.value) === 0
    ? "unchanged"
    : "indeterminate"
}
