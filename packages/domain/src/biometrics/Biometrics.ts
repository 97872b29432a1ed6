import { Context, type DateTime, Effect, Layer, Option, Result } from "effect"
import { makeWitness } from "../audit/SecurityEvents.ts"
import type { Caller } from "../sessions/Caller.ts"
import { DeviceNotFound } from "../sessions/SessionErrors.ts"
import type { Origin } from "../shared/Origin.ts"
import { RandomIds } from "../shared/RandomIds.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { User } from "../users/User.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, type Decision, unchanged, updateCaller } from "../users/UserUpdates.ts"
import {
  type Biometric,
  type BiometricType,
  Challenge,
  type OpenChallenge,
  RegistrationId,
  type Signature,
  VerificationId
} from "./Biometric.ts"
import {
  type BiometricChallengeExpired,
  type BiometricKeyRefused,
  type BiometricNotRegistered,
  BiometricRejected,
  type BiometricRequired,
  type BiometricRevoked
} from "./BiometricErrors.ts"
import * as BiometricRules from "./BiometricRules.ts"
import { SignatureVerifier } from "./SignatureVerifier.ts"

type NotUpdated = UserRules.NotAdmitted | ConcurrentUpdate | Unavailable

/** Lets people show that they are there themselves, by a key that their device releases to nobody else. */
export class Biometrics extends Context.Service<
  Biometrics,
  {
    /** Binds a key to the device of the caller's session; takes the place of the registration before. */
    register(
      caller: Caller,
      key: { readonly type: BiometricType; readonly publicKey: string },
      origin: Origin
    ): Effect.Effect<Biometric, BiometricKeyRefused | BiometricRequired | DeviceNotFound | NotUpdated>
    challenge(caller: Caller): Effect.Effect<OpenChallenge, BiometricNotRegistered | BiometricRevoked | NotUpdated>
    /** When the proof was given. Accepts one answer per challenge, however many come at once. */
    verify(
      caller: Caller,
      answer: { readonly challenge: Challenge; readonly signature: Signature }
    ): Effect.Effect<
      DateTime.Utc,
      BiometricNotRegistered | BiometricRevoked | BiometricChallengeExpired | BiometricRejected | NotUpdated
    >
    /** Removes the registration; again is fine. */
    remove(caller: Caller): Effect.Effect<void, BiometricRequired | NotUpdated>
  }
>()("@serenya/domain/biometrics/Biometrics") {
  static readonly layer = Layer.effect(
    Biometrics,
    Effect.gen(function* () {
      const store = yield* UserStore
      const verifier = yield* SignatureVerifier
      const ids = yield* RandomIds
      const witness = yield* makeWitness

      const keep = <A>(user: User, biometric: Biometric, now: DateTime.Utc, answer: A) =>
        changed(UserRules.change(user, { biometric: Option.some(biometric) }, now), answer)

      const register = Effect.fn("Biometrics.register")(function* (
        caller: Caller,
        key: { readonly type: BiometricType; readonly publicKey: string },
        origin: Origin
      ) {
        const publicKey = yield* verifier.accept(key.publicKey)
        const registrationId = RegistrationId.make(yield* ids.uuid)
        return yield* updateCaller(
          store,
          caller,
          Effect.fnUntraced(function* (user, now) {
            if (Option.isNone(user.device)) return yield* new DeviceNotFound()
            const { deviceId } = user.device.value
            const same = Option.filter(
              user.biometric,
              (kept) =>
                kept.status === "active" &&
                kept.deviceId === deviceId &&
                kept.type === key.type &&
                kept.publicKey === publicKey
            )
            if (Option.isSome(same)) return unchanged(same.value)
            yield* Effect.fromResult(BiometricRules.requireChangeable(user, now)).pipe(witness(Option.some(user.id)))
            const registration = { registrationId, type: key.type, deviceId, publicKey, registeredFrom: origin }
            const biometric = BiometricRules.register(registration, now)
            return keep(user, biometric, now, biometric)
          })
        )
      })

      const challenge = Effect.fn("Biometrics.challenge")(function* (caller: Caller) {
        const value = Challenge.make(yield* ids.token(32))
        return yield* updateCaller(
          store,
          caller,
          Effect.fnUntraced(function* (user, now) {
            const active = yield* Effect.fromResult(BiometricRules.requireActive(user.biometric))
            const open = BiometricRules.openChallenge(value, now)
            return keep(user, { ...active, challenge: Option.some(open) }, now, open)
          })
        )
      })

      const verify = Effect.fn("Biometrics.verify")(function* (
        caller: Caller,
        answer: { readonly challenge: Challenge; readonly signature: Signature }
      ) {
        const verificationId = VerificationId.make(yield* ids.uuid)
        const outcome = yield* updateCaller(
          store,
          caller,
          Effect.fnUntraced(function* (user, now): Effect.fn.Return<
            Decision<Result.Result<DateTime.Utc, BiometricRejected>>,
            BiometricNotRegistered | BiometricRevoked | BiometricChallengeExpired
          > {
            const active = yield* Effect.fromResult(BiometricRules.requireActive(user.biometric))
            yield* Effect.fromResult(BiometricRules.requireOpen(active, answer.challenge, now))
            const right = yield* verifier.verifies(active.publicKey, answer.challenge, answer.signature)
            if (right) {
              return keep(user, BiometricRules.prove(active, verificationId, now), now, Result.succeed(now))
            }
            const failed = BiometricRules.fail(active, verificationId)
            const attemptsLeft = BiometricRules.maxFailures - failed.failures
            return keep(user, failed, now, Result.fail(new BiometricRejected({ attemptsLeft })))
          })
        )
        return yield* Effect.fromResult(outcome).pipe(witness(Option.some(caller.userId)))
      })

      const remove = Effect.fn("Biometrics.remove")((caller: Caller) =>
        updateCaller(
          store,
          caller,
          Effect.fnUntraced(function* (user, now) {
            if (Option.isNone(user.biometric)) return unchanged(undefined)
            yield* Effect.fromResult(BiometricRules.requireChangeable(user, now)).pipe(witness(Option.some(user.id)))
            return changed(UserRules.change(user, { biometric: Option.none() }, now), undefined)
          })
        )
      )

      return Biometrics.of({ register, challenge, verify, remove })
    })
  )
}
