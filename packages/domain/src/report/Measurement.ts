import { Schema } from "effect"
import { Category, Comparator, Flag, Grounding } from "../analysis/LabResult.ts"
import { VitalType } from "../analysis/Vital.ts"

/** Why a measurement stands on no day: none is given, it can mean two days or none, or it lies ahead. */
export const Undated = Schema.Literals(["no_date", "unclear_date", "future_date"])
export type Undated = typeof Undated.Type

/**
 * One result or vital sign of the history. Texts are as printed; the rest is computed from them again, whatever the
 * device says. `values` holds one number, systolic and diastolic, or nothing where no certain number is printed.
 */
export const Measurement = Schema.Struct({
  id: Schema.String,
  resultId: Schema.String,
  kind: Schema.Literals(["lab_result", "vital"]),
  name: Schema.String,
  nameNormalized: Schema.optionalKey(Schema.String),
  loinc: Schema.optionalKey(Schema.String),
  category: Schema.optionalKey(Category),
  vitalType: Schema.optionalKey(VitalType),
  values: Schema.Array(Schema.Finite),
  valueText: Schema.String,
  comparator: Schema.optionalKey(Comparator),
  unit: Schema.String,
  ucum: Schema.optionalKey(Schema.String),
  referenceText: Schema.optionalKey(Schema.String),
  flag: Schema.NullOr(Flag),
  date: Schema.optionalKey(Schema.String),
  datePrinted: Schema.optionalKey(Schema.String),
  undated: Schema.optionalKey(Undated),
  grounding: Grounding
})
export type Measurement = typeof Measurement.Type
