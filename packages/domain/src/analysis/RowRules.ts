import { assign, isMark } from "./ColumnRules.ts"
import { type Column, columnsOf } from "./HeadingRules.ts"
import { isAside, labelled, type Subject, subjectOf } from "./LabelRules.ts"
import type { Line } from "./LineRules.ts"
import { looseRow } from "./LooseRowRules.ts"
import { isMethod, isQualifier, isRemark } from "./NameRules.ts"
import type { Row } from "./Row.ts"
import { type Place, tableRows, under } from "./TableRules.ts"
import { readValue } from "./ValueRules.ts"

interface Reading {
  readonly rows: ReadonlyArray<Row>
  readonly columns: ReadonlyArray<Column> | undefined
  readonly section: string
  /** The subject that a form named for the result that follows it. */
  readonly subject: Subject | undefined
  /** The last line that belonged to the table. */
  readonly lastTableLine: Line | undefined
  /** The last line that stood in the table's first column alone: a name may begin above its values. */
  readonly loose: Line | undefined
  /** Lines since that only say how it was measured. */
  readonly asides: ReadonlyArray<Line>
}

/** Heights of type between the lines of one cell, and points within which an undecorated number still belongs to its table. */
const leading = 1.5
const tight = 1.25
const headingLeading = 2
const cellLeading = 2
const sectionLeading = 2.5
const tableGap = 60

const isBelow = (upper: Line | undefined, lower: Line, heights: number): upper is Line =>
  upper !== undefined &&
  upper.page === lower.page &&
  upper.y - lower.y <= heights * Math.max(upper.height, lower.height)

/** Where a name runs over its line: the same column and type, closer to its row than to what follows. */
const continuesName = (line: Line, next: Line | undefined, row: Row): boolean => {
  const last = row.lines.at(-1)
  const [cell] = line.cells
  const start = row.lines[0]?.cells[0]
  if (cell === undefined || start === undefined || line.cells.length > 1 || !isBelow(last, line, leading)) return false
  const alike = Math.abs(cell.x - start.x) <= 3 && Math.abs(line.height - last.height) < 0.5
  if (alike && isQualifier(cell.text)) return last.y - line.y <= tight * line.height
  if (
    !alike ||
    isMethod(cell.text) ||
    isRemark(cell.text) ||
    /[:.]$/.test(cell.text) ||
    cell.text.length > 50 ||
    readValue(cell.text) !== undefined
  )
    return false
  if (/^[(a-zà-ÿ]/.test(cell.text)) return true
  const gap = last.y - line.y
  const isSmall = next !== undefined && next.height < line.height - 0.5
  return next === undefined || next.page !== line.page || isSmall || line.y - next.y > gap * 1.25
}

const replaceLast = (rows: ReadonlyArray<Row>, change: (row: Row) => Row): ReadonlyArray<Row> => {
  const last = rows.at(-1)
  if (last === undefined) return rows
  return rows.map((row) => (row.lines === last.lines || row === last ? change(row) : row))
}

/** What a line that is no row adds to the row above it: the rest of a name or of an interval. */
const continued = (line: Line, next: Line | undefined, reading: Reading): ReadonlyArray<Row> | undefined => {
  const { columns, rows } = reading
  const last = rows.at(-1)
  if (last === undefined) return undefined
  if (continuesName(line, next, last)) {
    return replaceLast(rows, (row) => ({ ...row, name: `${row.name} ${line.text}`, lines: [...row.lines, line] }))
  }
  if (columns === undefined || !last.tabled || !isBelow(reading.lastTableLine, line, cellLeading)) return undefined
  const texts = assign(line, columns)
  const reference = under(texts, columns, "range")
  const alone = texts.every((text, index) => text === "" || columns[index]?.role === "range")
  if (!alone || reference === "" || last.reference === "") return undefined
  return replaceLast(rows, (row) => ({ ...row, reference: `${row.reference} ${reference}` }))
}

/** Remarks and targets stand under the results of a table, not under its names. */
const isIndented = (line: Line, columns: ReadonlyArray<Column>): boolean => {
  const values = columns.filter((column) => column.role === "value").map((column) => column.x)
  return (line.cells[0]?.x ?? 0) > Math.min(...values) - 5
}

const isHeading = (line: Line): boolean =>
  line.cells.length === 1 && line.text.length <= 60 && /\p{L}{3}/u.test(line.text) && !/[.,;]$|^[-•]/.test(line.text)

/** A heading right under another one is a part of it: cells counted under `Pleural fluid` are none of the blood. */
const headed = (line: Line, before: Line | undefined, section: string): string =>
  isBelow(before, line, sectionLeading) && isHeading(before) && section.endsWith(before.text)
    ? `${section}, ${line.text}`
    : line.text

const placeOf = (line: Line, { lastTableLine, loose, section }: Reading): Place => ({
  section,
  above: isBelow(loose, line, cellLeading) ? loose : undefined,
  isNear: lastTableLine?.page !== line.page || lastTableLine.y - line.y <= tableGap
})

/** The name that stands above a line, with what stands between them. */
const nameAbove = (line: Line, { asides, loose }: Reading): ReadonlyArray<Line> => {
  const all = loose === undefined ? [] : [loose, ...asides]
  return all.every((upper, index) => isBelow(upper, all[index + 1] ?? line, cellLeading)) ? all : []
}

const step = (reading: Reading, line: Line, before: Line | undefined, next: Line | undefined): Reading => {
  const { columns, rows, section } = reading
  const heading = columnsOf(line, isBelow(before, line, headingLeading) ? before : undefined)
  if (heading !== undefined)
    return { ...reading, columns: heading, lastTableLine: line, loose: undefined, asides: [], subject: undefined }
  const tabled = columns === undefined ? [] : tableRows(line, columns, placeOf(line, reading))
  if (tabled.length > 0)
    return {
      ...reading,
      rows: [...rows, ...tabled],
      lastTableLine: line,
      loose: undefined,
      asides: [],
      subject: undefined
    }
  const outside = columns === undefined || !isIndented(line, columns)
  const named = reading.subject?.by === "label" ? undefined : subjectOf(nameAbove(line, reading), line)
  if (outside && reading.loose !== undefined && isAside(line)) return { ...reading, asides: [...reading.asides, line] }
  const form = outside ? labelled(line, section, named ?? reading.subject, rows) : undefined
  if (form !== undefined) return { ...reading, ...form, loose: undefined, asides: [] }
  const loose = outside ? looseRow(line, section) : undefined
  if (loose !== undefined) return { ...reading, rows: [...rows, loose], loose: undefined, asides: [] }
  const longer = continued(line, next, reading)
  if (longer !== undefined) return { ...reading, rows: longer, lastTableLine: line, loose: undefined, asides: [] }
  const [only] = line.cells
  const alone = line.cells.every((cell) => cell === only || isMark(cell.text))
  return {
    ...reading,
    loose: alone && outside ? line : undefined,
    asides: [],
    section: isHeading(line) ? headed(line, before, section) : section
  }
}

/** The results and vital signs that lines of text print, in their order. Lines that are none are passed over. */
export const rowsOf = (lines: ReadonlyArray<Line>): ReadonlyArray<Row> => {
  let reading: Reading = {
    rows: [],
    columns: undefined,
    section: "",
    subject: undefined,
    lastTableLine: undefined,
    loose: undefined,
    asides: []
  }
  for (const [index, line] of lines.entries()) reading = step(reading, line, lines[index - 1], lines[index + 1])
  return reading.rows
}
