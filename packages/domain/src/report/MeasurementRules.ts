import type { DateTime } from "effect"
import type { Meaning } from "../analysis/meaning/MeaningRules.ts"
import { vitalNames } from "../analysis/NarrativeRules.ts"
import { signOf } from "../analysis/VitalFlagRules.ts"
import { vitalUcum } from "../fhir/CodeRules.ts"
import { dayPrinted } from "./DayRules.ts"
import type { HealthData, HistoryResult, HistoryVital } from "./HealthData.ts"
import type { Measurement } from "./Measurement.ts"
import { prove } from "./ProofRules.ts"

/** A measurement with what its group, unit and rounding follow from. */
export interface Held {
  readonly measurement: Measurement
  readonly meaning: Meaning
  readonly decimals: number
}

type Draft = Omit<Held, "measurement"> & { readonly measurement: Omit<Measurement, "id"> }

const rangeText = ({ high, low, text }: HistoryResult["reference"]): string | undefined => {
  if (text !== undefined) return text.trim() === "" ? undefined : text
  if (low !== undefined) return high === undefined ? `>= ${low}` : `${low} - ${high}`
  return high === undefined ? undefined : `<= ${high}`
}

const ofResult = (result: HistoryResult, now: DateTime.Utc): Draft => {
  const { comparator, decimals, flag, meaning, value } = prove(result)
  const referenceText = rangeText(result.reference)
  const measurement = {
    resultId: result.id,
    kind: "lab_result" as const,
    name: result.testName,
    ...(meaning.test !== undefined && { nameNormalized: meaning.test.name }),
    ...(meaning.code !== undefined && { loinc: meaning.code.loinc }),
    category: result.category,
    values: value === undefined ? [] : [value],
    valueText: result.valueText,
    ...(comparator !== undefined && { comparator }),
    unit: result.unit,
    ...(meaning.ucum !== undefined && { ucum: meaning.ucum }),
    ...(referenceText !== undefined && { referenceText }),
    flag,
    ...dayPrinted(result.specimenDate, result.specimenDay, now),
    grounding: result.grounding
  }
  return { measurement, meaning, decimals }
}

const ofVital = (vital: HistoryVital, now: DateTime.Utc): Draft => {
  const ucum = vitalUcum(vital.unit)
  const values = vital.vitalType === "blood_pressure" ? vital.values : vital.values.slice(0, 1)
  const measurement = {
    resultId: vital.id,
    kind: "vital" as const,
    name: vitalNames[vital.vitalType],
    vitalType: vital.vitalType,
    values,
    valueText: values.join("/"),
    unit: vital.unit,
    ...(ucum !== undefined && { ucum }),
    flag: signOf(vital)?.flag ?? null,
    ...dayPrinted(vital.measuredOn, undefined, now),
    grounding: vital.grounding
  }
  return { measurement, meaning: { isOddUnit: false }, decimals: 0 }
}

const groundings = ["verified", "quote_only", "unverified"] as const

/** By day, those without one last; all else only makes the order one and the same however the device sends them. */
const orderOf = ({ measurement }: Draft): readonly [fact: string, order: string] => {
  const { datePrinted = "", grounding, resultId, ...print } = measurement
  const fact = JSON.stringify([print.date ?? `9999 ${datePrinted}`, print.name, print])
  return [fact, JSON.stringify([fact, groundings.indexOf(grounding), datePrinted, resultId])]
}

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/**
 * All measurements in one order whatever order they come in, with ids of their own. What is printed alike of one day, or
 * of none, is one measurement, however many documents repeat it: `repeated` counts those left out.
 */
export const measurementsOf = (
  { labResults, vitals }: HealthData,
  now: DateTime.Utc
): { readonly held: ReadonlyArray<Held>; readonly repeated: number } => {
  const drafts = [...labResults.map((result) => ofResult(result, now)), ...vitals.map((vital) => ofVital(vital, now))]
  const ordered = drafts
    .map((draft) => ({ draft, order: orderOf(draft) }))
    .toSorted((one, other) => byText(one.order[1], other.order[1]))
  const single = ordered.filter(({ order }, index) => order[0] !== ordered[index - 1]?.order[0])
  const held = single.map(({ draft }, index) => ({
    ...draft,
    measurement: { id: `m${index + 1}`, ...draft.measurement }
  }))
  return { held, repeated: drafts.length - held.length }
}
