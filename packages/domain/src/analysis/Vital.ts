import { Schema } from "effect"
import { Confidence, Flag, Grounding } from "./LabResult.ts"

export const VitalType = Schema.Literals([
  "blood_pressure",
  "heart_rate",
  "temperature",
  "weight",
  "height",
  "oxygen_saturation"
])
export type VitalType = typeof VitalType.Type

/** One vital sign. `values` holds one number, or systolic then diastolic for a blood pressure, in `unit`. */
export const Vital = Schema.Struct({
  id: Schema.String,
  vitalType: VitalType,
  values: Schema.NonEmptyArray(Schema.Finite),
  unit: Schema.String,
  computedFlag: Schema.NullOr(Flag),
  page: Schema.Int,
  quote: Schema.String,
  grounding: Grounding,
  confidence: Confidence
})
export type Vital = typeof Vital.Type
