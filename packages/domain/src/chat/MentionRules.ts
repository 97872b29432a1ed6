import type { CuratedTest } from "../analysis/meaning/CuratedTest.ts"
import { loincSubset } from "../analysis/meaning/LoincSubset.ts"
import { vitalNames } from "../analysis/NarrativeRules.ts"
import { plain, whole } from "../prose/PlainRules.ts"
import type { ChatContext } from "./ChatContext.ts"

/** What a message names: entries of its context by their ids, and curated tests by their names. */
export interface Mentioned {
  readonly ids: ReadonlySet<string>
  readonly tests: ReadonlySet<string>
}

/** A name that may stand in a message, and what it means. */
interface Name {
  readonly text: string
  readonly id?: string
  readonly test?: string
  readonly specimen?: CuratedTest["specimen"]
}

/** Shorter ones, such as `K` and `Na`, are words of some language. */
const shortest = 3

const key = (text: string): string => plain(text).trim().toLowerCase()

const namesOf = ({ aliases, name, specimen }: CuratedTest): ReadonlyArray<Name> =>
  [name, ...Object.values(aliases).flatMap((list) => list.split("|"))].map((text) => ({
    text: key(text),
    test: name,
    specimen
  }))

const vocabulary = loincSubset.flatMap(namesOf)

const ownNames = ({ labResults, vitals }: ChatContext): ReadonlyArray<Name> => [
  ...labResults.flatMap(({ id, testName, testNameNormalized: test }) =>
    [testName, ...(test === undefined ? [] : [test])].map((text) => ({
      text: key(text),
      id,
      ...(test !== undefined && { test })
    }))
  ),
  ...vitals.map(({ id, vitalType }) => ({ text: key(vitalNames[vitalType]), id }))
]

/**
 * What is meant by a name that several things have, such as hemoglobin in blood and in urine: what the person holds under
 * it; else what they hold of it; else what is measured in blood, since whoever means urine says so.
 */
const meant = (names: ReadonlyArray<Name>, held: ReadonlySet<string>): ReadonlyArray<Name> => {
  const own = names.filter(({ id }) => id !== undefined)
  if (own.length > 0) return own
  const known = names.filter(({ test }) => test !== undefined && held.has(test))
  if (known.length > 0) return known
  const inBlood = names.filter(({ specimen }) => specimen === "blood")
  return inBlood.length > 0 ? inBlood : names
}

/** Longest names first, and none within another: `HDL cholesterol` is not `Cholesterol`. */
export const mentionedIn = (message: string, context: ChatContext): Mentioned => {
  const meanings = new Map<string, Array<Name>>()
  for (const name of [...ownNames(context), ...vocabulary]) {
    if (name.text.length < shortest) continue
    const known = meanings.get(name.text)
    if (known === undefined) meanings.set(name.text, [name])
    else known.push(name)
  }
  const held = new Set(context.labResults.flatMap(({ testNameNormalized: test }) => test ?? []))
  let rest = key(message)
  const found: Array<Name> = []
  for (const [text, names] of [...meanings].toSorted(([one], [other]) => other.length - one.length)) {
    if (!rest.includes(text)) continue
    const without = rest.replaceAll(whole(text), " ¦ ")
    if (without !== rest) found.push(...meant(names, held))
    rest = without
  }
  const tests = new Set(found.flatMap(({ test }) => test ?? []))
  const ofTests = context.labResults.filter(({ testNameNormalized: test }) => test !== undefined && tests.has(test))
  return { ids: new Set([...found.flatMap(({ id }) => id ?? []), ...ofTests.map(({ id }) => id)]), tests }
}
