import type { Facts } from "./Fact.ts"
import { numbersIn, spelledNumbers, type Written } from "./FigureRules.ts"
import { type Entry, lexiconOf, read, type Reading } from "./LexiconRules.ts"
import { passagesOf } from "./PassageRules.ts"
import { placeless, unmatched } from "./SlotRules.ts"

/** Why a passage may not be shown: numbers that no fact has, or what may become a link or markup. */
export interface Fault {
  readonly passage: string
  readonly invented: ReadonlyArray<string>
  readonly isMarkup: boolean
}

/** What Markdown would make a link, a picture or HTML of. Signs with a backslash before them are text. */
const markup =
  /(?<!\\)!?\[[^\]]*(?<!\\)\](?:\(|\[|:)|(?<!\\)<[a-z!/?]|\b(?:https?|ftp|file|data|javascript|mailto|tel):(?=\S)|\bwww\.\w|[\w.+-](?<!\\)@\w[\w-]*\.\w/i

/** Of results with one name, those whose own words stand in the passage, if some do. */
const meantBy = (rest: string, namesakes: ReadonlyArray<Entry>): ReadonlyArray<Entry> => {
  const quoted = namesakes.filter(({ words }) => words.some((word) => rest.search(word) >= 0))
  return quoted.length > 0 ? quoted : namesakes
}

/** Trying every one of thousands of results with one name for every passage would take minutes. */
const mostNamesakes = 50

/** First those that print just these numbers; all others only where they are few. */
const likeliest = (entries: ReadonlyArray<Entry>, numbers: ReadonlyArray<Written>): ReadonlyArray<Entry> => {
  const literal = entries.filter(({ printed }) => numbers.every(({ text }) => printed.has(text)))
  return entries.length > mostNamesakes ? literal.slice(0, mostNamesakes) : [...new Set([...literal, ...entries])]
}

/** The numbers of a passage about one name must all be of one result; those of a passage about more, of any of these. */
const wrongNumbers = ({ named, rest }: Reading): ReadonlyArray<string> => {
  const numbers = numbersIn(rest)
  const [only, ...more] = named
  if (numbers.length === 0) return []
  if (only === undefined || more.length > 0)
    return unmatched(
      numbers,
      named.flat().flatMap(({ slots }) => slots)
    )
  let best: ReadonlyArray<string> | undefined
  for (const { slots } of likeliest(meantBy(rest, only), numbers)) {
    const wrong = unmatched(numbers, slots)
    if (wrong.length === 0) return []
    if (best === undefined || wrong.length < best.length) best = wrong
  }
  return best ?? numbers.map(({ text }) => text)
}

/** Dates in a passage about what has days of its own: each must be one of them that no other date took. */
const wrongDates = ({ dates, named }: Reading): ReadonlyArray<string> => {
  const own = named.flat().flatMap(({ days }) => (days === undefined ? [] : [days]))
  return own.length === 0 ? [] : placeless(dates, own.flat(), (date, forms) => forms.has(date))
}

/** A number in words may stand as printed, or count the results; a larger one must be a value. */
const wrongWords = ({ named, rest }: Reading, results: number): ReadonlyArray<string> => {
  const values = new Set(named.flat().flatMap(({ values }) => values))
  const printed = named.flat().flatMap(({ spelled }) => spelled)
  const own = printed.reduce((text, pattern) => text.replaceAll(pattern, " ¦ "), rest)
  return spelledNumbers(own).flatMap(({ text, value }) =>
    value <= Math.max(1, results) || values.has(value) ? [] : [text]
  )
}

/**
 * The passages of a text that may not be shown. A number must be one that is printed about what the passage names, or
 * the passage before it in the same paragraph: literally, rounded, converted with its unit, or as a date.
 */
export const faultsOf = (text: string, facts: Facts): ReadonlyArray<Fault> => {
  const lexicon = lexiconOf(facts)
  return passagesOf(text).flatMap((paragraph) => {
    let named: Reading["named"] = []
    return paragraph.flatMap(({ passage }) => {
      const own = read(passage, lexicon)
      if (own.named.length > 0) named = own.named
      const reading = { ...own, named }
      const invented = [...wrongNumbers(reading), ...wrongDates(reading), ...wrongWords(reading, facts.facts.length)]
      const isMarkup = markup.test(passage)
      return invented.length > 0 || isMarkup ? [{ passage, invented, isMarkup }] : []
    })
  })
}

/** The text without the passages that may not be shown. */
export const withhold = (text: string, facts: Facts): string => {
  const withheld = new Set(faultsOf(text, facts).map(({ passage }) => passage))
  if (withheld.size === 0) return text.trim()
  return passagesOf(text)
    .map((paragraph) =>
      paragraph.flatMap(({ after, passage }) => (withheld.has(passage) ? [] : [passage + after])).join("")
    )
    .join("")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()
}
