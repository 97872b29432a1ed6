import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, type Layer, Option, Result } from "effect"
import { Challenge, Signature } from "../src/biometrics/Biometric.ts"
import {
  BiometricChallengeExpired,
  BiometricKeyRefused,
  BiometricNotRegistered,
  BiometricRejected,
  BiometricRequired,
  BiometricRevoked
} from "../src/biometrics/BiometricErrors.ts"
import { Biometrics } from "../src/biometrics/Biometrics.ts"
import { KnownDevices } from "../src/biometrics/MemorySignatureVerifier.ts"
import { StepUpProof } from "../src/biometrics/StepUpProof.ts"
import { Accounts } from "../src/identity/Accounts.ts"
import type { Caller } from "../src/sessions/Caller.ts"
import { DeviceId } from "../src/sessions/Device.ts"
import { SessionRevoked } from "../src/sessions/SessionErrors.ts"
import { Sessions } from "../src/sessions/Sessions.ts"
import type { UserStore } from "../src/users/UserStore.ts"
import * as World from "./AccountWorld.ts"
import * as Fixtures from "./Fixtures.ts"
import { later } from "./Later.ts"
import * as People from "./People.ts"

const wrong = Signature.make("MAYCAQACAQA=")

const failOnce = Effect.fnUntraced(function* (caller: Caller) {
  const biometrics = yield* Biometrics
  const { value } = yield* biometrics.challenge(caller)
  return yield* Effect.flip(biometrics.verify(caller, { challenge: value, signature: wrong }))
})

const mayStepUp = Effect.fnUntraced(function* (caller: Caller) {
  return Result.isSuccess(StepUpProof.require(yield* World.stored(caller), yield* DateTime.now))
})

