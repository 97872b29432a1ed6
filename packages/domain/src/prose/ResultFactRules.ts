import type { LabResult } from "../analysis/LabResult.ts"
import { vitalNames } from "../analysis/NarrativeRules.ts"
import type { Vital } from "../analysis/Vital.ts"
import { equivalentsOf } from "./ConversionRules.ts"
import type { Fact, Facts } from "./Fact.ts"

const factOf = (result: LabResult): Fact => {
  const { high, low, text = "" } = result.reference
  return {
    names: [result.testName, ...(result.testNameNormalized === undefined ? [] : [result.testNameNormalized])],
    figures: [
      { text: result.valueText, values: result.value === null ? [] : [result.value] },
      { text, values: [low, high].filter((bound) => bound !== undefined) }
    ],
    unit: result.unit,
    equivalents: result.value === null ? [] : equivalentsOf(result.value, result.unit)
  }
}

const vitalFact = ({ unit, values, vitalType }: Vital): Fact => ({
  names: [vitalNames[vitalType]],
  figures: values.map((value) => ({ text: String(value), values: [value] })),
  unit,
  equivalents: values.flatMap((value) => equivalentsOf(value, unit))
})

/** What a text about results and vital signs is held against. */
export const factsOf = (results: {
  readonly labResults: ReadonlyArray<LabResult>
  readonly vitals: ReadonlyArray<Vital>
}): Facts => ({
  facts: [...results.labResults.map(factOf), ...results.vitals.map(vitalFact)],
  dates: [...new Set(results.labResults.flatMap(({ specimenDate }) => specimenDate ?? []))]
})
