import { categoryOf, isImagingReport } from "./CategoryRules.ts"
import type { Findings, FoundResult, FoundVital } from "./Findings.ts"
import { languageOf } from "./LanguageRules.ts"
import { type Line, linesOf } from "./LineRules.ts"
import type { PageText } from "./ReadDocument.ts"
import type { Row } from "./Row.ts"
import { rowsOf } from "./RowRules.ts"
import { titleOf } from "./TitleRules.ts"
import { vitalNamed } from "./VitalRules.ts"

const quoteOf = (lines: ReadonlyArray<Line>) => lines.map((line) => line.text).join(" ")
const pageOf = (row: Row) => row.lines[0]?.page ?? 1

const collected =
  /(?:collect(?:ed|ion)|specimen|sample|staalname|afname|drawn|entnahme|toma|coleta|pr[ée]l[èe]vement|collection date)[^\d]{0,30}(\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}[ -][a-z]{3,9}[ -,]+\d{2,4})/i

/**
 * The day each sample was taken, as printed. Where a file holds several reports, a row's day is the one printed last above
 * it; none when none is.
 */
const specimenDates = (lines: ReadonlyArray<Line>): ((row: Row) => string | undefined) => {
  const dates = lines.flatMap((line, index) => {
    const date = collected.exec(line.text)?.[1]
    return date === undefined ? [] : [{ index, date }]
  })
  const [only, ...others] = new Set(dates.map(({ date }) => date))
  if (only === undefined || others.length === 0) return () => only
  const places = new Map(lines.map((line, index) => [line, index]))
  return (row) => {
    const [first] = row.lines
    const at = first === undefined ? undefined : places.get(first)
    return at === undefined ? undefined : dates.findLast(({ index }) => index < at)?.date
  }
}

const foundResult = (row: Row, specimenDate: string | undefined): FoundResult => ({
  testName: row.name,
  category: categoryOf(row.name, row.section),
  valueText: row.valueText,
  unit: row.unit,
  referenceText: row.reference,
  printedFlag: row.flag,
  ...(specimenDate !== undefined && { specimenDate }),
  page: pageOf(row),
  quote: quoteOf(row.lines)
})

/** Systolic and diastolic on lines of their own are one blood pressure; half of one is none. */
const foundVitals = (rows: ReadonlyArray<Row>): ReadonlyArray<FoundVital> =>
  rows.flatMap((row, index): ReadonlyArray<FoundVital> => {
    const vital = vitalNamed(row.name)
    const own = { unit: row.unit, page: pageOf(row), quote: quoteOf(row.lines) }
    if (vital === undefined || vital === "other" || vital === "diastolic") return []
    if (vital !== "systolic") return [{ vitalType: vital, valueText: row.valueText, ...own }]
    const next = rows[index + 1]
    if (next === undefined || vitalNamed(next.name) !== "diastolic" || pageOf(next) !== pageOf(row)) return []
    const quote = quoteOf([...row.lines, ...next.lines])
    return [{ vitalType: "blood_pressure", valueText: `${row.valueText}/${next.valueText}`, ...own, quote }]
  })

/** What the printed text of a document holds, by rules alone. Nothing is found in a picture of text. */
export const findingsOf = (pages: ReadonlyArray<PageText>): Findings => {
  const lines = pages.flatMap(linesOf)
  const imaging = isImagingReport(lines.slice(0, 12).map((line) => line.text))
  const rows = rowsOf(lines).filter((row) => row.tabled || !imaging)
  const vitals = rows.filter((row) => vitalNamed(row.name) !== undefined)
  const results = rows.filter((row) => vitalNamed(row.name) === undefined)
  const dateOf = specimenDates(lines)
  return {
    language: languageOf(lines.map((line) => line.text).join("\n")),
    title: titleOf(lines),
    labResults: results.map((row) => foundResult(row, dateOf(row))),
    vitals: foundVitals(vitals),
    troubles: []
  }
}
