import { Schema } from "effect"
import { Device, Provenance } from "./Bundle.ts"
import { CodeableConcept, Meta, Narrative, Reference, resource } from "./Element.ts"
import { Observation } from "./Observation.ts"

const CompositionSection = Schema.Struct({
  title: Schema.NonEmptyString,
  text: Narrative,
  entry: Schema.optionalKey(Schema.NonEmptyArray(Reference))
})

/** What the document says, part by part. `preliminary`: no person has verified it. It has no subject: nobody is named. */
export const Composition = Schema.Struct({
  ...resource("Composition"),
  status: Schema.Literal("preliminary"),
  type: CodeableConcept,
  date: Schema.NonEmptyString,
  author: Schema.NonEmptyArray(Reference),
  title: Schema.NonEmptyString,
  section: Schema.NonEmptyArray(CompositionSection)
})
export type Composition = typeof Composition.Type

export const DocumentEntry = Schema.Struct({
  fullUrl: Schema.NonEmptyString,
  resource: Schema.Union([Composition, Observation, Device, Provenance])
})
export type DocumentEntry = typeof DocumentEntry.Type

/** A report as a FHIR R4 document: its composition first, then all that it refers to (hl7.org/fhir/R4/documents.html). */
export const DocumentBundle = Schema.Struct({
  resourceType: Schema.Literal("Bundle"),
  meta: Meta,
  identifier: Schema.Struct({ system: Schema.NonEmptyString, value: Schema.NonEmptyString }),
  type: Schema.Literal("document"),
  timestamp: Schema.NonEmptyString,
  entry: Schema.NonEmptyArray(DocumentEntry)
})
export type DocumentBundle = typeof DocumentBundle.Type
