import { ConsentType } from "@serenya/domain/consents/Consent"
import * as ConsentRules from "@serenya/domain/consents/ConsentRules"
import { currentVersions, newest } from "@serenya/domain/consents/ConsentTexts"
import { Subject } from "@serenya/domain/identity/Identity"
import { unknownOrigin } from "@serenya/domain/shared/Origin"
import * as SubscriptionRules from "@serenya/domain/subscriptions/SubscriptionRules"
import { EmailAddress, type EmailKey } from "@serenya/domain/users/EmailAddress"
import type { Person, SealedPerson } from "@serenya/domain/users/Person"
import { User } from "@serenya/domain/users/User"
import { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Option, Redacted, Result } from "effect"
import { below, type Invented, onboardedAt, personOf, providerOf, uuidOf } from "./Invented.ts"

/** One in five took a consent back, and has to give it again before the next document. */
const withdrawsOneIn = 5

const agreed: Readonly<Record<ConsentType, boolean>> = {
  privacy_policy: true,
  terms_of_service: true,
  medical_disclaimer: true,
  healthcare_consultation: true,
  emergency_care_limitation: true
}

const consentsOf = (invented: Invented) => {
  const at = onboardedAt(invented)
  const version = currentVersions[newest(currentVersions)]
  const given = Result.getOrThrow(
    ConsentRules.onboard(agreed, version, { at, origin: unknownOrigin, method: "bundled" })
  )
  if (below(invented, "withdraws", withdrawsOneIn) !== 0) return given
  const type = ConsentType.literals[below(invented, "withdrawn", ConsentType.literals.length)] ?? "privacy_policy"
  return { ...given, [type]: ConsentRules.withdraw(given[type], DateTime.add(at, { days: 3 })) }
}

export const idOf = (invented: Invented): UserId => UserId.make(uuidOf(invented, "user"))

/** Who they are, in the clear. */
export const inTheClear = (invented: Invented): Person => {
  const { email, familyName, givenName, name } = personOf(invented)
  return {
    email: Redacted.make(EmailAddress.make(email), { label: "email" }),
    name: Redacted.make(name, { label: "name" }),
    givenName: Redacted.make(givenName, { label: "name" }),
    familyName: Redacted.make(familyName, { label: "name" })
  }
}

/** Somebody who registered once, bought nothing yet, and is signed in nowhere. */
export const userOf = (invented: Invented, person: SealedPerson, emailKey: EmailKey): User => {
  const [at, provider] = [onboardedAt(invented), providerOf(invented)]
  return new User({
    id: idOf(invented),
    identities: [{ provider, subject: Subject.make(`${provider}-${personOf(invented).id}`) }],
    emailKey,
    emailVerified: true,
    emailRelay: Option.none(),
    person,
    status: "active",
    consents: consentsOf(invented),
    subscription: SubscriptionRules.free(uuidOf(invented, "subscription"), at),
    device: Option.none(),
    session: Option.none(),
    biometric: Option.none(),
    createdAt: at,
    updatedAt: at,
    lastLoginAt: at,
    createdFrom: unknownOrigin,
    version: 1
  })
}
