import { Schema } from "effect"

/** The person has registered a biometric, and what they ask for needs a fresh proof: ask for a challenge and answer it. */
export class BiometricRequired extends Schema.TaggedError<BiometricRequired>()("BiometricRequired", {}) {
  override get message() {
    return "This needs a fresh biometric proof: ask for a challenge, answer it, then repeat the call"
  }
}

/** The signature does not answer the challenge, which is spent. At 0 `attemptsLeft` the registration is revoked. */
export class BiometricRejected extends Schema.TaggedError<BiometricRejected>()("BiometricRejected", {
  attemptsLeft: Schema.Int
}) {
  override get message() {
    return this.attemptsLeft === 0
      ? "The signature was refused for the last time; sign in again, then register anew"
      : "The signature does not answer the challenge; ask for a new one"
  }
}

/** The challenge was answered before, replaced by a newer one, or is older than five minutes: ask for a new one. */
export class BiometricChallengeExpired extends Schema.TaggedError<BiometricChallengeExpired>()(
  "BiometricChallengeExpired",
  {}
) {
  override get message() {
    return "This challenge can no longer be answered; ask for a new one"
  }
}

/** There is no registration to challenge. */
export class BiometricNotRegistered extends Schema.TaggedError<BiometricNotRegistered>()("BiometricNotRegistered", {}) {
  override get message() {
    return "No biometric is registered; register one first"
  }
}

/** Five failures revoked the registration; only a new sign-in with the provider opens the way to another. */
export class BiometricRevoked extends Schema.TaggedError<BiometricRevoked>()("BiometricRevoked", {}) {
  override get message() {
    return "The biometric was revoked after too many failures; sign in again, then register anew"
  }
}

export const PublicKeyFault = Schema.Literals(["not_p256_spki", "not_on_curve"])
export type PublicKeyFault = typeof PublicKeyFault.Type

/** What should be registered is no P-256 public key in SubjectPublicKeyInfo. */
export class BiometricKeyRefused extends Schema.TaggedError<BiometricKeyRefused>()("BiometricKeyRefused", {
  reason: PublicKeyFault
}) {
  override get message() {
    return `The public key was refused (${this.reason}): send a P-256 key as SubjectPublicKeyInfo, 91 bytes of DER in base64`
  }
}
