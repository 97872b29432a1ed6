import type { LabResult } from "../analysis/LabResult.ts"
import type { Vital } from "../analysis/Vital.ts"
import { isoDate } from "../prose/PrintedDateRules.ts"
import * as Codes from "./CodeRules.ts"
import type { CodeableConcept, Quantity } from "./Element.ts"
import type { Observation } from "./Observation.ts"

/** How a fact was read: what a reader needs to find it again, and how sure we are. */
const noteOf = ({ confidence, grounding, page, quote }: LabResult | Vital): Observation["note"] => [
  { text: `Page ${page}: "${Codes.text(quote) ?? ""}". Grounding: ${grounding}. Confidence: ${confidence}.` }
]

const conceptOf = ({ loinc, testName, testNameNormalized }: LabResult): CodeableConcept => {
  const code = Codes.text(loinc)
  const display = Codes.text(testNameNormalized)
  return {
    ...(code !== undefined && {
      coding: [{ system: Codes.systems.loinc, code, ...(display !== undefined && { display }) }]
    }),
    text: Codes.text(testName) ?? "Unnamed result"
  }
}

const valueOf = (result: LabResult): Pick<Observation, "valueQuantity" | "valueString" | "dataAbsentReason"> => {
  if (result.value !== null) {
    const valueQuantity: Quantity = {
      ...Codes.quantity(result.value, result.unit, result.ucum),
      ...(result.comparator !== undefined && { comparator: result.comparator })
    }
    return { valueQuantity }
  }
  const valueString = Codes.text(result.valueText)
  return valueString === undefined ? { dataAbsentReason: Codes.unknownValue } : { valueString }
}

const rangeOf = ({ reference, ucum, unit }: LabResult): Pick<Observation, "referenceRange"> => {
  const { high, low } = reference
  const printed = Codes.text(reference.text)
  if (low === undefined && high === undefined && printed === undefined) return {}
  const range = {
    ...(low !== undefined && { low: Codes.quantity(low, unit, ucum) }),
    ...(high !== undefined && { high: Codes.quantity(high, unit, ucum) }),
    ...(printed !== undefined && { text: printed })
  }
  return { referenceRange: [range] }
}

/** What the rules say, and what the laboratory printed, each as its own. */
const interpretationOf = ({ computedFlag, printedFlag }: LabResult): Pick<Observation, "interpretation"> => {
  const printed = Codes.text(printedFlag)
  const [first, ...others]: ReadonlyArray<CodeableConcept> = [
    ...(computedFlag === null ? [] : [Codes.interpretationOf(computedFlag)]),
    ...(printed === undefined ? [] : [{ text: printed }])
  ]
  return first === undefined ? {} : { interpretation: [first, ...others] }
}

export const ofLabResult = (result: LabResult): Observation => {
  const taken = isoDate(result.specimenDate ?? "")
  return {
    resourceType: "Observation",
    id: result.id,
    meta: { security: [Codes.assertedByAi] },
    status: "unknown",
    category: [result.category === "imaging" ? Codes.imaging : Codes.laboratory],
    code: conceptOf(result),
    ...(taken !== undefined && { effectiveDateTime: taken }),
    ...valueOf(result),
    ...interpretationOf(result),
    note: noteOf(result),
    ...rangeOf(result)
  }
}

/** A blood pressure has its two values as components, any other vital sign one of its own. */
export const ofVital = (vital: Vital): Observation => {
  const [first, second] = vital.values
  const quantity = (value: number) => Codes.quantity(value, vital.unit, Codes.vitalUcum(vital.unit))
  const values: Pick<Observation, "component" | "valueQuantity"> =
    vital.vitalType === "blood_pressure"
      ? {
          component: [
            { code: Codes.systolic, valueQuantity: quantity(first) },
            ...(second === undefined ? [] : [{ code: Codes.diastolic, valueQuantity: quantity(second) }])
          ]
        }
      : { valueQuantity: quantity(first) }
  return {
    resourceType: "Observation",
    id: vital.id,
    meta: { security: [Codes.assertedByAi] },
    status: "unknown",
    category: [Codes.vitalSigns],
    code: Codes.vitalCode(vital.vitalType),
    ...values,
    ...(vital.computedFlag !== null && { interpretation: [Codes.interpretationOf(vital.computedFlag)] }),
    note: noteOf(vital)
  }
}
