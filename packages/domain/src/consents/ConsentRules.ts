import { type DateTime, Result } from "effect"
import type { Origin } from "../shared/Origin.ts"
import { Consent, type ConsentMethod, type ConsentRecord, ConsentType, type TextVersion } from "./Consent.ts"
import { ConsentRequired, ConsentTextOutdated } from "./ConsentErrors.ts"
import { currentVersions } from "./ConsentTexts.ts"

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

/** The five answers of an onboarding, each for the same version: all must be yes and current. */
export const onboard = (
  answers: Readonly<Record<ConsentType, boolean>>,
  version: TextVersion,
  answer: Answer
): Result.Result<ConsentRecord, ConsentRequired | ConsentTextOutdated> => {
  const refused = ConsentType.literals.filter((type) => !answers[type])
  if (refused.length > 0) return Result.fail(new ConsentRequired({ missing: refused }))
  return Result.all({
    privacy_policy: give("privacy_policy", version, answer),
    terms_of_service: give("terms_of_service", version, answer),
    medical_disclaimer: give("medical_disclaimer", version, answer),
    healthcare_consultation: give("healthcare_consultation", version, answer),
    emergency_care_limitation: give("emergency_care_limitation", version, answer)
  })
}

/** Why a record does not let a document through, as the refusal. */
export const required = (consents: ConsentRecord): Result.Result<void, ConsentRequired> => {
  const types = missing(consents)
  return types.length === 0 ? Result.succeed(undefined) : Result.fail(new ConsentRequired({ missing: types }))
}
