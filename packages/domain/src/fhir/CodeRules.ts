import type { Flag } from "../analysis/LabResult.ts"
import type { VitalType } from "../analysis/Vital.ts"
import type { CodeableConcept, Coding, Quantity } from "./Element.ts"

/** The code systems by their canonical URLs (hl7.org/fhir/R4/terminologies-systems.html). */
export const systems = {
  loinc: "http://loinc.org",
  ucum: "http://unitsofmeasure.org",
  interpretation: "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
  observationValue: "http://terminology.hl7.org/CodeSystem/v3-ObservationValue",
  observationCategory: "http://terminology.hl7.org/CodeSystem/observation-category",
  serviceSection: "http://terminology.hl7.org/CodeSystem/v2-0074",
  dataAbsentReason: "http://terminology.hl7.org/CodeSystem/data-absent-reason",
  participantType: "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
  uri: "urn:ietf:rfc:3986"
} as const

const coding = (system: string, code: string, display: string): Coding => ({ system, code, display })
const concept = (system: string, code: string, display: string): CodeableConcept => ({
  coding: [coding(system, code, display)]
})

/** Goes on every resource: an artificial intelligence asserts it, no person has checked it. */
export const assertedByAi = coding(systems.observationValue, "AIAST", "Artificial Intelligence asserted")

export const laboratory = concept(systems.observationCategory, "laboratory", "Laboratory")
export const imaging = concept(systems.observationCategory, "imaging", "Imaging")
export const vitalSigns = concept(systems.observationCategory, "vital-signs", "Vital Signs")
export const laboratorySection = concept(systems.serviceSection, "LAB", "Laboratory")
export const unknownValue = concept(systems.dataAbsentReason, "unknown", "Unknown")
export const assembler = concept(systems.participantType, "assembler", "Assembler")
export const laboratoryReport = coding(systems.loinc, "11502-2", "Laboratory report")

export const patientSummary = coding(systems.loinc, "60591-5", "Patient summary Document")

const flagNames: Readonly<Record<Flag, string>> = {
  N: "Normal",
  L: "Low",
  H: "High",
  LL: "Critical low",
  HH: "Critical high",
  A: "Abnormal"
}

export const interpretationOf = (flag: Flag): CodeableConcept => concept(systems.interpretation, flag, flagNames[flag])

/** The codes of FHIR's vital signs profile (hl7.org/fhir/R4/observation-vitalsigns.html). */
const vitals: Readonly<Record<VitalType, readonly [code: string, display: string]>> = {
  blood_pressure: ["85354-9", "Blood pressure panel with all children optional"],
  heart_rate: ["8867-4", "Heart rate"],
  temperature: ["8310-5", "Body temperature"],
  weight: ["29463-7", "Body weight"],
  height: ["8302-2", "Body height"],
  oxygen_saturation: ["2708-6", "Oxygen saturation in Arterial blood"]
}

export const vitalCode = (vital: VitalType): CodeableConcept => concept(systems.loinc, ...vitals[vital])
export const systolic = concept(systems.loinc, "8480-6", "Systolic blood pressure")
export const diastolic = concept(systems.loinc, "8462-4", "Diastolic blood pressure")

const vitalUnits: ReadonlyArray<readonly [printed: RegExp, ucum: string]> = [
  [/^mm\s?hg$/, "mm[Hg]"],
  [/^kpa$/, "kPa"],
  [/^(?:bpm|beats ?(?:\/|per) ?min(?:ute)?|\/ ?min)\.?$/, "/min"],
  [/^°? ?c(?:elsius)?$/, "Cel"],
  [/^°? ?f(?:ahrenheit)?$/, "[degF]"],
  [/^kgs?$/, "kg"],
  [/^(?:lbs?|pounds?)$/, "[lb_av]"],
  [/^g$/, "g"],
  [/^cms?$/, "cm"],
  [/^m$/, "m"],
  [/^(?:in|inch(?:es)?)$/, "[in_i]"],
  [/^%$/, "%"]
]

/** The UCUM code of a vital sign's printed unit, if it is one that they come in. */
export const vitalUcum = (unit: string): string | undefined => {
  const plain = unit.normalize("NFKC").trim().toLowerCase()
  return vitalUnits.find(([printed]) => printed.test(plain))?.[1]
}

/** FHIR's strings hold no control characters and are not blank; one that would be is left out. */
export const text = (printed: string | undefined): string | undefined => {
  const plain = (printed ?? "").replaceAll(/[\p{Cc}\s]+/gu, " ").trim()
  return plain === "" ? undefined : plain
}

/** A value with its unit as printed, and in UCUM where that is known. */
export const quantity = (value: number, printed: string, ucum: string | undefined): Quantity => {
  const unit = text(printed)
  const code = text(ucum)
  return { value, ...(unit !== undefined && { unit }), ...(code !== undefined && { system: systems.ucum, code }) }
}
