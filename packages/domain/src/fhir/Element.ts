import { Schema } from "effect"
import { Comparator } from "../analysis/LabResult.ts"

/** FHIR R4's data types, as far as our resources use them (hl7.org/fhir/R4/datatypes.html). A string is never empty. */
export const Coding = Schema.Struct({
  system: Schema.NonEmptyString,
  code: Schema.NonEmptyString,
  display: Schema.optionalKey(Schema.NonEmptyString)
})
export type Coding = typeof Coding.Type

export const CodeableConcept = Schema.Struct({
  coding: Schema.optionalKey(Schema.NonEmptyArray(Coding)),
  text: Schema.optionalKey(Schema.NonEmptyString)
})
export type CodeableConcept = typeof CodeableConcept.Type

export const Quantity = Schema.Struct({
  value: Schema.Finite,
  comparator: Schema.optionalKey(Comparator),
  unit: Schema.optionalKey(Schema.NonEmptyString),
  system: Schema.optionalKey(Schema.NonEmptyString),
  code: Schema.optionalKey(Schema.NonEmptyString)
})
export type Quantity = typeof Quantity.Type

export const Reference = Schema.Struct({ reference: Schema.NonEmptyString })
export type Reference = typeof Reference.Type

export const Meta = Schema.Struct({ security: Schema.NonEmptyArray(Coding) })
export const Annotation = Schema.Struct({ text: Schema.NonEmptyString })
export const Narrative = Schema.Struct({ status: Schema.Literal("generated"), div: Schema.NonEmptyString })

/** What every resource has. */
export const resource = <const Type extends string>(resourceType: Type) => ({
  resourceType: Schema.Literal(resourceType),
  id: Schema.NonEmptyString,
  meta: Meta
})
