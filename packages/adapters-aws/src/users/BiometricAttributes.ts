import { VerificationId, Biometric, Challenge } from "@serenya/domain/biometrics/Biometric"
import { Option, Schema } from "effect"
import { EpochMillis, fromMoment, toMoment } from "../dynamo/EpochMillis.ts"
import { StoredOrigin, storedIp, storedUserAgent, toOrigin } from "./StoredOrigin.ts"

const { registrationId, type, deviceId, publicKey, failures, status } = Biometric.fields

/** The `current_biometric` attribute. The reference's `biometric_hash` is never stored: nothing of the body leaves the device. */
export const BiometricAttributes = Schema.Struct({
  biometric_id: registrationId,
  biometric_type: type,
  device_id: deviceId,
  public_key: publicKey,
  challenge: Schema.optionalKey(Schema.Struct({ value: Challenge, expires_at: EpochMillis })),
  last_verification_id: Schema.optionalKey(VerificationId),
  last_used_at: Schema.optionalKey(EpochMillis),
  failures,
  status,
  registered_at: EpochMillis,
  registration_ip: StoredOrigin,
  registration_user_agent: StoredOrigin
})
type BiometricAttributes = typeof BiometricAttributes.Type

export const toBiometric = (stored: BiometricAttributes): Biometric => ({
  registrationId: stored.biometric_id,
  type: stored.biometric_type,
  deviceId: stored.device_id,
  publicKey: stored.public_key,
  challenge: Option.map(Option.fromUndefinedOr(stored.challenge), ({ value, expires_at }) => ({
    value,
    expiresAt: toMoment(expires_at)
  })),
  lastVerification: Option.fromUndefinedOr(stored.last_verification_id),
  verifiedAt: Option.map(Option.fromUndefinedOr(stored.last_used_at), toMoment),
  failures: stored.failures,
  status: stored.status,
  registeredAt: toMoment(stored.registered_at),
  registeredFrom: toOrigin(stored.registration_ip, stored.registration_user_agent)
})

export const fromBiometric = (biometric: Biometric): BiometricAttributes => ({
  biometric_id: biometric.registrationId,
  biometric_type: biometric.type,
  device_id: biometric.deviceId,
  public_key: biometric.publicKey,
  ...Option.match(biometric.challenge, {
    onNone: () => ({}),
    onSome: ({ value, expiresAt }) => ({ challenge: { value, expires_at: fromMoment(expiresAt) } })
  }),
  ...Option.match(biometric.lastVerification, { onNone: () => ({}), onSome: (id) => ({ last_verification_id: id }) }),
  ...Option.match(biometric.verifiedAt, { onNone: () => ({}), onSome: (at) => ({ last_used_at: fromMoment(at) }) }),
  failures: biometric.failures,
  status: biometric.status,
  registered_at: fromMoment(biometric.registeredAt),
  registration_ip: storedIp(biometric.registeredFrom),
  registration_user_agent: storedUserAgent(biometric.registeredFrom)
})
