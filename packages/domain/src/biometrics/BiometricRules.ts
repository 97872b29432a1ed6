import { DateTime, Option, Result } from "effect"
import type { DeviceId } from "../sessions/Device.ts"
import type { User } from "../users/User.ts"
import type { Biometric, Challenge, OpenChallenge, VerificationId } from "./Biometric.ts"
import {
  BiometricChallengeExpired,
  BiometricNotRegistered,
  type BiometricRequired,
  BiometricRevoked
} from "./BiometricErrors.ts"
import { StepUpProof, stepUpWindow } from "./StepUpProof.ts"

/** So many wrong answers in a row revoke a registration. */
export const maxFailures = 5

export const challengeLifetime = { minutes: 5 } as const

/** How long an app may rely on a proof before it asks for the next. Sensitive calls want one of `stepUpWindow`. */
export const proofLifetime = { days: 7 } as const

export const register = (
  registration: Pick<Biometric, "registrationId" | "type" | "deviceId" | "publicKey" | "registeredFrom">,
  now: DateTime.Utc
): Biometric => ({
  ...registration,
  challenge: Option.none(),
  lastVerification: Option.none(),
  verifiedAt: Option.none(),
  failures: 0,
  status: "active",
  registeredAt: now
})

/**
 * Who may replace or remove a registration: whoever gives a fresh proof, and, because a key can be lost, whoever has
 * just signed in with the provider. A stolen token alone does neither.
 */
export const requireChangeable = (user: User, now: DateTime.Utc): Result.Result<void, BiometricRequired> => {
  const justSignedIn = Option.exists(user.session, ({ createdAt }) =>
    DateTime.isLessThan(now, DateTime.add(createdAt, stepUpWindow))
  )
  return justSignedIn ? Result.succeed(undefined) : Result.map(StepUpProof.require(user, now), () => undefined)
}

export const requireActive = (
  registered: Option.Option<Biometric>
): Result.Result<Biometric, BiometricNotRegistered | BiometricRevoked> =>
  Option.match(registered, {
    onNone: () => Result.fail(new BiometricNotRegistered()),
    onSome: (biometric) =>
      biometric.status === "active" ? Result.succeed(biometric) : Result.fail(new BiometricRevoked())
  })

/** It takes the place of the challenge before. */
export const openChallenge = (value: Challenge, now: DateTime.Utc): OpenChallenge => ({
  value,
  expiresAt: DateTime.add(now, challengeLifetime)
})

/** Only the open challenge can be answered, and only in its time: an answer to another counts as no failure. */
export const requireOpen = (
  biometric: Biometric,
  answered: Challenge,
  now: DateTime.Utc
): Result.Result<void, BiometricChallengeExpired> =>
  Option.exists(
    biometric.challenge,
    ({ value, expiresAt }) => value === answered && DateTime.isLessThan(now, expiresAt)
  )
    ? Result.succeed(undefined)
    : Result.fail(new BiometricChallengeExpired())

/** Right or wrong, an answer spends the challenge. */
export const prove = (biometric: Biometric, verification: VerificationId, now: DateTime.Utc): Biometric => ({
  ...biometric,
  challenge: Option.none(),
  lastVerification: Option.some(verification),
  verifiedAt: Option.some(now),
  failures: 0
})

export const fail = (biometric: Biometric, verification: VerificationId): Biometric => {
  const failures = biometric.failures + 1
  return {
    ...biometric,
    challenge: Option.none(),
    lastVerification: Option.some(verification),
    failures,
    status: failures < maxFailures ? "active" : "revoked"
  }
}

/** What a sign-in leaves of a registration: nothing on another device or when revoked, and never a proof. */
export const afterSignIn = (registered: Option.Option<Biometric>, signedInOn: DeviceId): Option.Option<Biometric> =>
  Option.map(
    Option.filter(registered, ({ status, deviceId }) => status === "active" && deviceId === signedInOn),
    (biometric) => ({ ...biometric, challenge: Option.none(), verifiedAt: Option.none() })
  )
