import type { PageText, TextItem } from "./ReadDocument.ts"

/** Words that stand together, from `x` to `end` in points. */
export interface Cell {
  readonly text: string
  readonly x: number
  readonly end: number
}

/** What stands on one baseline, left to right. */
export interface Line {
  readonly page: number
  readonly y: number
  readonly height: number
  readonly cells: ReadonlyArray<Cell>
  readonly text: string
}

/** Gaps in heights of type: less is the same word, more is the next column. */
const gaps = { word: 0.12, column: 0.75, baseline: 0.4 }

/** Dots that lead the eye from a name to its result are as good as blanks. */
const leader = /[.·_]{4,}|…{2,}|(?:\. ){3,}/g

/**
 * A program that prints columns with blanks leaves one run of text: it is cut where two blanks or more stand. Blanks at
 * the ends of a run part it from its neighbours, so they do not count as its width.
 */
const split = (item: TextItem): ReadonlyArray<TextItem> => {
  const text = item.text.replaceAll(leader, (dots) => " ".repeat(dots.length))
  const parts = [...text.matchAll(/\S+(?:\s\S+)*/g)]
  const perLetter = item.width / Math.max(1, text.length)
  return parts.map((part) => ({
    ...item,
    text: part[0],
    x: item.x + part.index * perLetter,
    width: part[0].length * perLetter
  }))
}

const cellsOf = (items: ReadonlyArray<TextItem>, height: number): ReadonlyArray<Cell> => {
  const cells: Array<Cell> = []
  for (const item of items.toSorted((one, other) => one.x - other.x)) {
    const text = item.text.replaceAll(/\s+/g, " ")
    const end = item.x + item.width
    const last = cells.at(-1)
    const gap = last === undefined ? Number.POSITIVE_INFINITY : item.x - last.end
    if (last === undefined || gap > gaps.column * height) cells.push({ text, x: item.x, end })
    else if (gap > -height || last.text !== text) {
      const joint = gap > gaps.word * height ? " " : ""
      cells[cells.length - 1] = { text: last.text + joint + text, x: last.x, end: Math.max(end, last.end) }
    }
  }
  return cells
}

/** The lines of a page from top to bottom. */
export const linesOf = (page: PageText): ReadonlyArray<Line> => {
  const rows: Array<{ y: number; height: number; items: Array<TextItem> }> = []
  const items = page.items.flatMap(split).toSorted((one, other) => other.y - one.y)
  for (const item of items) {
    const row = rows.at(-1)
    if (row !== undefined && row.y - item.y <= gaps.baseline * Math.max(row.height, item.height)) {
      row.items.push(item)
      row.height = Math.max(row.height, item.height)
    } else rows.push({ y: item.y, height: item.height, items: [item] })
  }
  return rows.map(({ height, items, y }) => {
    const cells = cellsOf(items, height)
    return { page: page.number, y, height, cells, text: cells.map((cell) => cell.text).join(" ") }
  })
}
