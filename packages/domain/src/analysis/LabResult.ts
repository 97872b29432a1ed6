import { Schema } from "effect"

export const Category = Schema.Literals(["blood", "urine", "imaging", "other"])

/** HL7 v2 table 0078 / FHIR observation-interpretation: normal, low, high, critically low, critically high, abnormal. */
export const Flag = Schema.Literals(["N", "L", "H", "LL", "HH", "A"])
export type Flag = typeof Flag.Type

export const Comparator = Schema.Literals(["<", "<=", ">", ">="])
export type Comparator = typeof Comparator.Type

/** `verified`: the quote stands on that page and contains the value. `quote_only`: the quote stands there, the value is not in it. */
export const Grounding = Schema.Literals(["verified", "quote_only", "unverified"])
export type Grounding = typeof Grounding.Type

/** The interval as printed and, where it is numeric, its bounds (inclusive) in the value's unit. One-sided intervals have one bound. */
export const ReferenceRange = Schema.Struct({
  low: Schema.optionalKey(Schema.Finite),
  high: Schema.optionalKey(Schema.Finite),
  text: Schema.optionalKey(Schema.String)
})
export type ReferenceRange = typeof ReferenceRange.Type

export const Confidence = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))

/** One row of a report. `valueText`, `unit`, `testName` and `printedFlag` are exactly as printed; the rest is computed from them. */
export const LabResult = Schema.Struct({
  id: Schema.String,
  testName: Schema.String,
  testNameNormalized: Schema.optionalKey(Schema.String),
  loinc: Schema.optionalKey(Schema.String),
  category: Category,
  value: Schema.NullOr(Schema.Finite),
  valueText: Schema.String,
  comparator: Schema.optionalKey(Comparator),
  unit: Schema.String,
  ucum: Schema.optionalKey(Schema.String),
  reference: ReferenceRange,
  printedFlag: Schema.optionalKey(Schema.String),
  computedFlag: Schema.NullOr(Flag),
  flagsAgree: Schema.Boolean,
  specimenDate: Schema.optionalKey(Schema.String),
  page: Schema.Int,
  quote: Schema.String,
  grounding: Grounding,
  confidence: Confidence
})
export type LabResult = typeof LabResult.Type