/** What people can rely on when their device speaks for them, wherever users are kept. */
export const suite = <E>(name: string, store: Layer.Layer<UserStore, E>) =>
  withLayer(World.over(store), { timeout: "60 seconds", excludeTestServices: true })(`biometrics: ${name}`, (it) => {
    it.effect("binds a key to the device of the session, once however often it is sent", () =>
      Effect.gen(function* () {
        const { caller } = yield* People.newcomer
        const device = yield* (yield* KnownDevices).next
        const first = yield* World.register(caller, device)
        assertEquals([first.deviceId, first.status, first.failures], [Fixtures.device.deviceId, "active", 0])
        const again = yield* later("1 hour")(World.register(caller, device))
        assertEquals(again.registrationId, first.registrationId)
        assertEquals((yield* World.stored(caller)).version, 2)
      })
    )

    it.effect("registers nothing but a key that the verifier accepts", () =>
      Effect.gen(function* () {
        const { caller } = yield* People.newcomer
        const attempt = (yield* Biometrics).register(caller, { type: "face", publicKey: "template" }, Fixtures.origin)
        assertEquals(yield* Effect.flip(attempt), new BiometricKeyRefused({ reason: "not_p256_spki" }))
        assertEquals(yield* World.biometricOf(caller), Option.none())
      })
    )

    it.effect("steps up with an answered challenge for five minutes, and not before", () =>
      Effect.gen(function* () {
        const { caller } = yield* People.newcomer
        assertTrue(yield* mayStepUp(caller))
        const device = yield* World.registered(caller)
        assertTrue(!(yield* mayStepUp(caller)))
        yield* World.prove(caller, device)
        assertTrue(yield* later("290 seconds")(mayStepUp(caller)))
        assertTrue(!(yield* later("300 seconds")(mayStepUp(caller))))
        yield* later("6 minutes")(World.prove(caller, device))
        assertTrue(yield* later("7 minutes")(mayStepUp(caller)))
      })
    )

    it.effect("lets a challenge be answered for five minutes", () =>
      Effect.gen(function* () {
        const biometrics = yield* Biometrics
        const { caller } = yield* People.newcomer
        const device = yield* World.registered(caller)
        const { value } = yield* biometrics.challenge(caller)
        const answer = { challenge: value, signature: yield* device.sign(value) }
        const late = later("300 seconds")(biometrics.verify(caller, answer))
        assertEquals(yield* Effect.flip(late), new BiometricChallengeExpired())
        yield* later("290 seconds")(biometrics.verify(caller, answer))
      })
    )

    it.effect("accepts one answer per challenge, right or wrong, and only the newest challenge's", () =>
      Effect.gen(function* () {
        const biometrics = yield* Biometrics
        const { caller } = yield* People.newcomer
        const device = yield* World.registered(caller)
        const replaced = yield* biometrics.challenge(caller)
        const newest = yield* biometrics.challenge(caller)
        const answerTo = (challenge: Challenge) =>
          Effect.flatMap(device.sign(challenge), (signature) => biometrics.verify(caller, { challenge, signature }))
        assertEquals(yield* Effect.flip(answerTo(replaced.value)), new BiometricChallengeExpired())
        yield* answerTo(newest.value)
        assertEquals(yield* Effect.flip(answerTo(newest.value)), new BiometricChallengeExpired())
        const { value } = yield* biometrics.challenge(caller)
        const failed = yield* Effect.flip(biometrics.verify(caller, { challenge: value, signature: wrong }))
        assertEquals(failed, new BiometricRejected({ attemptsLeft: 4 }))
        assertEquals(yield* Effect.flip(answerTo(value)), new BiometricChallengeExpired())
        const invented = Challenge.make("i".repeat(43))
        assertEquals(yield* Effect.flip(answerTo(invented)), new BiometricChallengeExpired())
      })
    )

    it.effect("accepts a challenge once that is answered twenty times at once", () =>
      Effect.gen(function* () {
        const biometrics = yield* Biometrics
        const { caller } = yield* People.newcomer
        const device = yield* World.registered(caller)
        const { value } = yield* biometrics.challenge(caller)
        const answer = { challenge: value, signature: yield* device.sign(value) }
        const outcomes = yield* Effect.all(
          Array.from({ length: 20 }, () => Effect.result(biometrics.verify(caller, answer))),
          { concurrency: "unbounded" }
        )
        assertEquals(outcomes.filter(Result.isSuccess).length, 1)
        for (const { failure } of outcomes.filter(Result.isFailure)) {
          assertTrue(failure._tag === "BiometricChallengeExpired" || failure._tag === "ConcurrentUpdate", failure._tag)
        }
      })
    )

    it.effect("forgets failures after a right answer, and revokes after five in a row", () =>
      Effect.gen(function* () {
        const biometrics = yield* Biometrics
        const { caller } = yield* People.newcomer
        const device = yield* World.registered(caller)
        for (const attemptsLeft of [4, 3, 2, 1]) {
          assertEquals(yield* failOnce(caller), new BiometricRejected({ attemptsLeft }))
        }
        yield* World.prove(caller, device)
        for (const attemptsLeft of [4, 3, 2, 1, 0]) {
          assertEquals(yield* failOnce(caller), new BiometricRejected({ attemptsLeft }))
        }
        assertEquals(yield* Effect.flip(biometrics.challenge(caller)), new BiometricRevoked())
        assertEquals(yield* Effect.flip(World.prove(caller, device)), new BiometricRevoked())
      })
    )

    it.effect("opens no door by five wrong answers: a revoked registration still demands the proof", () =>
      Effect.gen(function* () {
        const biometrics = yield* Biometrics
        const accounts = yield* Accounts
        const { caller, claim } = yield* People.newcomer
        const device = yield* World.registered(caller)
        yield* World.prove(caller, device)
        for (let i = 0; i < 5; i++) yield* failOnce(caller)
        assertTrue(!(yield* mayStepUp(caller)))
        const stranger = yield* (yield* KnownDevices).next
        const soon = later("6 minutes")
        assertEquals(yield* Effect.flip(soon(World.register(caller, stranger))), new BiometricRequired())
        assertEquals(yield* Effect.flip(soon(biometrics.remove(caller))), new BiometricRequired())
        // The provider's word is what opens the way again.
        const { tokens } = yield* accounts.signIn(People.signInWith(claim))
        assertEquals(yield* World.biometricOf(caller), Option.none())
        yield* World.register(People.callerOf(tokens), stranger)
      })
    )

    it.effect(
      "lets a key be replaced or removed with a fresh proof or just after a sign-in, not by a token alone",
      () =>
        Effect.gen(function* () {
          const biometrics = yield* Biometrics
          const { caller, claim } = yield* People.newcomer
          const device = yield* World.registered(caller)
          const next = yield* (yield* KnownDevices).next
          const soon = later("6 minutes")
          assertEquals(yield* Effect.flip(soon(World.register(caller, next))), new BiometricRequired())
          assertEquals(yield* Effect.flip(soon(biometrics.remove(caller))), new BiometricRequired())
          yield* soon(World.prove(caller, device))
          yield* soon(World.register(caller, next))
          assertEquals(yield* Effect.flip(soon(biometrics.remove(caller))), new BiometricRequired())
          // A key that was lost: a new sign-in on the same device removes it.
          const { tokens } = yield* soon((yield* Accounts).signIn(People.signInWith(claim)))
          const present = People.callerOf(tokens)
          yield* soon(biometrics.remove(present))
          yield* soon(biometrics.remove(present))
          assertEquals(yield* World.biometricOf(present), Option.none())
          assertEquals(yield* Effect.flip(biometrics.challenge(present)), new BiometricNotRegistered())
        })
    )

    it.effect("keeps a registration through a sign-in on its device, without its proof, and ends it on another", () =>
      Effect.gen(function* () {
        const accounts = yield* Accounts
        const { caller, claim } = yield* People.newcomer
        const device = yield* World.registered(caller)
        yield* World.prove(caller, device)
        const same = People.callerOf((yield* accounts.signIn(People.signInWith(claim))).tokens)
        assertTrue(!(yield* mayStepUp(same)))
        yield* World.prove(same, device)
        const signIn = People.signInWith(claim)
        const elsewhere = { ...signIn, device: { ...signIn.device, deviceId: DeviceId.make("device-2") } }
        const other = People.callerOf((yield* accounts.signIn(elsewhere)).tokens)
        assertEquals(yield* World.biometricOf(other), Option.none())
        assertEquals(yield* Effect.flip(World.prove(other, device)), new BiometricNotRegistered())
      })
    )

    it.effect("listens to nobody whose session is over, and to no other session of the person", () =>
      Effect.gen(function* () {
        const biometrics = yield* Biometrics
        const { caller } = yield* People.newcomer
        const device = yield* World.registered(caller)
        const { value } = yield* biometrics.challenge(caller)
        const signature = yield* device.sign(value)
        yield* (yield* Sessions).logout(caller)
        const over = new SessionRevoked()
        assertEquals(yield* Effect.flip(World.register(caller, device)), over)
        assertEquals(yield* Effect.flip(biometrics.challenge(caller)), over)
        assertEquals(yield* Effect.flip(biometrics.verify(caller, { challenge: value, signature })), over)
        assertEquals(yield* Effect.flip(biometrics.remove(caller)), over)
      })
    )

    it.effect("takes no answer by the device of somebody else, nor to somebody else's challenge", () =>
      Effect.gen(function* () {
        const biometrics = yield* Biometrics
        const { caller: ada } = yield* People.newcomer
        const { caller: omar } = yield* People.newcomer
        const adas = yield* World.registered(ada)
        yield* World.registered(omar)
        const { value } = yield* biometrics.challenge(omar)
        const answer = { challenge: value, signature: yield* adas.sign(value) }
        assertEquals(yield* Effect.flip(biometrics.verify(ada, answer)), new BiometricChallengeExpired())
        assertEquals(yield* Effect.flip(biometrics.verify(omar, answer)), new BiometricRejected({ attemptsLeft: 4 }))
      })
    )
  })
