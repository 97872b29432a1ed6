import { type Consent, ConsentMethod, type ConsentRecord, TextVersion } from "@serenya/domain/consents/Consent"
import { Schema } from "effect"
import { EpochMillis, fromMoment, toMoment } from "../dynamo/EpochMillis.ts"
import { sameOrigins, StoredOrigin, storedIp, storedUserAgent, type toOrigin } from "./StoredOrigin.ts"

const answer = {
  version: TextVersion,
  timestamp: EpochMillis,
  ip_address: StoredOrigin,
  user_agent: StoredOrigin,
  method: ConsentMethod
}

/** One answer as stored: `timestamp` is when it was given, `withdrawn_at` when it was taken back. */
const ConsentAttributes = Schema.Union([
  Schema.Struct({ consented: Schema.Literal(true), ...answer }),
  Schema.Struct({ consented: Schema.Literal(false), ...answer, withdrawn_at: EpochMillis })
])
type ConsentAttributes = typeof ConsentAttributes.Type

/** The `consents` attribute: all five, by the names the domain uses. */
export const ConsentsAttributes = Schema.Struct({
  privacy_policy: ConsentAttributes,
  terms_of_service: ConsentAttributes,
  medical_disclaimer: ConsentAttributes,
  healthcare_consultation: ConsentAttributes,
  emergency_care_limitation: ConsentAttributes
})

const consentFrom =
  (originOf: typeof toOrigin) =>
  (stored: ConsentAttributes): Consent => {
    const { version, timestamp, ip_address, user_agent, method } = stored
    const given = { version, at: toMoment(timestamp), origin: originOf(ip_address, user_agent), method }
    return stored.consented
      ? { _tag: "Given", ...given }
      : { _tag: "Withdrawn", ...given, withdrawnAt: toMoment(stored.withdrawn_at) }
  }

const attributes = (consent: Consent): ConsentAttributes => {
  const { version, at, origin, method } = consent
  const given = {
    version,
    timestamp: fromMoment(at),
    ip_address: storedIp(origin),
    user_agent: storedUserAgent(origin),
    method
  }
  return consent._tag === "Given"
    ? { consented: true, ...given }
    : { consented: false, ...given, withdrawn_at: fromMoment(consent.withdrawnAt) }
}

const each = <A, B>(
  record: Readonly<Record<keyof ConsentRecord, A>>,
  f: (value: A) => B
): Record<keyof ConsentRecord, B> => ({
  privacy_policy: f(record.privacy_policy),
  terms_of_service: f(record.terms_of_service),
  medical_disclaimer: f(record.medical_disclaimer),
  healthcare_consultation: f(record.healthcare_consultation),
  emergency_care_limitation: f(record.emergency_care_limitation)
})

export const toConsents = (stored: typeof ConsentsAttributes.Type): ConsentRecord =>
  each(stored, consentFrom(sameOrigins()))

export const fromConsents = (consents: ConsentRecord): typeof ConsentsAttributes.Type => each(consents, attributes)
