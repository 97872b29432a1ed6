import type { Comparator } from "./LabResult.ts"

const words = {
  less: "less than|fewer than|kleiner (?:dan|als)|menos de|menor (?:de|que|a)|inferior a|inf[ée]rieur [àa]|inf\\.? [àa]|inferiore a",
  more: "more than|greater than|gr(?:oter|ö(?:ss|ß)er) (?:dan|als)|más de|mayor (?:de|que|a)|maior (?:de|que)|superior a|sup[ée]rieur [àa]|sup\\.? [àa]|superiore a"
}

const signs: ReadonlyArray<readonly [RegExp, Comparator]> = [
  [/^(?:<\s?=|=\s?<|≤|⩽|<\s?or\s?=)\s*/i, "<="],
  [/^(?:>\s?=|=\s?>|≥|⩾|>\s?or\s?=)\s*/i, ">="],
  [new RegExp(`^(?:<|${words.less})\\s*`, "i"), "<"],
  [new RegExp(`^(?:>|${words.more})\\s*`, "i"), ">"]
]

/** Words that stand where `<` or `>` would: `Menor de 5` is no 5. */
export const comparingWords = `(?:${words.less}|${words.more})`

/** Splits `<10000` into its comparator and the rest. */
export const splitComparator = (text: string): { readonly comparator?: Comparator; readonly rest: string } => {
  for (const [pattern, comparator] of signs) {
    const match = pattern.exec(text)
    if (match !== null) return { comparator, rest: text.slice(match[0].length).trim() }
  }
  return { rest: text }
}
