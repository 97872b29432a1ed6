import { type ConsentType, TextVersion } from "./Consent.ts"

/** The version of each text in force. Raising one asks everybody again before their next document. */
export const currentVersions: Readonly<Record<ConsentType, TextVersion>> = {
  privacy_policy: TextVersion.make("1.0"),
  terms_of_service: TextVersion.make("1.0"),
  medical_disclaimer: TextVersion.make("1.0"),
  healthcare_consultation: TextVersion.make("1.0"),
  emergency_care_limitation: TextVersion.make("1.0")
}
