import { Schema } from "effect"
import { CodeableConcept, Meta, Narrative, Reference, resource } from "./Element.ts"
import { Observation } from "./Observation.ts"

export const DiagnosticReport = Schema.Struct({
  ...resource("DiagnosticReport"),
  text: Narrative,
  status: Schema.Literal("unknown"),
  category: Schema.NonEmptyArray(CodeableConcept),
  code: CodeableConcept,
  effectiveDateTime: Schema.optionalKey(Schema.NonEmptyString),
  result: Schema.optionalKey(Schema.NonEmptyArray(Reference)),
  conclusion: Schema.NonEmptyString
})
export type DiagnosticReport = typeof DiagnosticReport.Type

/** The program that read the document: model, prompt and rules, each with its version. */
export const Device = Schema.Struct({
  ...resource("Device"),
  deviceName: Schema.NonEmptyArray(Schema.Struct({ name: Schema.NonEmptyString, type: Schema.Literal("model-name") })),
  version: Schema.NonEmptyArray(Schema.Struct({ type: CodeableConcept, value: Schema.NonEmptyString }))
})
export type Device = typeof Device.Type

export const Provenance = Schema.Struct({
  ...resource("Provenance"),
  target: Schema.NonEmptyArray(Reference),
  recorded: Schema.NonEmptyString,
  agent: Schema.NonEmptyArray(Schema.Struct({ type: CodeableConcept, who: Reference }))
})
export type Provenance = typeof Provenance.Type

export const Entry = Schema.Struct({
  fullUrl: Schema.NonEmptyString,
  resource: Schema.Union([DiagnosticReport, Observation, Device, Provenance])
})
export type Entry = typeof Entry.Type

/** A result as FHIR R4: a collection of a report, its observations, and who asserts them (hl7.org/fhir/R4/bundle.html). */
export const Bundle = Schema.Struct({
  resourceType: Schema.Literal("Bundle"),
  meta: Meta,
  identifier: Schema.Struct({ system: Schema.NonEmptyString, value: Schema.NonEmptyString }),
  type: Schema.Literal("collection"),
  timestamp: Schema.NonEmptyString,
  entry: Schema.NonEmptyArray(Entry)
})
export type Bundle = typeof Bundle.Type
