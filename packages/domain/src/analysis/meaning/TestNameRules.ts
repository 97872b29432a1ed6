import type { LabResult } from "../LabResult.ts"
import type { CuratedTest } from "./CuratedTest.ts"
import { loincSubset } from "./LoincSubset.ts"

type Vocabulary = keyof CuratedTest["aliases"] | "any"

const greek: Readonly<Record<string, string>> = { α: "alpha", β: "beta", γ: "gamma" }

/** One spelling for a name: no accents, no punctuation, single blanks. */
const spelled = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[αβγ]/g, (letter) => greek[letter] ?? "")
    .replaceAll("ß", "ss")
    .replaceAll("œ", "oe")
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()

/** Words that say nothing a code would change with: the default sample, a machine, that it was counted. */
const neutral = new Set(
  "serum plasma blood venous level levels result automated auto calculated calc absolute abs relative count total edta whole in of sangre suero serico serica en sang sanguin serique im blut vollblut sangue soro no automatizado".split(
    " "
  )
)

const keyOf = (specimen: string, language: string, name: string) => `${specimen} ${language} ${name}`

const index: ReadonlyMap<string, ReadonlyArray<CuratedTest>> = (() => {
  const found = new Map<string, ReadonlyArray<CuratedTest>>()
  for (const test of loincSubset)
    for (const [language, names] of Object.entries(test.aliases))
      for (const name of names.split("|")) {
        for (const key of [language, "any"].map((own) => keyOf(test.specimen, own, spelled(name)))) {
          const known = found.get(key) ?? []
          if (!known.includes(test)) found.set(key, [...known, test])
        }
      }
  return found
})()

/**
 * The tests that a name means in a specimen, in a language or in English, which laboratories everywhere mix in. In a
 * language without names of its own, such as Dutch, all languages count: `Kalium` is potassium there too.
 */
const named = (name: string, specimen: string, language: string): ReadonlyArray<CuratedTest> => {
  const own = index.get(keyOf(specimen, language, spelled(name))) ?? []
  return own.length > 0 ? own : (index.get(keyOf(specimen, "en", spelled(name))) ?? [])
}

const vocabularies: ReadonlyArray<Vocabulary> = ["en", "es", "de", "fr", "pt"]

const vocabularyOf = (language: string): Vocabulary => vocabularies.find((one) => one === language) ?? "any"

/** Two names of one test around a stroke: `PCV/Hematocrit`. */
const inParts = (printed: string, specimen: string, language: Vocabulary): CuratedTest | undefined => {
  const [first, ...others] = printed.split("/").map((part) => named(part, specimen, language))
  const test = first?.length === 1 ? first[0] : undefined
  return others.length > 0 && others.every((tests) => tests.length === 1 && tests[0] === test) ? test : undefined
}

const brackets = /[([]([^()[\]]*)[)\]]/g

/** A name whose brackets only repeat it or say nothing new, and whose neutral words are taken off its end. */
const lookUp = (printed: string, specimen: string, language: Vocabulary): CuratedTest | undefined => {
  const whole = named(printed, specimen, language)
  if (whole.length === 1) return whole[0]
  const both = inParts(printed, specimen, language)
  if (both !== undefined) return both
  const inner = [...printed.matchAll(brackets)].map(([, text = ""]) => text)
  const words = spelled(printed.replaceAll(brackets, " ")).split(" ")
  for (let count = words.length; count > 0; count -= 1) {
    const rest = words.slice(count)
    if (!rest.every((word) => neutral.has(word))) return undefined
    const [test, ...others] = named(words.slice(0, count).join(" "), specimen, language)
    if (test === undefined || others.length > 0) continue
    const isSame = (text: string) =>
      named(text, specimen, language).includes(test) ||
      spelled(text)
        .split(" ")
        .every((word) => word === "" || neutral.has(word))
    return inner.every(isSame) ? test : undefined
  }
  return undefined
}

/** The unit that a name carries in brackets is none of its words. */
const withoutUnit = (name: string, unit: string): string =>
  unit === "" ? name : name.replace(`(${unit})`, "").replace(`[${unit}]`, "").trim()

/** What is needed of a result to know its test. */
export interface NamedResult {
  readonly testName: string
  readonly unit: string
  readonly category: LabResult["category"]
}

/** The test that a printed name means, in its specimen; none when it means no test that we know, or two. */
export const testOf = ({ category, testName, unit }: NamedResult, language: string): CuratedTest | undefined => {
  if (category !== "blood" && category !== "urine") return undefined
  const name = withoutUnit(testName.replaceAll("*", " "), unit)
  const found = lookUp(name, category, vocabularyOf(language))
  if (found !== undefined || category === "urine") return found
  const urine = lookUp(name, "urine", vocabularyOf(language))
  return urine?.isInherent === true ? urine : undefined
}
