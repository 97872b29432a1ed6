import type { Measurement } from "../report/Measurement.ts"
import { meta } from "./AgentRules.ts"
import * as Codes from "./CodeRules.ts"
import type { CodeableConcept, Quantity } from "./Element.ts"
import type { Observation } from "./Observation.ts"

const codeOf = ({ loinc, name, nameNormalized, vitalType }: Measurement): CodeableConcept => {
  if (vitalType !== undefined) return Codes.vitalCode(vitalType)
  const display = Codes.text(nameNormalized)
  return {
    ...(loinc !== undefined && {
      coding: [{ system: Codes.systems.loinc, code: loinc, ...(display !== undefined && { display }) }]
    }),
    text: Codes.text(name) ?? "Unnamed result"
  }
}

const categoryOf = ({ category, kind }: Measurement): CodeableConcept =>
  kind === "vital" ? Codes.vitalSigns : category === "imaging" ? Codes.imaging : Codes.laboratory

type Value = Pick<Observation, "valueQuantity" | "valueString" | "dataAbsentReason" | "component">

const valueOf = ({ comparator, ucum, unit, values, valueText, vitalType }: Measurement): Value => {
  const [first, second] = values
  const quantity = (value: number): Quantity => ({
    ...Codes.quantity(value, unit, ucum),
    ...(comparator !== undefined && { comparator })
  })
  if (first === undefined) {
    const valueString = Codes.text(valueText)
    return valueString === undefined ? { dataAbsentReason: Codes.unknownValue } : { valueString }
  }
  if (vitalType !== "blood_pressure") return { valueQuantity: quantity(first) }
  return {
    component: [
      { code: Codes.systolic, valueQuantity: quantity(first) },
      ...(second === undefined ? [] : [{ code: Codes.diastolic, valueQuantity: quantity(second) }])
    ]
  }
}

/** What a reader needs to judge it: the value as printed, its day as printed where it is no certain day, and its grounding. */
const noteOf = ({ datePrinted, grounding, undated, valueText }: Measurement): Observation["note"] => {
  const day = undated === undefined ? "" : ` No certain day (${Codes.text(datePrinted) ?? "none printed"}).`
  return [{ text: `Printed: "${Codes.text(valueText) ?? ""}".${day} Grounding: ${grounding}.` }]
}

/** A measurement of a history: an observation like those of a result, on its day. */
export const ofMeasurement = (measurement: Measurement): Observation => {
  const range = Codes.text(measurement.referenceText)
  return {
    resourceType: "Observation",
    id: measurement.id,
    meta,
    status: "unknown",
    category: [categoryOf(measurement)],
    code: codeOf(measurement),
    ...(measurement.date !== undefined && { effectiveDateTime: measurement.date }),
    ...valueOf(measurement),
    ...(measurement.flag !== null && { interpretation: [Codes.interpretationOf(measurement.flag)] }),
    note: noteOf(measurement),
    ...(range !== undefined && { referenceRange: [{ text: range }] })
  }
}
