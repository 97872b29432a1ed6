import { type DateTime, Record } from "effect"
import type { ReportType } from "./DoctorReport.ts"
import type { Draft } from "./Draft.ts"
import type { HealthData } from "./HealthData.ts"
import type { History } from "./History.ts"
import { measurementsOf } from "./MeasurementRules.ts"
import type { Outline, QuestionOutline } from "./Outline.ts"
import { type Asked, questionsOf } from "./QuestionRules.ts"
import { count, day, joined, type Said, said, words } from "./Said.ts"
import { alone, sectionsOf } from "./SectionRules.ts"
import { seriesOf } from "./SeriesRules.ts"
import type { Trend } from "./Trend.ts"
import { trendOf } from "./TrendRules.ts"

const historyOf = (data: HealthData, now: DateTime.Utc): History => {
  const { held, repeated } = measurementsOf(data, now)
  const measurements = held.map(({ measurement }) => measurement)
  const groundings = new Map(measurements.map(({ grounding, id }) => [id, grounding]))
  const series = seriesOf(held)
  const trends: Array<Trend> = []
  for (const one of series) {
    const trend = trendOf(one, `t${trends.length + 1}`, (id) => groundings.get(id) ?? "unverified")
    if (trend !== undefined) trends.push(trend)
  }
  const apart = [...new Set(series.flatMap((one) => (one.isApart ? [one.name] : [])))]
  return { measurements, trends, repeated, apart }
}

const moves = (trends: ReadonlyArray<Trend>): ReadonlyArray<Said> => {
  const verbs = { risen: "rose", fallen: "fell", unchanged: "stayed the same", indeterminate: "cannot be compared" }
  return Record.toEntries(verbs).flatMap(([direction, verb]) => {
    const number = trends.filter((trend) => trend.direction === direction).length
    return number === 0 ? [] : [said`${count(number, "value", "values")} ${words(verb)}`]
  })
}

const listing = (parts: ReadonlyArray<Said>): Said => {
  const last = parts.at(-1)
  const before = parts.slice(0, -1)
  return last === undefined || before.length === 0 ? joined(parts) : said`${joined(before, ", ")} and ${last}`
}

const name = "This history"

const summaryOf = ({ measurements, trends }: History, span: readonly [string, string] | undefined): Said => {
  if (measurements.length === 0) return words("This history holds no laboratory results or vital signs.")
  const over =
    span === undefined
      ? words("")
      : span[0] === span[1]
        ? said`, of ${day(span[0])}`
        : said`, from ${day(span[0])} to ${day(span[1])}`
  const first = said`This history holds ${count(measurements.length, "measurement", "measurements")}${over}.`
  if (trends.length === 0) return said`${first} None was measured on more than one day, so there is no trend.`
  return said`${first} From the first to the last day on which each was measured, ${listing(moves(trends))}.`
}

const questionOf = ({ measurementIds, names, reason, said }: Asked, number: number): QuestionOutline => {
  const id = `q${number}`
  return { id, reason, measurementIds, draft: { id, names, said } }
}

/** Of a brief report only what changed or lies outside is shown, and what the questions are about. */
const shown = (reportType: ReportType, outline: Outline): Outline => {
  if (reportType === "full") return outline
  const trends = outline.trends.filter(
    ({ direction, outside }) => direction === "risen" || direction === "fallen" || outside.length > 0
  )
  const kept = new Set(trends.map(({ id }) => id))
  const sections = outline.sections.flatMap((section) => {
    if (section.id === "outside" || section.id === "notes") return [section]
    const drafts = section.drafts.filter(({ id }) => kept.has(id))
    return section.id === "changes" && drafts.length > 0
      ? [{ ...section, drafts, trendIds: section.trendIds.filter((id) => kept.has(id)) }]
      : []
  })
  const told = new Set([
    ...trends.flatMap(({ points }) => points.map(({ measurementId }) => measurementId)),
    ...[...sections, ...outline.questions].flatMap(({ measurementIds }) => measurementIds)
  ])
  return { ...outline, trends, sections, measurements: outline.measurements.filter(({ id }) => told.has(id)) }
}

/** All of a report but its wording: the same for every order in which the device sends its data. */
export const outlineOf = (reportType: ReportType, data: HealthData, now: DateTime.Utc): Outline => {
  const history = historyOf(data, now)
  const { measurements, trends } = history
  const days = measurements.flatMap(({ date }) => date ?? []).toSorted()
  const [from, to] = [days[0], days.at(-1)]
  const span = from === undefined || to === undefined ? undefined : ([from, to] as const)
  const summary: Draft = { id: "summary", names: [name], said: summaryOf(history, span) }
  const [first, ...others] = questionsOf(trends, alone(history), measurements)
  return shown(reportType, {
    reportType,
    title: "Health history for your doctor",
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    summary,
    sections: sectionsOf(history),
    measurements,
    trends,
    questions: [questionOf(first, 1), ...others.map((asked, index) => questionOf(asked, index + 2))]
  })
}
