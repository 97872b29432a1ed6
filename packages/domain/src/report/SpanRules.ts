import type { Point } from "./Series.ts"
import type { DayPosition, OutsideSpan } from "./Trend.ts"

/** The values of one measured day. */
export interface Day {
  readonly date: string
  readonly points: ReadonlyArray<Point>
}

/** Points come in the order of days. */
export const daysOf = (points: ReadonlyArray<Point>): ReadonlyArray<Day> =>
  [...Map.groupBy(points, ({ date }) => date)].map(([date, points]) => ({ date, points }))

const pointPosition = ({ flag }: Point): DayPosition => {
  switch (flag) {
    case "L":
    case "LL":
      return "below"
    case "H":
    case "HH":
      return "above"
    case "N":
      return "within"
    default:
      return "open"
  }
}

export const positionOf = ({ points }: Day): DayPosition => {
  const [position = "open", ...others] = new Set(points.map(pointPosition))
  return others.length > 0 ? "open" : position
}

/** The longest runs of measured days outside on one side; what lay between two of them nobody measured. */
export const spansOf = (days: ReadonlyArray<Day>): ReadonlyArray<OutsideSpan> => {
  const spans: Array<OutsideSpan> = []
  let before: DayPosition = "open"
  for (const day of days) {
    const position = positionOf(day)
    const running = spans.at(-1)
    if (position === "below" || position === "above") {
      if (running !== undefined && before === position)
        spans[spans.length - 1] = { ...running, to: day.date, days: running.days + 1 }
      else spans.push({ side: position, from: day.date, to: day.date, days: 1 })
    }
    before = position
  }
  return spans
}
