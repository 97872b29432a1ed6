import type { Column } from "./HeadingRules.ts"
import type { Cell, Line } from "./LineRules.ts"
import { looksLikeRange } from "./RangeRules.ts"
import { isUnit } from "./UnitRules.ts"
import { isFlag, readValue } from "./ValueRules.ts"

/** Headings stand left of, over the middle of, or right of what they head; a cell this far from all of them is another matter. */
const reach = 60

/** A cell that cannot be what its column holds is worth this many points of distance. */
const misfit = 25

const fits = (text: string, column: Column): boolean => {
  switch (column.role) {
    case "unit":
      return isUnit(text)
    case "low":
    case "high":
      return readValue(text)?.kind === "number"
    case "range":
      return !isUnit(text) && !isFlag(text)
    case "value":
      return !isUnit(text) || text === "%"
    case "name":
      return !looksLikeRange(text) && readValue(text)?.kind !== "number"
    case "flag":
      return !isUnit(text) && !looksLikeRange(text)
    case "other":
      return !isUnit(text)
  }
}

const distance = (cell: Cell, column: Column): number =>
  Math.max(0, column.x - cell.end, cell.x - column.end) + Math.abs(cell.x - column.x) / 100

const nearest = (cell: Cell, columns: ReadonlyArray<Column>): number | undefined => {
  let best: number | undefined
  let least = reach
  for (const [index, column] of columns.entries()) {
    const cost = distance(cell, column) + (fits(cell.text, column) ? 0 : misfit)
    if (cost < least) {
      least = cost
      best = index
    }
  }
  return best
}

/** A comparator beside nothing is a layout's mark, such as one for new results. */
export const isMark = (text: string): boolean => /^[<>]$/.test(text)

/**
 * What stands under each heading on a line, in the order of the columns; empty where nothing does. Two blanks part what
 * were two cells: `130` beside `128` must never read as one number with a blank between its thousands.
 */
export const assign = (line: Line, columns: ReadonlyArray<Column>): ReadonlyArray<string> => {
  const texts = columns.map(() => "")
  for (const [place, cell] of line.cells.entries()) {
    const index = isMark(cell.text) && place === line.cells.length - 1 ? undefined : nearest(cell, columns)
    if (index === undefined) continue
    const before = texts[index] ?? ""
    texts[index] = `${before}${/[<>=≤≥]$/.test(before) ? " " : "  "}${cell.text}`.trim()
  }
  return texts
}

/** A mark at the end of a line that stands under no heading: many tables leave the place above their marks empty. */
export const looseMark = (line: Line, columns: ReadonlyArray<Column>): string => {
  const last = line.cells.at(-1)
  const isAlone = last !== undefined && line.cells.length > 2 && nearest(last, columns) === undefined
  return isAlone && /^\*?(?:HH?|LL?|A|\*{1,2}|!|[↑↓▲▼]+)\*?$/.test(last.text) ? last.text : ""
}
