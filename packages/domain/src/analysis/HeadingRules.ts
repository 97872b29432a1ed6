import { type Role, roleOf } from "./HeadingWords.ts"
import type { Cell, Line } from "./LineRules.ts"
import { isUnit } from "./UnitRules.ts"

/** A column of a table as its heading names it. `unit` is set where the heading itself is the unit of the values below. */
export interface Column extends Cell {
  readonly role: Role
  readonly unit: string
}

const aDate = /^\d{1,4}[./-]\d{1,2}[./-]\d{2,4}$/
/** A heading on two lines is read whole: `Previous` over `Result` is no result of this report. */
const wholeOf = (cell: Cell, above: Line | undefined): string =>
  [...(above?.cells ?? []).filter((upper) => upper.x < cell.end && cell.x < upper.end), cell]
    .map((part) => part.text)
    .join(" ")

const columnOf = (cell: Cell, above?: Line): Column | undefined => {
  const role = roleOf(wholeOf(cell, above)) ?? roleOf(cell.text)
  if (role !== undefined) return { ...cell, role, unit: "" }
  const reference = /^ref(?:erence)?\.? \(?(.*?)\)?$/i.exec(cell.text)?.[1]
  if (reference !== undefined && isUnit(reference)) return { ...cell, role: "range", unit: reference }
  if (isUnit(cell.text)) return { ...cell, role: "value", unit: cell.text.replaceAll(/[()[\]]/g, "") }
  if (aDate.test(cell.text)) return { ...cell, role: "value", unit: "" }
  return undefined
}

/** Beside a column that calls itself the result, dates are earlier ones; of dates alone the first is this report's. */
const withOneResult = (columns: ReadonlyArray<Column>): ReadonlyArray<Column> => {
  const dates = columns.filter((column) => aDate.test(column.text))
  const named = columns.some((column) => column.role === "value" && column.unit === "" && !aDate.test(column.text))
  return columns.map((column) =>
    dates.includes(column) && (named || column !== dates[0]) ? { ...column, role: "other" } : column
  )
}

/** A table may name its panel where others say "test", or leave the place above its names empty. */
const withNames = (columns: ReadonlyArray<Column>): ReadonlyArray<Column> => {
  const first = columns[0]
  if (first === undefined || columns.some((column) => column.role === "name")) return columns
  if (first.role === "other") return [{ ...first, role: "name" }, ...columns.slice(1)]
  return [{ text: "", x: 0, end: Math.max(0, first.x - 20), role: "name", unit: "" }, ...columns]
}

/** Two headings so close that they read as one cell are told apart where both are known: `Observed Value Unit`. */
const parted = (cell: Cell): ReadonlyArray<Cell> => {
  if (roleOf(cell.text) !== undefined) return [cell]
  const words = cell.text.split(" ")
  for (let count = words.length - 1; count > 0; count -= 1) {
    const [left, right] = [words.slice(0, count).join(" "), words.slice(count).join(" ")]
    if (roleOf(left) === undefined || roleOf(right) === undefined) continue
    const at = cell.x + ((cell.end - cell.x) * (left.length + 1)) / cell.text.length
    return [
      { text: left, x: cell.x, end: at },
      { text: right, x: at, end: cell.end }
    ]
  }
  return [cell]
}

/** The columns of a table when this line is its heading: a place for results, and one for names, units or intervals. */
export const columnsOf = (line: Line, above?: Line): ReadonlyArray<Column> | undefined => {
  const cells = line.cells.flatMap(parted)
  const columns = cells.map((cell) => columnOf(cell, above) ?? { ...cell, role: "other" as const, unit: "" })
  const unknown = cells.filter((cell) => columnOf(cell) === undefined)
  const roles = new Set(columns.map((column) => column.role))
  const named = roles.has("name") || (roles.has("unit") && roles.has("range"))
  if (columns.length - unknown.length < 2 || unknown.length > 1 || !named || !roles.has("value")) return undefined
  return withNames(withOneResult(columns))
}
