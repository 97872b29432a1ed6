import type { PageText } from "../../src/analysis/ReadDocument.ts"
import { widthOf } from "./Helvetica.ts"

/** How text is kept from a person's eyes though it is in the file. */
export type Hiding = "tiny" | "off_page" | "white"

/** A run of text with the left end of its baseline, in points from the lower left corner. */
export interface Written {
  readonly page: number
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size: number
  /** Set in letters of one width, as printers do. */
  readonly isTyped?: true
  readonly hidden?: Hiding
}

/** A4 in points. */
export const paper = { width: 595, height: 842, margin: 42 }

/** Where a layout writes, line by line and page by page. */
export interface Sheet {
  readonly put: (text: string, x: number, size?: number) => void
  readonly type: (text: string, x: number) => void
  /** Ends at `end` instead of beginning at `x`. */
  readonly putRight: (text: string, end: number, size?: number) => void
  readonly down: (points: number) => void
  /** Begins a new page unless `points` are left on this one; says whether it did. */
  readonly need: (points: number) => boolean
  readonly turn: () => void
  readonly written: () => ReadonlyArray<Written>
}

/** `onPage` writes what every page carries, before its first line. */
export const sheet = (onPage: (own: Pick<Sheet, "put" | "putRight" | "down">, page: number) => void): Sheet => {
  const all: Array<Written> = []
  let page = 0
  let y = 0
  const put = (text: string, x: number, size = 9) => {
    if (text !== "") all.push({ page, text, x, y, size })
  }
  const type = (text: string, x: number) => {
    all.push({ page, text, x, y, size: 8, isTyped: true })
  }
  const putRight = (text: string, end: number, size = 9) => put(text, end - widthOf(text, size), size)
  const down = (points: number) => {
    y -= points
  }
  const turn = () => {
    page += 1
    y = paper.height - paper.margin
    onPage({ put, putRight, down }, page)
  }
  const need = (points: number) => {
    if (page > 0 && y - points >= paper.margin + 30) return false
    turn()
    return true
  }
  return { put, type, putRight, down, need, turn, written: () => all }
}

/** The width of a run in points; a typed letter is three fifths of its size wide. */
export const runWidth = ({ isTyped, size, text }: Pick<Written, "isTyped" | "size" | "text">): number =>
  isTyped === true ? text.length * size * 0.6 : widthOf(text, size)

/** What a reader of the pages sees, as a `DocumentReader` would hand it on. */
export const pagesOf = (written: ReadonlyArray<Written>): ReadonlyArray<PageText> =>
  Array.from({ length: Math.max(...written.map((run) => run.page)) }, (_, index) => ({
    number: index + 1,
    width: paper.width,
    height: paper.height,
    items: written
      .filter((run) => run.page === index + 1 && run.hidden === undefined)
      .map((run) => ({ text: run.text, x: run.x, y: run.y, width: runWidth(run), height: run.size }))
  }))
