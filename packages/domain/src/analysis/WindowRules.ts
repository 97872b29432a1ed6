import type { Findings, FoundResult, FoundVital } from "./Findings.ts"
import { linesOf } from "./LineRules.ts"
import type { PageText, ReadDocument } from "./ReadDocument.ts"

/** As much of a document as one question is asked about: the words of some pages, or pages to be looked at. */
export type Window =
  | { readonly _tag: "Text"; readonly pages: ReadonlyArray<PageText> }
  | { readonly _tag: "Picture"; readonly pages: ReadonlyArray<number> }

/** What an answer of 8192 tokens has room for. */
const most = { lines: 120, pictures: 5 }

const textWindows = (pages: ReadonlyArray<PageText>): ReadonlyArray<Window> => {
  const windows: Array<Array<PageText>> = []
  let lines = 0
  for (const [index, page] of pages.entries()) {
    const more = linesOf(page).length
    const before = pages[index - 1]
    if (before === undefined || lines + more > most.lines) {
      windows.push(before === undefined ? [page] : [before, page])
      lines = more
    } else {
      windows.at(-1)?.push(page)
      lines += more
    }
  }
  return windows.map((pages) => ({ _tag: "Text", pages }))
}

const pictureWindows = (pages: ReadonlyArray<number>): ReadonlyArray<Window> =>
  Array.from({ length: Math.ceil(pages.length / most.pictures) }, (_, index) => ({
    _tag: "Picture",
    pages: pages.slice(index * most.pictures, (index + 1) * most.pictures)
  }))

/**
 * The windows of a document. Each page of text is in one, the last page of a window again in the next, so that a table
 * which runs on keeps its heading. Pages are looked at only where the file, which then goes along whole, hides no text.
 */
export const windowsOf = (document: ReadDocument): ReadonlyArray<Window> => [
  ...textWindows(document.pages.filter((page) => page.items.length > 0)),
  ...(document.hidesText ? [] : pictureWindows(document.picturePages))
]

/** More rows are no report: whoever finds them copies something else. */
const mostRows = 1000

export const isPlausible = ({ labResults, vitals }: Findings): boolean => labResults.length + vitals.length <= mostRows

const keyOf = (row: FoundResult | FoundVital): string => {
  const name = "testName" in row ? row.testName : row.vitalType
  return [row.page, name, row.valueText]
    .join("\n")
    .normalize("NFKC")
    .replaceAll(/[ \t]+/g, " ")
    .toLowerCase()
}

/** A row that two windows show is one row; one that a page prints twice stays two, for some window shows both. */
const mergedRows = <Row extends FoundResult | FoundVital>(
  parts: ReadonlyArray<ReadonlyArray<Row>>
): ReadonlyArray<Row> => {
  const merged: Array<Row> = []
  const have = new Map<string, number>()
  for (const rows of parts) {
    const shown = new Map<string, number>()
    for (const row of rows) {
      const key = keyOf(row)
      const times = (shown.get(key) ?? 0) + 1
      shown.set(key, times)
      if (times > (have.get(key) ?? 0)) {
        have.set(key, times)
        merged.push(row)
      }
    }
  }
  return merged.toSorted((one, other) => one.page - other.page)
}

/** What the windows of one document hold together, every row once and in the order of the pages. */
export const merge = (first: Findings, others: ReadonlyArray<Findings>): Findings => {
  const parts = [first, ...others]
  return {
    language: first.language,
    title: first.title,
    labResults: mergedRows(parts.map((part) => part.labResults)),
    vitals: mergedRows(parts.map((part) => part.vitals)),
    troubles: [...new Set(parts.flatMap((part) => part.troubles))]
  }
}
