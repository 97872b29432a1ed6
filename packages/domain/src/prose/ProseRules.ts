import type { Fact, Facts } from "./Fact.ts"
import { isEquivalent, isFigure, numbersIn, spelledNumbers, type Written } from "./FigureRules.ts"
import { passagesOf } from "./PassageRules.ts"
import { formsOf } from "./PrintedDateRules.ts"

/** Why a passage may not be shown: numbers that no fact has, or what may become a link or markup. */
export interface Fault {
  readonly passage: string
  readonly invented: ReadonlyArray<string>
  readonly isMarkup: boolean
}

/** What Markdown would make a link, a picture or HTML of. Signs with a backslash before them are text. */
const markup =
  /(?<!\\)!?\[[^\]]*(?<!\\)\](?:\(|\[|:)|(?<!\\)<[a-z!/?]|\b(?:https?|ftp|file|data|javascript|mailto|tel):(?=\S)|\bwww\.\w|[\w.+-](?<!\\)@\w[\w-]*\.\w/i

/** One spelling for what is drawn alike, and no Markdown: a backslash or a star is no part of what is said. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll("µ", "μ")
    .replaceAll(/[‐‑‒–—−]/g, "-")
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1")
    .replaceAll(/\*\*|__/g, "")
    .replaceAll(/\s+/g, " ")

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)

/** A name cut off in the middle of a word or a number is another name. */
const whole = (words: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}]|\\p{N}[.,])${escaped(words)}(?![\\p{L}\\p{N}]|[.,]\\p{N})`, "giu")

const withoutAll = (text: string, words: ReadonlyArray<string>): string =>
  words
    .filter((word) => word.trim() !== "")
    .toSorted((one, other) => other.length - one.length)
    .reduce((rest, word) => rest.replaceAll(whole(word), " ¦ "), text)

interface Reading {
  /** The facts that a passage names, one list a name: two results may have the same. */
  readonly named: ReadonlyArray<ReadonlyArray<Fact>>
  /** The passage without names and dates. */
  readonly rest: string
}

const namesOf = ({ names }: Fact): ReadonlyArray<string> =>
  names.map((name) => plain(name).trim().toLowerCase()).filter((name) => name !== "")

const read = (passage: string, { dates, facts }: Facts): Reading => {
  const names = [...new Set(facts.flatMap(namesOf))].toSorted((one, other) => other.length - one.length)
  const named: Array<ReadonlyArray<Fact>> = []
  let rest = withoutAll(plain(passage), dates.flatMap(formsOf).map(plain))
  for (const name of names) {
    const without = rest.replaceAll(whole(name), " ¦ ")
    if (without !== rest) named.push(facts.filter((fact) => namesOf(fact).includes(name)))
    rest = without
  }
  return { named, rest }
}

interface Slot {
  readonly fits: (number: Written) => boolean
}

/** Letters around a number must be printed so, or not be there, or be the unit that follows it. */
const gluesTo = ({ after, before }: Written, printed: Written, unit: string): boolean =>
  (before === "" || before === printed.before) &&
  (after === "" || after === printed.after || plain(unit).startsWith(after))

/** Each number that is printed about a fact, once: in its figures, and in its unit, such as `10^3/uL`. */
const slotsOf = ({ equivalents, figures, unit }: Fact): ReadonlyArray<Slot> => [
  ...figures.flatMap(({ text, values }) => {
    const parts = numbersIn(plain(text))
    return parts.map((part, index): Slot => {
      const value = parts.length === values.length ? values[index] : undefined
      return {
        fits: (number) =>
          (isFigure(number, part, value) && gluesTo(number, part, unit)) ||
          (parts.length === 1 && equivalents.some((equivalent) => isEquivalent(number, equivalent)))
      }
    })
  }),
  ...numbersIn(plain(unit)).map((part): Slot => ({
    fits: (number) => number.text === part.text && number.before === part.before && number.after === part.after
  }))
]

/** Numbers for which no slot is left: each printed number is given once in a passage (matching by augmenting paths). */
const unmatched = (numbers: ReadonlyArray<Written>, slots: ReadonlyArray<Slot>): ReadonlyArray<string> => {
  const taken = new Map<Slot, Written>()
  const place = (number: Written, tried: Set<Slot>): boolean =>
    slots.some((slot) => {
      if (tried.has(slot) || !slot.fits(number)) return false
      tried.add(slot)
      const holder = taken.get(slot)
      if (holder !== undefined && !place(holder, tried)) return false
      taken.set(slot, number)
      return true
    })
  return numbers.flatMap((number) => (place(number, new Set()) ? [] : [number.before + number.text + number.after]))
}

/** Of results with one name, those whose own words stand in the passage, if some do. */
const meantBy = (rest: string, namesakes: ReadonlyArray<Fact>): ReadonlyArray<Fact> => {
  const quoted = namesakes.filter(({ figures }) =>
    figures.some(
      ({ text }) => text.trim() !== "" && numbersIn(text).length === 0 && rest.search(whole(plain(text))) >= 0
    )
  )
  return quoted.length > 0 ? quoted : namesakes
}

const inventedIn = ({ named, rest }: Reading, count: number): ReadonlyArray<string> => {
  const numbers = numbersIn(rest)
  const [only, ...more] = named
  const choices =
    only === undefined ? [[]] : more.length === 0 ? meantBy(rest, only).map((fact) => [fact]) : [named.flat()]
  const verdicts = choices.map((facts) => unmatched(numbers, facts.flatMap(slotsOf)))
  const values = new Set(named.flat().flatMap(({ figures }) => figures.flatMap(({ values }) => values)))
  return [
    ...verdicts.reduce((best, verdict) => (verdict.length < best.length ? verdict : best)),
    ...spelledNumbers(rest).flatMap(({ text, value }) =>
      value <= Math.max(1, count) || values.has(value) ? [] : [text]
    )
  ]
}

/**
 * The passages of a text that may not be shown. A number must be one that is printed about what the passage names, or
 * the passage before it in the same paragraph: literally, rounded, converted with its unit, or as a date.
 */
export const faultsOf = (text: string, facts: Facts): ReadonlyArray<Fault> =>
  passagesOf(text).flatMap((paragraph) => {
    let named: Reading["named"] = []
    return paragraph.flatMap(({ passage }) => {
      const reading = read(passage, facts)
      if (reading.named.length > 0) named = reading.named
      const invented = inventedIn({ named, rest: reading.rest }, facts.facts.length)
      const isMarkup = markup.test(passage)
      return invented.length > 0 || isMarkup ? [{ passage, invented, isMarkup }] : []
    })
  })

/** The text without the passages that may not be shown. */
export const withhold = (text: string, facts: Facts): string => {
  const withheld = new Set(faultsOf(text, facts).map(({ passage }) => passage))
  return passagesOf(text)
    .map((paragraph) =>
      paragraph.flatMap(({ after, passage }) => (withheld.has(passage) ? [] : [passage + after])).join("")
    )
    .join("")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()
}
