import type { Grounding } from "./LabResult.ts"
import { linesOf } from "./LineRules.ts"
import type { PageText } from "./ReadDocument.ts"

/** What an analyst claims to have read, all as printed. */
export interface Claim {
  readonly quote: string
  readonly valueText: string
  readonly testName: string
  readonly unit: string
  readonly referenceText: string
}

/** Two independent signals: the quote stands on the page; the value stands in the quote, in the place of a value. */
export interface Grounds {
  readonly quoteOnPage: boolean
  readonly valueInQuote: boolean
  readonly nameInQuote: boolean
}

/** Spelling that differs between what a page draws and what a reader copies: compatibility forms, dashes, blanks, case. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll("µ", "μ")
    .replaceAll(/[‐‑‒–—−]/g, "-")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase()

/** The parts of a text that must follow each other; only blanks may come and go between them. */
const partsOf = (text: string): ReadonlyArray<string> => text.match(/\d+(?:[.,]\d+)*|\p{L}+|\S/gu) ?? []

const longestQuote = 2000
const isNumber = (part: string | undefined): boolean => part !== undefined && /^\d/.test(part)

/** Whether a quote stands in a text, cutting no number and no word at its ends, and joining no two numbers: `10 5` is not `105`. */
const stands = (quote: string, text: string): boolean => {
  const parts = partsOf(quote)
  if (parts.length === 0 || quote.length > longestQuote) return false
  const pattern = parts.map((part, index) => {
    const blank = index === 0 ? "" : isNumber(part) && isNumber(parts[index - 1]) ? " " : " ?"
    return blank + part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
  })
  const start = isNumber(parts[0]) ? "(?<!\\d[.,]?)" : "(?<!\\p{L}(?=\\p{L}))"
  const end = isNumber(parts.at(-1)) ? "(?![.,]?\\d)" : "(?!(?<=\\p{L})\\p{L})"
  return new RegExp(start + pattern.join("") + end, "u").test(text)
}

const positions = (text: string, part: string): ReadonlyArray<number> => {
  const found: Array<number> = []
  if (part === "") return found
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at)
  return found
}

/** A match that cuts a number or a word in two is none. */
const standsAlone = (text: string, at: number, part: string): boolean => {
  const before = text.slice(0, at)
  const after = text.slice(at + part.length)
  const cutsNumber = (/^\d/.test(part) && /\d[.,]?$/.test(before)) || (/\d$/.test(part) && /^[.,]?\d/.test(after))
  const cutsWord = (/^\p{L}/u.test(part) && /\p{L}$/u.test(before)) || (/\p{L}$/u.test(part) && /^\p{L}/u.test(after))
  return !cutsNumber && !cutsWord
}

const without = (text: string, part: string): string => {
  const at = positions(text, part).findLast((at) => standsAlone(text, at, part))
  return at === undefined ? text : `${text.slice(0, at)} ¦ ${text.slice(at + part.length)}`
}

/** Signs, comparators, dates, powers and negations change what a value says; one beside it means it was not read whole. */
const isValueAt = (text: string, at: number, value: string): boolean => {
  const before = text.slice(0, at)
  const after = text.slice(at + value.length)
  if (!standsAlone(text, at, value)) return false
  if (!/^[<>=≤≥+-]?\s?[\d.,]/.test(value))
    return !/(?:^|\s)(?:not|non|no|niet|geen|nicht|kein|keine|weakly|partially)[\s-]$/.test(before)
  if (/[\d.,/^:+-]$|[<>=≤≥]\s?$/.test(before)) return false
  return !/^(?:[/^:]|-\d|[.,]\d)/.test(after)
}

const holdsValue = (text: string): boolean =>
  [...text.matchAll(/\d+(?:[.,]\d+)*/g)].some(({ 0: number, index }) => isValueAt(text, index, number))

/** Whether a text between a name and a number holds another row: a number, and words that are no unit. */
const isRow = (text: string, unit: string): boolean => {
  const bare = unit === "" ? text : text.replaceAll(unit, " ")
  return holdsValue(bare) && /\p{L}{3}/u.test(bare)
}

/**
 * A quote may run over two rows and hold the numbers of both. A number is the name's if no row stands between them; one
 * before the name only if none stands behind it.
 */
const isOfName = (
  quote: string,
  at: number,
  value: string,
  { name, unit }: { name: string; unit: string }
): boolean => {
  if (!/\d/.test(value) || name === "") return true
  const named = positions(quote, name).filter((place) => standsAlone(quote, place, name))
  const before = named.findLast((place) => place + name.length <= at)
  if (before !== undefined) return !isRow(quote.slice(before + name.length, at), unit)
  const after = named.find((place) => place >= at + value.length)
  return after === undefined || !holdsValue(quote.slice(after + name.length))
}

/** Kept for as long as the page is: every row of it asks again. */
const texts = new WeakMap<PageText, string>()

const textOf = (page: PageText): string => {
  const known = texts.get(page)
  if (known !== undefined) return known
  const lines = linesOf(page).map((line) => line.text)
  const text = plain(lines.join(" "))
  texts.set(page, text)
  return text
}

/** What supports a claim. A page without text supports nothing. */
export const groundsOf = (page: PageText | undefined, claim: Claim): Grounds => {
  const text = page === undefined ? "" : textOf(page)
  const printed = plain(claim.quote)
  const value = plain(claim.valueText)
  const unit = plain(claim.unit)
  const name = plain(claim.testName)
  const bare = [plain(claim.referenceText), /\d/.test(unit) ? unit : ""].reduce(without, printed)
  const isValue = (at: number) => isValueAt(bare, at, value) && isOfName(bare, at, value, { name, unit })
  const within = positions(bare, name).map((at) => [at, at + name.length] as const)
  const isInName = (at: number) => within.some(([from, to]) => at >= from && at < to)
  return {
    quoteOnPage: stands(printed, text),
    valueInQuote: positions(bare, value).some((at) => !isInName(at) && isValue(at)),
    nameInQuote: name.split(" ").every((word) => printed.includes(word))
  }
}

/** Both signals make a claim verified; a value that its own quote does not hold is never shown as such. */
export const groundingOf = ({ quoteOnPage, valueInQuote }: Omit<Grounds, "nameInQuote">): Grounding =>
  !quoteOnPage ? "unverified" : valueInQuote ? "verified" : "quote_only"
