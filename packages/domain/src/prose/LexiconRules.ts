import type { Fact, Facts } from "./Fact.ts"
import { numbersIn, spelledNumbers } from "./FigureRules.ts"
import { plain, whole } from "./PlainRules.ts"
import { formsOf } from "./PrintedDateRules.ts"
import { type Slot, slotsOf } from "./SlotRules.ts"

/** A fact, made ready once for all passages. */
export interface Entry {
  readonly slots: ReadonlyArray<Slot>
  /** Its numbers as they are printed. */
  readonly printed: ReadonlySet<string>
  /** Its results in words, such as `Negative`. */
  readonly words: ReadonlyArray<RegExp>
  /** What is printed with a number in words, such as the unit `million/uL`. */
  readonly spelled: ReadonlyArray<RegExp>
  readonly values: ReadonlyArray<number>
  /** Its own days, each in all its forms; none where any date of the facts will do. */
  readonly days: ReadonlyArray<ReadonlySet<string>> | undefined
}

interface Word {
  readonly text: string
  readonly pattern: RegExp
  /** What bears this name: two results may have the same. None for a date. */
  readonly entries: ReadonlyArray<Entry>
}

/** The names and dates that may stand in a text, longest first: `HDL Cholesterol` is not `Cholesterol`. */
export type Lexicon = ReadonlyArray<Word>

const key = (text: string) => plain(text).trim().toLowerCase()

const entryOf = (fact: Fact): Entry => ({
  slots: slotsOf(fact),
  printed: new Set(
    [...fact.figures.map(({ text }) => text), fact.unit].flatMap((text) =>
      numbersIn(plain(text)).map((number) => number.text)
    )
  ),
  words: fact.figures
    .map(({ text }) => plain(text).trim())
    .filter((text) => text !== "" && numbersIn(text).length === 0)
    .map(whole),
  spelled: [...fact.figures.map(({ text }) => text), fact.unit]
    .map((text) => plain(text).trim())
    .filter((text) => spelledNumbers(text).length > 0)
    .map(whole),
  values: fact.figures.flatMap(({ values }) => values),
  days: fact.days?.map((day) => new Set(formsOf(day).map(key)))
})

/** Most words stand in no passage, and making a pattern takes a millisecond: it is made for those that do. */
const wordOf = (text: string, entries: ReadonlyArray<Entry>): Word => {
  let pattern: RegExp | undefined
  return {
    text,
    entries,
    get pattern() {
      return (pattern ??= whole(text))
    }
  }
}

/** Facts that say the same are one. */
const distinct = (facts: ReadonlyArray<Fact>): ReadonlyArray<Fact> => [
  ...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()
]

const compile = ({ dates, facts }: Facts): Lexicon => {
  const named = new Map<string, Array<Entry>>()
  for (const fact of distinct(facts)) {
    const entry = entryOf(fact)
    for (const name of new Set(fact.names.map(key))) {
      const before = named.get(name)
      if (before === undefined) named.set(name, [entry])
      else before.push(entry)
    }
  }
  const longestFirst = (one: Word, other: Word) => other.text.length - one.text.length
  const days = [...dates, ...facts.flatMap((fact) => fact.days ?? [])]
  return [
    ...[...new Set(days.flatMap(formsOf).map(key))].map((date) => wordOf(date, [])).toSorted(longestFirst),
    ...[...named].map(([name, entries]) => wordOf(name, entries)).toSorted(longestFirst)
  ].filter(({ text }) => text !== "")
}

/** Kept for as long as the facts are: a text is judged more than once. */
const lexica = new WeakMap<Facts, Lexicon>()

export const lexiconOf = (facts: Facts): Lexicon => {
  const lexicon = lexica.get(facts) ?? compile(facts)
  lexica.set(facts, lexicon)
  return lexicon
}

export interface Reading {
  /** The facts that a passage names, one list a name. */
  readonly named: ReadonlyArray<ReadonlyArray<Entry>>
  /** The dates in it, by their form, each as often as it stands there. */
  readonly dates: ReadonlyArray<string>
  /** The passage without names and dates. */
  readonly rest: string
}

/** Takes names and dates out of a passage: digits in them are no numbers. */
export const read = (passage: string, lexicon: Lexicon): Reading => {
  const named: Array<ReadonlyArray<Entry>> = []
  const dates: Array<string> = []
  let rest = plain(passage)
  let lower = rest.toLowerCase()
  for (const { entries, pattern, text } of lexicon) {
    if (!lower.includes(text)) continue
    const without = rest.replaceAll(pattern, () => {
      if (entries.length === 0) dates.push(text)
      return " ¦ "
    })
    if (without !== rest && entries.length > 0) named.push(entries)
    rest = without
    lower = rest.toLowerCase()
  }
  return { named, dates, rest }
}
