import { DevicePublicKey } from "@serenya/domain/biometrics/Biometric"
import { BiometricKeyRefused } from "@serenya/domain/biometrics/BiometricErrors"
import { SignatureVerifier } from "@serenya/domain/biometrics/SignatureVerifier"
import { Effect, Layer, Result } from "effect"
import * as EcdsaP256 from "./EcdsaP256.ts"

const keyOf = (text: string) => EcdsaP256.publicKeyOf(Buffer.from(text, "base64"))

/** `node:crypto` on P-256, for what iOS (`ecdsaSignatureMessageX962SHA256`) and Android (`SHA256withECDSA`) sign. */
export const layer = Layer.succeed(SignatureVerifier, {
  accept: (text) =>
    Effect.fromResult(keyOf(text)).pipe(
      Effect.mapBoth({
        onFailure: (reason) => new BiometricKeyRefused({ reason }),
        // One key has one text, so that a repeated registration is seen to be one.
        onSuccess: () => DevicePublicKey.make(Buffer.from(text, "base64").toString("base64"))
      })
    ),

  verifies: (publicKey, challenge, signature) =>
    Effect.sync(() =>
      EcdsaP256.verifies(
        Result.getOrThrow(keyOf(publicKey)),
        Buffer.from(challenge, "base64url"),
        Buffer.from(signature, "base64")
      )
    )
})
