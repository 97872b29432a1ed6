import { generateKeyPairSync, sign } from "node:crypto"
import { DevicePublicKey, Signature } from "@serenya/domain/biometrics/Biometric"
import type { SigningDevice } from "@serenya/domain/biometrics/MemorySignatureVerifier"
import { Effect } from "effect"

/** A phone's secure element, as far as the server can tell. */
export const next: Effect.Effect<SigningDevice> = Effect.sync(() => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  return {
    publicKey: DevicePublicKey.make(publicKey.export({ format: "der", type: "spki" }).toString("base64")),
    sign: (challenge) =>
      Effect.sync(() =>
        Signature.make(sign("sha256", Buffer.from(challenge, "base64url"), privateKey).toString("base64"))
      )
  }
})
