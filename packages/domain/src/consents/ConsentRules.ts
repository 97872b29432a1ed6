import { type DateTime, Result } from "effect"
import type { Origin } from "../shared/Origin.ts"
import { Consent, type ConsentMethod, type ConsentRecord, ConsentType, type TextVersion } from "./Consent.ts"
import { ConsentRequired, ConsentTextOutdated } from "./ConsentErrors.ts"
import { currentVersions, newest, type TextVersions } from "./ConsentTexts.ts"

/** Where, when and how an answer was given. */
export interface Answer {
  readonly at: DateTime.Utc
  readonly origin: Origin
  readonly method: ConsentMethod
}

const isCurrent = (type: ConsentType, consent: Consent): boolean =>
  Consent.guards.Given(consent) && consent.version === currentVersions[type]

/** The texts that stand between this person and their next document. */
export const missing = (consents: ConsentRecord): ReadonlyArray<ConsentType> =>
  ConsentType.literals.filter((type) => !isCurrent(type, consents[type]))

/** Agreement to one text: only to the version in force. */
export const give = (
  type: ConsentType,
  version: TextVersion,
  answer: Answer
): Result.Result<Consent, ConsentTextOutdated> =>
  version === currentVersions[type]
    ? Result.succeed(Consent.cases.Given.make({ version, ...answer }))
    : Result.fail(new ConsentTextOutdated({ type, current: currentVersions[type] }))

/** A withdrawal keeps what was agreed to; a second one changes nothing. */
export const withdraw = (consent: Consent, at: DateTime.Utc): Consent =>
  Consent.match(consent, {
    Given: ({ version, at: given, origin, method }) =>
      Consent.cases.Withdrawn.make({ version, at: given, origin, method, withdrawnAt: at }),
    Withdrawn: (already) => already
  })

/** The five answers of an onboarding to the texts as the newest of them names them: all must be yes and current. */
export const onboard = (
  answers: Readonly<Record<ConsentType, boolean>>,
  version: TextVersion,
  answer: Answer,
  versions: TextVersions = currentVersions
): Result.Result<ConsentRecord, ConsentRequired | ConsentTextOutdated> => {
  const refused = ConsentType.literals.filter((type) => !answers[type])
  if (refused.length > 0) return Result.fail(new ConsentRequired({ missing: refused }))
  const type = newest(versions)
  if (version !== versions[type]) return Result.fail(new ConsentTextOutdated({ type, current: versions[type] }))
  const given = (type: ConsentType) => Consent.cases.Given.make({ version: versions[type], ...answer })
  return Result.succeed({
    privacy_policy: given("privacy_policy"),
    terms_of_service: given("terms_of_service"),
    medical_disclaimer: given("medical_disclaimer"),
    healthcare_consultation: given("healthcare_consultation"),
    emergency_care_limitation: given("emergency_care_limitation")
  })
}

/** Why a record does not let a document through, as the refusal. */
export const required = (consents: ConsentRecord): Result.Result<void, ConsentRequired> => {
  const types = missing(consents)
  return types.length === 0 ? Result.succeed(undefined) : Result.fail(new ConsentRequired({ missing: types }))
}
