import { counted, sentence } from "../analysis/NarrativeRules.ts"
import type { History } from "./History.ts"
import type { Measurement } from "./Measurement.ts"
import { notesOf } from "./NoteRules.ts"
import type { SectionOutline } from "./Outline.ts"
import type { Trend } from "./Trend.ts"
import { draftOf } from "./TrendTextRules.ts"

/** Measurements that no trend tells of. */
export const alone = ({ measurements, trends }: History): ReadonlyArray<Measurement> => {
  const told = new Set(trends.flatMap(({ points }) => points.map(({ measurementId }) => measurementId)))
  return measurements.filter(({ id }) => !told.has(id))
}

const isOutside = ({ flag }: Pick<Measurement, "flag">) => flag !== null && flag !== "N"

/** What was measured on the last day of its trend, and all that stands alone, as far as it lies outside. */
const outsideNow = (history: History): ReadonlyArray<Measurement> => {
  const last = new Set([
    ...history.trends.flatMap(({ points, to }) =>
      points.flatMap(({ date, measurementId }) => (date === to ? [measurementId] : []))
    ),
    ...alone(history).map(({ id }) => id)
  ])
  return history.measurements.filter((one) => last.has(one.id) && isOutside(one))
}

const results = (count: number, rest: string) =>
  `${sentence(counted(count, "measurement", "measurements"))} ${count === 1 ? "is" : "are"} ${rest}`

const listed = (
  id: SectionOutline["id"],
  heading: string,
  measurements: ReadonlyArray<Measurement>,
  rest: string
): ReadonlyArray<SectionOutline> =>
  measurements.length === 0
    ? []
    : [
        {
          id,
          heading,
          lines: [results(measurements.length, rest)],
          drafts: [],
          measurementIds: measurements.map((one) => one.id),
          trendIds: []
        }
      ]

const changes = (trends: ReadonlyArray<Trend>): ReadonlyArray<SectionOutline> =>
  trends.length === 0
    ? []
    : [
        {
          id: "changes",
          heading: "Changes over time",
          lines: [],
          drafts: trends.map(draftOf),
          measurementIds: [],
          trendIds: trends.map(({ id }) => id)
        }
      ]

/** The report's parts, as far as there is something to say in them. */
export const sectionsOf = (history: History): ReadonlyArray<SectionOutline> => {
  const { measurements } = history
  const rest = alone(history)
  const dated = rest.filter(({ undated }) => undated === undefined)
  const isWord = ({ values }: Measurement) => values.length === 0
  return [
    ...listed(
      "outside",
      "Outside what is expected",
      outsideNow(history),
      "outside what was expected when last measured."
    ),
    ...changes(history.trends),
    ...listed(
      "single_day",
      "Measured on one day",
      dated.filter((one) => !isWord(one)),
      "known of one day only, which is no trend."
    ),
    ...listed("words", "Results in words", dated.filter(isWord), "given in words or in figures that are not certain."),
    ...listed(
      "undated",
      "Without a certain day",
      rest.filter(({ undated }) => undated !== undefined),
      "not placed in time."
    ),
    ...(measurements.length === 0
      ? []
      : [
          {
            id: "notes" as const,
            heading: "How to read this report",
            lines: notesOf(history),
            drafts: [],
            measurementIds: [],
            trendIds: []
          }
        ])
  ]
}
