import { DevicePublicKey } from "@serenya/domain/biometrics/Biometric"
import { BiometricKeyRefused } from "@serenya/domain/biometrics/BiometricErrors"
import { SignatureVerifier } from "@serenya/domain/biometrics/SignatureVerifier"
import { Effect, Layer, Result } from "effect"
import * as EcdsaP256 from "./EcdsaP256.ts"

const keyOf = (text: string) => EcdsaP256.publicKeyOf(Buffer.from(text, "base64"))

/** `node:crypto` on P-256, for what iOS (`ecdsaSignatureMessageX962SHA256`) and Android (`SHA256withECDSA`) sign. */
export const layer = Layer.succeed(SignatureVerifier, {
  accept: Effect.fnUntraced(function* (text) {
    // Node reads base64 generously; a key has one text, so that a repeated registration is seen to be one.
    const canonical = Buffer.from(text, "base64").toString("base64") === text
    const key = canonical ? keyOf(text) : Result.fail("not_p256_spki" as const)
    if (Result.isFailure(key)) return yield* new BiometricKeyRefused({ reason: key.failure })
    return DevicePublicKey.make(text)
  }),

  verifies: (publicKey, challenge, signature) =>
    Effect.sync(() =>
      EcdsaP256.verifies(
        Result.getOrThrow(keyOf(publicKey)),
        Buffer.from(challenge, "base64url"),
        Buffer.from(signature, "base64")
      )
    )
})
