import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse, assertTrue } from "@effect/vitest/utils"
import { Effect, type Layer } from "effect"
import { Challenge, Signature } from "../src/biometrics/Biometric.ts"
import type { SigningDevice } from "../src/biometrics/MemorySignatureVerifier.ts"
import { SignatureVerifier } from "../src/biometrics/SignatureVerifier.ts"

const challenge = Challenge.make("q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k")
const another = Challenge.make("q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4g")

const replaced = (text: string, at: number): string =>
  `${text.slice(0, at)}${text.charAt(at) === "A" ? "B" : "A"}${text.slice(at + 1)}`

/** Every `SignatureVerifier` obeys these, whatever it is made of; `next` is a new device whose keys it can judge. */
export const suite = <R, E>(
  name: string,
  layer: Layer.Layer<SignatureVerifier | R, E>,
  next: Effect.Effect<SigningDevice, never, R>
) =>
  withLayer(layer)(`SignatureVerifier laws: ${name}`, (it) => {
    it.effect("accepts a device's key as it is, and again", () =>
      Effect.gen(function* () {
        const verifier = yield* SignatureVerifier
        const { publicKey } = yield* next
        assertEquals(yield* verifier.accept(publicKey), publicKey)
        assertEquals(yield* verifier.accept(publicKey), publicKey)
      })
    )

    it.effect("refuses what is no key", () =>
      Effect.gen(function* () {
        const verifier = yield* SignatureVerifier
        const { publicKey } = yield* next
        const others = ["", "no key", "AAAA", publicKey.slice(4), `${publicKey}AAAA`, replaced(publicKey, 20)]
        for (const text of others) {
          assertEquals((yield* Effect.flip(verifier.accept(text)))._tag, "BiometricKeyRefused", text)
        }
      })
    )

    it.effect("knows the signature of this key over this challenge, as often as it is shown", () =>
      Effect.gen(function* () {
        const verifier = yield* SignatureVerifier
        const device = yield* next
        const signature = yield* device.sign(challenge)
        assertTrue(yield* verifier.verifies(device.publicKey, challenge, signature))
        assertTrue(yield* verifier.verifies(device.publicKey, challenge, signature))
        assertTrue(yield* verifier.verifies(device.publicKey, challenge, yield* device.sign(challenge)))
      })
    )

    it.effect("takes no signature of another device, over another challenge, altered, or made up", () =>
      Effect.gen(function* () {
        const verifier = yield* SignatureVerifier
        const device = yield* next
        const stranger = yield* next
        const signature = yield* device.sign(challenge)
        assertFalse(yield* verifier.verifies(stranger.publicKey, challenge, signature))
        assertFalse(yield* verifier.verifies(device.publicKey, challenge, yield* stranger.sign(challenge)))
        assertFalse(yield* verifier.verifies(device.publicKey, another, signature))
        for (const at of signature.slice(0, -4).split("").keys()) {
          const altered = Signature.make(replaced(signature, at))
          assertFalse(yield* verifier.verifies(device.publicKey, challenge, altered), altered)
        }
        for (const text of ["AAAA", "MAA=", "MAYCAQACAQA="]) {
          assertFalse(yield* verifier.verifies(device.publicKey, challenge, Signature.make(text)), text)
        }
      })
    )
  })
