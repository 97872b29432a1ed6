import { Schema } from "effect"
import { Annotation, CodeableConcept, Quantity, resource } from "./Element.ts"

const Range = Schema.Struct({
  low: Schema.optionalKey(Quantity),
  high: Schema.optionalKey(Quantity),
  text: Schema.optionalKey(Schema.NonEmptyString)
})

const Component = Schema.Struct({ code: CodeableConcept, valueQuantity: Quantity })

/** A laboratory result or a vital sign. `unknown`: what we read does not say whether the laboratory has called it final. */
export const Observation = Schema.Struct({
  ...resource("Observation"),
  status: Schema.Literal("unknown"),
  category: Schema.NonEmptyArray(CodeableConcept),
  code: CodeableConcept,
  effectiveDateTime: Schema.optionalKey(Schema.NonEmptyString),
  valueQuantity: Schema.optionalKey(Quantity),
  valueString: Schema.optionalKey(Schema.NonEmptyString),
  dataAbsentReason: Schema.optionalKey(CodeableConcept),
  interpretation: Schema.optionalKey(Schema.NonEmptyArray(CodeableConcept)),
  note: Schema.NonEmptyArray(Annotation),
  referenceRange: Schema.optionalKey(Schema.NonEmptyArray(Range)),
  component: Schema.optionalKey(Schema.NonEmptyArray(Component))
})
export type Observation = typeof Observation.Type
