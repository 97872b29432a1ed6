import type { Equivalent } from "./Fact.ts"

/** A number as a text writes it, with the letters it is written together with and what follows. */
export interface Written {
  readonly text: string
  readonly isNegative: boolean
  readonly before: string
  readonly after: string
  readonly following: string
}

const written = /(?<sign>(?<![\p{L}\p{N}.,)%])-)?(?<before>\p{L}*)(?<digits>\p{N}+(?:[.,]\p{N}+)*)(?<after>\p{L}*)/gu

/** Every number in a text, wherever it stands. */
export const numbersIn = (text: string): ReadonlyArray<Written> =>
  [...text.matchAll(written)].map((match) => {
    const { after = "", before = "", digits = "", sign } = match.groups ?? {}
    const following = text.slice(match.index + match[0].length - after.length)
    return { text: digits, isNegative: sign !== undefined && before === "", before, after, following }
  })

const decimalsOf = (text: string): number => text.split(".")[1]?.length ?? 0

/** What an English text means by a number: commas part thousands, and nothing else is a number. */
const english = (text: string): number | undefined =>
  /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(text) && !/^0\d/.test(text)
    ? Number(text.replaceAll(",", ""))
    : undefined

/** Whether a number is a value, or what is left of it with fewer decimals. */
const rounds = (text: string, value: number, decimals: number): boolean => {
  const number = english(text)
  const kept = decimalsOf(text)
  if (number === undefined || kept > decimals || (number === 0 && value !== 0)) return false
  return kept === decimals ? number === value : Math.abs(number - value) <= 0.5 * 10 ** -kept + 1e-9
}

/** Whether a text may write this number for a printed one: as it stands, with other thousands, or rounded. */
export const isFigure = (number: Written, printed: Written, value: number | undefined): boolean => {
  if (number.isNegative !== printed.isNegative) return false
  if (number.text === printed.text) return true
  return value !== undefined && rounds(number.text, Math.abs(value), decimalsOf(Math.abs(value).toString()))
}

/** Whether a text may write this number for a value in another unit, which must then follow it. */
export const isEquivalent = (number: Written, { unit, value }: Equivalent): boolean =>
  !number.isNegative === value >= 0 &&
  number.following.trimStart().toLowerCase().startsWith(unit.toLowerCase()) &&
  !/^\p{L}/u.test(number.following.trimStart().slice(unit.length)) &&
  rounds(number.text, Math.abs(value), 3) &&
  Math.abs(Number(number.text.replaceAll(",", "")) - Math.abs(value)) <= Math.abs(value) * 0.02

const ones = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
const teens = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
const tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
const low = [...ones, ...teens]
const spelled = new RegExp(
  `\\b(?:(${tens.join("|")})(?:[ -](${ones.slice(1, 10).join("|")}))?|(${low.join("|")})|(dozen|hundred|thousand|million|billion)s?)\\b`,
  "gi"
)

/** Numbers in words, with the word; `Infinity` for those that count no results of a report. */
export const spelledNumbers = (text: string): ReadonlyArray<{ readonly text: string; readonly value: number }> =>
  [...text.matchAll(spelled)].map(([word, ten, unit, small]) => ({
    text: word,
    value:
      ten === undefined
        ? small === undefined
          ? Number.POSITIVE_INFINITY
          : low.indexOf(small.toLowerCase())
        : (tens.indexOf(ten.toLowerCase()) + 2) * 10 + (unit === undefined ? 0 : ones.indexOf(unit.toLowerCase()))
  }))
