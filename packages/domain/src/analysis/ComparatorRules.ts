import type { Comparator } from "./LabResult.ts"

const signs: ReadonlyArray<readonly [RegExp, Comparator]> = [
  [/^(?:<\s?=|=\s?<|≤|⩽|<\s?or\s?=)\s*/i, "<="],
  [/^(?:>\s?=|=\s?>|≥|⩾|>\s?or\s?=)\s*/i, ">="],
  [/^(?:<|less than|fewer than|kleiner dan|menos de)\s*/i, "<"],
  [/^(?:>|more than|greater than|groter dan|más de)\s*/i, ">"]
]

/** Splits `<10000` into its comparator and the rest. */
export const splitComparator = (text: string): { readonly comparator?: Comparator; readonly rest: string } => {
  for (const [pattern, comparator] of signs) {
    const match = pattern.exec(text)
    if (match !== null) return { comparator, rest: text.slice(match[0].length).trim() }
  }
  return { rest: text }
}
