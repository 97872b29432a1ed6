import { assign, looseMark } from "./ColumnRules.ts"
import type { Column } from "./HeadingRules.ts"
import type { Line } from "./LineRules.ts"
import { isName, nameOf, withoutNumber } from "./NameRules.ts"
import { bareRange, looksLikeRange, unitOfRange } from "./RangeRules.ts"
import { type Row, rowOf } from "./Row.ts"
import { isUnit, takeUnit } from "./UnitRules.ts"
import { isFlag } from "./ValueRules.ts"
import { readNamed } from "./VitalRules.ts"
import { isDecided } from "./WordRules.ts"

const apart = (texts: ReadonlyArray<string>, columns: ReadonlyArray<Column>, role: Column["role"]): string =>
  columns
    .flatMap((column, index) => (column.role === role && texts[index] !== "" ? [texts[index] ?? ""] : []))
    .join("  ")

/** What stands under the columns of one role, left to right. */
export const under = (texts: ReadonlyArray<string>, columns: ReadonlyArray<Column>, role: Column["role"]): string =>
  apart(texts, columns, role).replaceAll(/\s+/g, " ")

type Slice = readonly [start: number, end: number]

const slices = (starts: ReadonlyArray<number>, end: number): ReadonlyArray<Slice> =>
  starts.map((start, place) => [start, starts[place + 1] ?? end] as const)

const places = (columns: ReadonlyArray<Column>, is: (column: Column) => boolean): ReadonlyArray<number> =>
  columns.flatMap((column, index) => (is(column) ? [index] : []))

/** Two tables beside each other have two columns of names. */
const tables = (columns: ReadonlyArray<Column>): ReadonlyArray<Slice> => {
  const names = places(columns, (column) => column.role === "name")
  return names.length < 2 ? [[0, columns.length]] : slices([0, ...names.slice(1)], columns.length)
}

/** A table with a result in two units has two results to a line; each brings the columns up to the next one. */
const parts = (columns: ReadonlyArray<Column>): ReadonlyArray<Slice> => {
  const inUnits = places(columns, (column) => column.role === "value" && column.unit !== "")
  return inUnits.length < 2 ? [[0, columns.length]] : slices(inUnits, columns.length)
}

/** What a table knows of a line beyond its cells. */
export interface Place {
  readonly section: string
  /** A line above in which the name alone stands, when this one has none. */
  readonly above: Line | undefined
  /** Whether the line follows the table closely: a bare number there is a result still. */
  readonly isNear: boolean
  /** A mark at the end of the line, under no heading. */
  readonly mark?: string
}

const first = (...texts: ReadonlyArray<string>): string => texts.find((text) => text !== "") ?? ""

/** Which of its sites measured: a laboratory's code at the end of a line, often under no heading. */
const isCode = /^(?:\d{1,2}|[A-Z]{2,3})$/

/** The two ends of an interval may have columns of their own; a mark may have slipped under the interval's heading. */
const besideOf = (texts: ReadonlyArray<string>, columns: ReadonlyArray<Column>) => {
  const low = under(texts, columns, "low")
  const high = under(texts, columns, "high")
  if (low !== "" && high !== "") return { beside: `${low} - ${high}`, mark: "" }
  if (low !== "" || high !== "") return { beside: low === "" ? `<= ${high}` : `>= ${low}`, mark: "" }
  const cells = apart(texts, columns, "range").split("  ")
  const mark = cells.length > 1 && isFlag(cells.at(-1) ?? "") ? (cells.pop() ?? "") : ""
  const [only, ...others] = cells.filter((cell) => !isCode.test(cell))
  const isWhole = only !== undefined && others.length === 0 && (looksLikeRange(only) || isDecided(only))
  return { beside: isWhole ? only : cells.join(" ").replaceAll(/\s+/g, " "), mark }
}

const partOf = (
  name: string,
  columns: ReadonlyArray<Column>,
  texts: ReadonlyArray<string>,
  lines: ReadonlyArray<Line>,
  place: Place
): ReadonlyArray<Row> => {
  const valueColumn = columns.findIndex((column) => column.role === "value")
  const headedUnit = columns[valueColumn]?.unit ?? ""
  const value = readNamed(name, headedUnit === "" ? apart(texts, columns, "value") : (texts[valueColumn] ?? ""))
  if (value === undefined) return []
  const printedUnit = under(texts, columns, "unit")
  const isExpectation = isDecided(printedUnit)
  const unitText = (isExpectation ? "" : printedUnit).replace(/\s*\(calc\.?\)$/i, "").replace(/^[([](.*)[)\]]$/, "$1")
  const taken = isUnit(unitText) ? { unit: unitText, rest: "" } : takeUnit(unitText)
  const { beside: inRange, mark } = besideOf(texts, columns)
  const beside = isExpectation && inRange === "" ? printedUnit : inRange
  const led = takeUnit(beside)
  const printed = first(
    value.reference,
    looksLikeRange(taken.rest) ? taken.rest : "",
    looksLikeRange(led.rest) ? led.rest : beside
  )
  const reference = isUnit(bareRange(printed)) ? "" : printed
  const flag = first(under(texts, columns, "flag"), value.flag, mark, place.mark ?? "")
  const inReference = reference === "" ? bareRange(printed) : first(led.unit, unitOfRange(reference))
  const unit = first(value.unit, taken.unit, unitText, headedUnit, inReference)
  const evident = value.kind === "word" || unit !== "" || reference !== "" || flag !== "" || place.isNear
  return evident ? [rowOf(name, { ...value, unit, reference, flag }, place.section, lines, true)] : []
}

/** The results on a line of a table; none when the line is no row of it. */
export const tableRows = (line: Line, columns: ReadonlyArray<Column>, place: Place): ReadonlyArray<Row> => {
  const texts = assign(line, columns)
  const marked = { ...place, mark: looseMark(line, columns) }
  return tables(columns).flatMap(([from, to]) => {
    const own = columns.slice(from, to)
    const cells = texts.slice(from, to)
    const printed = under(cells, own, "name")
    const above = printed === "" && from === 0 ? place.above : undefined
    const name = nameOf(withoutNumber(printed === "" ? (above?.cells[0]?.text ?? "") : printed))
    if (!isName(name)) return []
    const lines = above === undefined ? [line] : [above, line]
    return parts(own).flatMap(([start, end]) =>
      partOf(name, own.slice(start, end), cells.slice(start, end), lines, to === columns.length ? marked : place)
    )
  })
}
