import type { Conversion, CuratedTest, LoincCode } from "./CuratedTest.ts"
import { type NamedResult, testOf } from "./TestNameRules.ts"
import { ucumOf } from "./UcumRules.ts"

/** What a printed row means, as far as it is certain; what is not stays absent. */
export interface Meaning {
  readonly test?: CuratedTest
  readonly code?: LoincCode
  readonly ucum?: string
  /** A unit that no code of this test has: name or unit may have been misread. */
  readonly isOddUnit: boolean
}

const codeOf = (test: CuratedTest, isWord: boolean, unit: string | undefined): LoincCode | undefined =>
  test.codes.find((code) => (isWord ? code.isWord : !code.isWord && unit !== undefined && unit in code.units))

/** The test, code and unit of a printed row. The code depends on the unit: grams and moles have different ones. */
export const meaningOf = (result: NamedResult & { readonly isWord: boolean }, language: string): Meaning => {
  const found = testOf(result, language)
  // A name may mean another test where its results are words: `PCR` is a protein, or a method that detects.
  const test = found !== undefined && result.isWord && !found.codes.some(({ isWord }) => isWord) ? undefined : found
  const ucum = ucumOf(result.unit, test)
  const code = test && codeOf(test, result.isWord, result.unit === "" ? "" : ucum)
  const isOddUnit = test !== undefined && !result.isWord && ucum !== undefined && code === undefined
  return { ...(test && { test }), ...(code && { code }), ...(ucum !== undefined && { ucum }), isOddUnit }
}

/** Units of a part of a whole. A share of cells is no count of them, whatever both are called. */
const shares = new Set(["%", "L/L", "mmol/mol"])

const conversionOf = (test: CuratedTest, ucum: string) =>
  test.codes.map(({ units }) => (Object.hasOwn(units, ucum) ? units[ucum] : undefined)).find(Boolean)

/** How values of one test in two units become its first unit; none where the table has none for either, or they measure other things. */
export const conversionsOf = (
  test: CuratedTest,
  from: string,
  to: string
): readonly [source: Conversion, target: Conversion] | undefined => {
  const [source, target] = [conversionOf(test, from), conversionOf(test, to)]
  const areAlike = shares.has(from) === shares.has(to)
  return source === undefined || target === undefined || !areAlike ? undefined : [source, target]
}

/** A value of one test in another unit, by the test's own factor. */
export const convert = (test: CuratedTest, value: number, from: string, to: string): number | undefined => {
  const conversions = conversionsOf(test, from, to)
  if (conversions === undefined) return undefined
  const [source, target] = conversions
  return (value * source.factor + source.offset - target.offset) / target.factor
}
