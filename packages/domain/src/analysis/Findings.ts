import { Schema } from "effect"
import { Warning } from "./AnalysisResult.ts"
import { Category } from "./LabResult.ts"
import { VitalType } from "./Vital.ts"

/** A row as an analyst found it: everything exactly as printed, with the line it was read from. Nothing is computed yet. */
export const FoundResult = Schema.Struct({
  testName: Schema.String,
  category: Category,
  valueText: Schema.String,
  unit: Schema.String,
  referenceText: Schema.String,
  printedFlag: Schema.String,
  specimenDate: Schema.optionalKey(Schema.String),
  page: Schema.Int,
  quote: Schema.String
})
export type FoundResult = typeof FoundResult.Type

/** A vital sign as printed: `valueText` is `120/80` for a blood pressure. */
export const FoundVital = Schema.Struct({
  vitalType: VitalType,
  valueText: Schema.String,
  unit: Schema.String,
  page: Schema.Int,
  quote: Schema.String
})
export type FoundVital = typeof FoundVital.Type

/** What an analyst returns. Meaning (numbers, flags, grounding, confidence) is computed from it by rules, the same for every analyst. */
export const Findings = Schema.Struct({
  language: Schema.String,
  title: Schema.String,
  labResults: Schema.Array(FoundResult),
  vitals: Schema.Array(FoundVital),
  warnings: Schema.Array(Warning)
})
export type Findings = typeof Findings.Type
