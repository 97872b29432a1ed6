import type { Findings } from "./Findings.ts"
import { type Line, linesOf } from "./LineRules.ts"
import { isName } from "./NameRules.ts"
import { looksLikeRange } from "./RangeRules.ts"
import type { ReadDocument } from "./ReadDocument.ts"
import { isUnit } from "./UnitRules.ts"
import { readValue } from "./ValueRules.ts"
import { vitalNamed } from "./VitalRules.ts"

/** A line that can hardly be anything but a result: a name, then a number of its own, then a unit or an interval. */
const looksLikeRow = ({ cells }: Line): boolean => {
  const [first, ...rest] = cells
  if (first === undefined || rest.length < 2 || !isName(first.text) || /[.:;]$/.test(first.text)) return false
  if (vitalNamed(first.text) === "other") return false
  const numbers = rest.filter(({ text }) => readValue(text)?.kind === "number" && !looksLikeRange(text))
  return numbers.length > 0 && rest.some(({ text }) => (isUnit(text) && text.length > 1) || looksLikeRange(text))
}

const plain = (text: string) => text.normalize("NFKC").replaceAll(/\s+/g, " ").trim()

/**
 * Lines of a document that look like results and that no finding quotes. Counted apart from how any analyst reads: what
 * an analyst left out, or rules could not read, is then at least said.
 */
export const missedRows = (document: ReadDocument, findings: Findings): ReadonlyArray<string> => {
  const quotes = [...findings.labResults, ...findings.vitals].map(({ page, quote }) => ({ page, quote: plain(quote) }))
  return document.pages.flatMap((page) => {
    const own = quotes.filter((one) => one.page === page.number)
    return linesOf(page)
      .filter(looksLikeRow)
      .map((line) => plain(line.text))
      .filter((text) => !own.some(({ quote }) => quote.includes(text) || text.includes(quote)))
  })
}
