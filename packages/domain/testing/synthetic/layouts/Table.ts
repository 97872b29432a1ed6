import type { Drawing, Drawn } from "../Drawing.ts"
import { widthOf } from "../Helvetica.ts"
import type { Sheet } from "../Sheet.ts"

/** A column: where it stands, what heads it, and what it prints of a row. */
export interface Column {
  readonly x: number
  readonly heading: string
  readonly cell: (row: Drawn, index: number) => string
  /** Set flush right at `x` plus this width. */
  readonly right?: number
  /** Names longer than this run over to the next line. */
  readonly wrap?: number
}

export interface Table {
  readonly columns: ReadonlyArray<Column>
  readonly pitch?: number
  readonly size?: number
  /** Lines under a row, such as a method. */
  readonly under?: (row: Drawn, index: number) => string | undefined
  /** Whether each panel has its heading, or the first alone. */
  readonly headings: "each" | "once"
  /** Whether a table that runs over a page says its headings again. */
  readonly repeats: boolean
}

/** Breaks a text where its words end, so that no line is wider than asked. */
const wrapped = (text: string, width: number, size: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  for (const word of text.split(" ")) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Sets every panel of a report as a table. */
export const setTable = (sheet: Sheet, drawing: Drawing, table: Table): void => {
  const { columns, pitch = 15, size = 9 } = table
  const put = (text: string, { right, x }: Column) =>
    right === undefined ? sheet.put(text, x, size) : sheet.putRight(text, x + right, size)
  // A heading wider than its column runs over several lines, the last of them on one baseline.
  const headings = columns.map((column, place) => {
    const next = columns.slice(place + 1).find((other) => other.heading !== "")
    return column.right === undefined && next !== undefined
      ? wrapped(column.heading, next.x - column.x - 8, size)
      : [column.heading]
  })
  const deepest = Math.max(...headings.map((lines) => lines.length))
  const heading = () => {
    for (let line = 0; line < deepest; line += 1) {
      if (line > 0) sheet.down(size * 1.2)
      for (const [place, column] of columns.entries()) {
        const own = headings[place] ?? []
        put(own[own.length - deepest + line] ?? "", column)
      }
    }
    sheet.down(pitch + 2)
  }
  let headed = false
  for (const section of drawing.sections) {
    sheet.need(60)
    if (table.headings === "once" && !headed) heading()
    sheet.put(section.title, columns[0]?.x ?? 42, size + 2)
    sheet.down(pitch + 2)
    if (table.headings === "each") heading()
    headed = true
    for (const [index, row] of section.rows.entries()) {
      if (sheet.need(pitch * 2.5) && table.repeats) heading()
      const lines = columns.map((column) => {
        const text = column.cell(row, index)
        return column.wrap === undefined ? [text] : wrapped(text, column.wrap, size)
      })
      for (const [place, column] of columns.entries()) put(lines[place]?.[0] ?? "", column)
      for (let line = 1; line < Math.max(...lines.map((each) => each.length)); line += 1) {
        sheet.down(size * 1.15)
        for (const [place, column] of columns.entries()) put(lines[place]?.[line] ?? "", column)
      }
      const note = table.under?.(row, index)
      if (note !== undefined) {
        sheet.down(size * 1.2)
        sheet.put(note, columns[0]?.x ?? 42, size - 2)
      }
      sheet.down(pitch)
    }
    sheet.down(pitch * 0.6)
  }
}
