import { Schema } from "effect"
import { DeviceId } from "../sessions/Device.ts"
import { Origin } from "../shared/Origin.ts"
import { Uuid } from "../shared/Uuid.ts"

export const RegistrationId = Uuid.pipe(Schema.brand("RegistrationId"))
export type RegistrationId = typeof RegistrationId.Type

export const BiometricType = Schema.Literals(["fingerprint", "face", "voice"])
export type BiometricType = typeof BiometricType.Type

/** A P-256 public key as SubjectPublicKeyInfo (RFC 5480), DER in base64: 91 bytes. Only a `SignatureVerifier` tells whether it is one. */
export const DevicePublicKey = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9+/]{121}[AQgw]==$/, { expected: "91 bytes in base64" })
).pipe(Schema.brand("DevicePublicKey"))
export type DevicePublicKey = typeof DevicePublicKey.Type

/** 32 random bytes in base64url. The device signs the bytes. */
export const Challenge = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9_-]{43}$/, { expected: "32 bytes in base64url" })
).pipe(Schema.brand("Challenge"))
export type Challenge = typeof Challenge.Type

/** An ECDSA signature over SHA-256 as devices make it: DER (X9.62) in base64, at most 72 bytes. */
export const Signature = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9+/]+={0,2}$/, { expected: "base64" }),
  Schema.isMaxLength(96)
).pipe(Schema.brand("Signature"))
export type Signature = typeof Signature.Type

/** The one challenge that may be answered, until it was. */
export const OpenChallenge = Schema.Struct({ value: Challenge, expiresAt: Schema.DateTimeUtc })
export type OpenChallenge = typeof OpenChallenge.Type

/** Names one verification, right or wrong: two of one millisecond would else be stored as one, and both succeed. */
export const VerificationId = Uuid.pipe(Schema.brand("VerificationId"))
export type VerificationId = typeof VerificationId.Type

/**
 * The key that a person's device releases after it recognised them. What was recognised (a template, or a hash of one)
 * never leaves the device. `revoked` after five failures; a new sign-in removes it.
 */
export const Biometric = Schema.Struct({
  registrationId: RegistrationId,
  type: BiometricType,
  deviceId: DeviceId,
  publicKey: DevicePublicKey,
  challenge: Schema.Option(OpenChallenge),
  lastVerification: Schema.Option(VerificationId),
  verifiedAt: Schema.Option(Schema.DateTimeUtc),
  failures: Schema.Int,
  status: Schema.Literals(["active", "revoked"]),
  registeredAt: Schema.DateTimeUtc,
  registeredFrom: Origin
})
export type Biometric = typeof Biometric.Type
