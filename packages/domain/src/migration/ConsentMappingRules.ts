import { DateTime, Option, Result, Schema } from "effect"
import { Consent, type ConsentRecord, type ConsentType, TextVersion } from "../consents/Consent.ts"
import { unknownOrigin } from "../shared/Origin.ts"
import type { ConsentRow } from "./LegacyRow.ts"

const names: Readonly<Record<ConsentRow["consent_type"], ConsentType>> = {
  medical_disclaimers: "medical_disclaimer",
  terms_of_service: "terms_of_service",
  privacy_policy: "privacy_policy",
  healthcare_consultation: "healthcare_consultation",
  emergency_care_limitation: "emergency_care_limitation"
}

/** The domain's name of the text that a row is about. */
export const typeOf = ({ consent_type }: ConsentRow): ConsentType => names[consent_type]

const decodeVersion = Schema.decodeUnknownOption(TextVersion)

/** `v1.0`, the old code's default, is `1.0`. */
const versionOf = (text: string): Option.Option<TextVersion> => decodeVersion(text.replace(/^v/, ""))

/**
 * The answer that a row states. A yes that was once taken back counts as taken back: whoever is in doubt is asked again.
 * Where it was given is not known.
 */
export const consentOf = (row: ConsentRow): Result.Result<Consent, "consent_version_unfit"> =>
  Option.match(versionOf(row.consent_version), {
    onNone: () => Result.fail("consent_version_unfit"),
    onSome: (version) => {
      const method = row.consent_method === "granular_consent" ? "granular" : "bundled"
      const shared = { version, origin: unknownOrigin, method } as const
      if (row.consent_given && row.withdrawn_at === null)
        return Result.succeed(Consent.cases.Given.make({ ...shared, at: row.updated_at }))
      const withdrawnAt = row.withdrawn_at ?? row.updated_at
      return Result.succeed(
        Consent.cases.Withdrawn.make({ ...shared, at: DateTime.min(row.created_at, withdrawnAt), withdrawnAt })
      )
    }
  })

/** No text has this version: nobody was shown one. */
export const neverShown = TextVersion.make("0")

/** A text that no row speaks of was not agreed to; the person is asked before their next document. */
const notAsked = (since: DateTime.Utc): Consent =>
  Consent.cases.Withdrawn.make({
    version: neverShown,
    at: since,
    origin: unknownOrigin,
    method: "bundled",
    withdrawnAt: since
  })

/** All five answers of a person who registered `since`, as far as rows state them. */
export const recordOf = (answers: ReadonlyMap<ConsentType, Consent>, since: DateTime.Utc): ConsentRecord => {
  const answer = (type: ConsentType) => answers.get(type) ?? notAsked(since)
  return {
    privacy_policy: answer("privacy_policy"),
    terms_of_service: answer("terms_of_service"),
    medical_disclaimer: answer("medical_disclaimer"),
    healthcare_consultation: answer("healthcare_consultation"),
    emergency_care_limitation: answer("emergency_care_limitation")
  }
}
