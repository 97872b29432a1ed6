import { Schema } from "effect"
import { LabResult } from "../analysis/LabResult.ts"
import { Vital } from "../analysis/Vital.ts"

/** The largest request, 1 MiB. */
export const maxHealthDataBytes = 1024 * 1024

/** More of either are refused: every form of the report must fit into one answer of 6 MB. */
export const maxEntries = 1500

const short = Schema.String.check(Schema.isMaxLength(300))
const long = Schema.String.check(Schema.isMaxLength(2000))

/**
 * A result as the device received it once, with texts of bounded length. `specimenDay` is the day (ISO 8601) that the person
 * chose where none is printed, or where `specimenDate` can mean two; any other is not believed.
 */
export const HistoryResult = Schema.Struct({
  ...LabResult.fields,
  id: short,
  testName: short,
  testNameNormalized: Schema.optionalKey(short),
  loinc: Schema.optionalKey(short),
  valueText: short,
  unit: short,
  ucum: Schema.optionalKey(short),
  reference: Schema.Struct({ ...LabResult.fields.reference.fields, text: Schema.optionalKey(short) }),
  printedFlag: Schema.optionalKey(short),
  specimenDate: Schema.optionalKey(short),
  specimenDay: Schema.optionalKey(short),
  quote: long
})
export type HistoryResult = typeof HistoryResult.Type

/** A vital sign as the device received it once. `measuredOn` is the day, as printed or as the device knows it. */
export const HistoryVital = Schema.Struct({
  ...Vital.fields,
  id: short,
  values: Vital.fields.values.check(Schema.isMaxLength(2)),
  unit: short,
  measuredOn: Schema.optionalKey(short),
  quote: long
})
export type HistoryVital = typeof HistoryVital.Type

/** What a device knows of its person: results and vital signs of many days, from many documents, in any order. */
export const HealthData = Schema.Struct({
  labResults: Schema.Array(HistoryResult).check(Schema.isMaxLength(maxEntries)),
  vitals: Schema.Array(HistoryVital).check(Schema.isMaxLength(maxEntries))
})
export type HealthData = typeof HealthData.Type
