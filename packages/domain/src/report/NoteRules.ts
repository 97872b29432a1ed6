import { literal } from "../analysis/NarrativeRules.ts"
import type { History } from "./History.ts"
import type { TrendNote } from "./Trend.ts"

const method = [
  "Changes are the last value minus the first. A line through the values is the least-squares line. All of it is exact arithmetic, rounded once, and no statement about health.",
  "Between two measured days nothing is known. A range is the one that is printed beside the value on that day."
]

const trendNotes: Readonly<Record<Exclude<TrendNote, "unit_kept_apart">, string>> = {
  converted_values: "Values that are printed in another unit were converted by the factor of their test.",
  bounded_values:
    "A value such as “less than” is only a bound: where it leaves open how a value changed, nothing is said.",
  several_values_on_a_day: "Where one day has several values, their order is not known.",
  unverified_values: "Some values could not be checked against the text of their document. Compare them with it."
}

/** As many as one reads in a sentence. */
const mostNames = 12

const apartFrom = (names: ReadonlyArray<string>): ReadonlyArray<string> => {
  if (names.length === 0) return []
  const some = names.slice(0, mostNames).map(literal).join(", ")
  return [
    `Units that cannot become each other are kept apart: ${some}${names.length > mostNames ? " and others" : ""}.`
  ]
}

/** What a reader must know of how the report came about: what always holds, and what applies to this history. */
export const notesOf = ({ apart, measurements, repeated, trends }: History): ReadonlyArray<string> => {
  const raised = new Set(trends.flatMap(({ notes }) => notes))
  if (measurements.some(({ grounding }) => grounding !== "verified")) raised.add("unverified_values")
  if (measurements.some(({ comparator }) => comparator !== undefined)) raised.add("bounded_values")
  const own = Object.entries(trendNotes).flatMap(([note, text]) =>
    [...raised].some((one) => one === note) ? [text] : []
  )
  const undated = new Set(measurements.map((one) => one.undated))
  const ambiguous = measurements.some(({ values, valueText }) => values.length === 0 && /\d/.test(valueText))
  return [
    ...method,
    ...own,
    ...apartFrom(apart),
    ...(undated.has("unclear_date") ? ["A date that can mean two days is none, and its results stand apart."] : []),
    ...(undated.has("future_date") ? ["A date that lies ahead was misread, and its results stand apart."] : []),
    ...(ambiguous ? ["A number that can be read in two ways is shown as printed and enters no calculation."] : []),
    ...(repeated > 0 ? ["What several documents print alike of one day is shown once."] : [])
  ]
}
