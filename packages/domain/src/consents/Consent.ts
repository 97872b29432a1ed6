import { Schema } from "effect"
import { Origin } from "../shared/Origin.ts"

export const ConsentType = Schema.Literals([
  "privacy_policy",
  "terms_of_service",
  "medical_disclaimer",
  "healthcare_consultation",
  "emergency_care_limitation"
])
export type ConsentType = typeof ConsentType.Type

/** `bundled`: one box for all at onboarding; `granular`: this one by itself. */
export const ConsentMethod = Schema.Literals(["bundled", "granular"])
export type ConsentMethod = typeof ConsentMethod.Type

export const TextVersion = Schema.String.check(
  Schema.isPattern(/^[0-9]{1,4}(\.[0-9]{1,4}){0,2}$/, { expected: "a text version such as 1.0" })
).pipe(Schema.brand("TextVersion"))
export type TextVersion = typeof TextVersion.Type

/** What the person said last about one text, and where they said it from. Earlier answers live in the audit trail. */
export const Consent = Schema.TaggedUnion({
  Given: { version: TextVersion, at: Schema.DateTimeUtc, origin: Origin, method: ConsentMethod },
  Withdrawn: {
    version: TextVersion,
    at: Schema.DateTimeUtc,
    origin: Origin,
    method: ConsentMethod,
    withdrawnAt: Schema.DateTimeUtc
  }
})
export type Consent = typeof Consent.Type

/** All five, always: a person cannot exist without having answered each. */
export const ConsentRecord = Schema.Struct({
  privacy_policy: Consent,
  terms_of_service: Consent,
  medical_disclaimer: Consent,
  healthcare_consultation: Consent,
  emergency_care_limitation: Consent
})
export type ConsentRecord = typeof ConsentRecord.Type
