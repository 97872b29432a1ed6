import { DateTime } from "effect"
import type { Flag } from "../analysis/LabResult.ts"
import type { DoctorReport, Section } from "./DoctorReport.ts"
import type { Measurement } from "./Measurement.ts"
import type { Block, Column, Paper } from "./Paper.ts"
import type { Computed, Trend, TrendPoint } from "./Trend.ts"

/** Markdown of ours is plain sentences and lists, with a backslash before every sign that could be more. */
const plainly = (markdown: string) => markdown.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1")

const heading = (text: string, level: 1 | 2 = 1): Block => ({ _tag: "Heading", text, level })
const paragraph = (text: string): Block => ({ _tag: "Paragraph", text: plainly(text) })

const list = (items: ReadonlyArray<string>, isNumbered = false): Block => ({
  _tag: "List",
  isNumbered,
  items: items.map(plainly)
})

const column = (heading: string, share: number, align: Column["align"] = "left"): Column => ({ heading, share, align })

/** As much of a text as a cell takes in; the JSON has all of it. */
const mostLetters = 120

const cell = (text: string) => (text.length > mostLetters ? `${text.slice(0, mostLetters - 1)}…` : text)

const table = (columns: ReadonlyArray<Column>, rows: ReadonlyArray<ReadonlyArray<string>>): Block => ({
  _tag: "Table",
  table: { columns, rows: rows.map((cells) => cells.map(cell)) }
})

/** Lines of a section: those that begin with a dash are a list. */
const narrative = (markdown: string): ReadonlyArray<Block> => {
  const lines = markdown.split("\n").filter((line) => line !== "")
  const items = lines.flatMap((line) => (line.startsWith("- ") ? [line.slice(2)] : []))
  return [
    ...lines.filter((line) => !line.startsWith("- ")).map(paragraph),
    ...(items.length === 0 ? [] : [list(items)])
  ]
}

const marks: Readonly<Record<Flag, string>> = {
  N: "within",
  L: "below",
  H: "above",
  LL: "critically low",
  HH: "critically high",
  A: "not expected"
}

const markOf = (flag: Flag | null) => (flag === null ? "–" : marks[flag])

/** A star beside what could not be checked; the report says what it means. */
const doubt = ({ grounding }: Measurement) => (grounding === "verified" ? "" : " *")

/** A sample that the name does not tell, where it is not the usual one. */
const nameOf = ({ category, name }: Measurement) =>
  category === "urine" && !/urin|orina|harn/i.test(name) ? `${name} (urine)` : name

const measurementColumns = [
  column("Day", 16),
  column("Name", 34),
  column("Value", 18, "right"),
  column("Unit", 16),
  column("Printed range", 20),
  column("Position", 16)
]

const measurementRow = (one: Measurement): ReadonlyArray<string> => [
  one.date ?? one.datePrinted ?? "–",
  nameOf(one),
  one.valueText + doubt(one),
  one.unit,
  one.referenceText ?? "–",
  markOf(one.flag)
]

const overviewColumns = [
  column("Name", 30),
  column("First", 16, "right"),
  column("Last", 16, "right"),
  column("Unit", 16),
  column("Change", 15, "right"),
  column("%", 12, "right"),
  column("Per 30 days", 15, "right")
]

const signed = (computed: Computed | undefined) =>
  computed === undefined ? "–" : computed.value > 0 ? `+${computed.text}` : computed.text.replace("-", "−")

const onDay = ({ points }: Trend, day: string) => {
  const texts = new Set(points.filter(({ date }) => date === day).map(({ text }) => text))
  return texts.size > 2 ? "several" : [...texts].join(", ")
}

const overviewRow = (trend: Trend): ReadonlyArray<string> => [
  trend.name,
  onDay(trend, trend.from),
  onDay(trend, trend.to),
  trend.unit,
  signed(trend.change),
  signed(trend.percent),
  signed(trend.slopePer30Days)
]

const pointColumns = [
  column("Day", 16),
  column("Value", 18, "right"),
  column("As printed", 34),
  column("Printed range", 24),
  column("Position", 18)
]

const pointRow =
  (measurements: ReadonlyMap<string, Measurement>) =>
  ({ date, flag, measurementId, text }: TrendPoint): ReadonlyArray<string> => {
    const one = measurements.get(measurementId)
    const printed = one === undefined ? "" : `${nameOf(one)}: ${one.valueText} ${one.unit}`.trim() + doubt(one)
    return [date, text, printed, one?.referenceText ?? "–", markOf(flag)]
  }

type Known = ReadonlyMap<string, Measurement>

const trendBlocks = (trends: ReadonlyArray<Trend>, known: Known): ReadonlyArray<Block> => [
  table(overviewColumns, trends.map(overviewRow)),
  ...trends.flatMap((trend) => [
    heading(trend.unit === "" ? trend.name : `${trend.name} (${trend.unit})`, 2),
    table(pointColumns, trend.points.map(pointRow(known)))
  ])
]

/** A part of the report as it is printed, and the measurements it is about. */
export interface Part {
  readonly title: string
  readonly blocks: ReadonlyArray<Block>
  readonly measurementIds: ReadonlyArray<string>
}

const partOf =
  (trends: ReadonlyArray<Trend>, known: Known) =>
  ({ heading: title, measurementIds, narrativeMarkdown, trendIds }: Section): Part => {
    const rows = measurementIds.flatMap((id) => known.get(id) ?? []).map(measurementRow)
    const told = trends.filter(({ id }) => trendIds.includes(id))
    const points = told.flatMap((trend) => trend.points.map(({ measurementId }) => measurementId))
    return {
      title,
      blocks: [
        ...narrative(narrativeMarkdown),
        ...(rows.length === 0 ? [] : [table(measurementColumns, rows)]),
        ...(told.length === 0 ? [] : trendBlocks(told, known))
      ],
      measurementIds: [...new Set([...measurementIds, ...points])]
    }
  }

const madeBy = ({ generatedAt, provenance }: DoctorReport) =>
  `Made on ${DateTime.formatIsoDateUtc(generatedAt)} from what the person's device holds. Words: ${provenance.model} (${provenance.promptVersion}); figures: rules ${provenance.rulesVersion}.`

const starred = "* This value could not be checked against the text of its document."

/** The report in its parts, in the order in which they are read: summary, questions, sections, disclaimers. */
export const partsOf = (report: DoctorReport): readonly [Part, ...Array<Part>] => {
  const { disclaimers, measurements, questionsForDoctor, sections, summary, trends } = report
  const known = new Map(measurements.map((one) => [one.id, one]))
  const isDoubted = measurements.some((one) => doubt(one) !== "")
  const questions = questionsForDoctor.map(({ text }) => text)
  return [
    { title: "Summary", blocks: [paragraph(summary), paragraph(madeBy(report))], measurementIds: [] },
    {
      title: "Questions for the doctor",
      blocks: [list(questions, true)],
      measurementIds: [...new Set(questionsForDoctor.flatMap(({ measurementIds }) => measurementIds))]
    },
    ...sections.map(partOf(trends, known)),
    {
      title: "Please note",
      blocks: [list([...disclaimers, ...(isDoubted ? [starred] : [])])],
      measurementIds: []
    }
  ]
}

/** The report as it is printed: the same facts and words as its JSON, and no others. */
export const paperOf = (report: DoctorReport): Paper => ({
  language: "en",
  title: report.title,
  madeAt: DateTime.toEpochMillis(report.generatedAt),
  blocks: partsOf(report).flatMap(({ blocks, title }) => [heading(title), ...blocks]),
  footer: "Information for a talk with your doctor. Not medical advice."
})
