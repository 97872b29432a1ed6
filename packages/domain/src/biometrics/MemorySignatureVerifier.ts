import { Context, Effect, Equal, Layer } from "effect"
import { interleaved } from "../shared/Interleaved.ts"
import { type Challenge, DevicePublicKey, Signature } from "./Biometric.ts"
import { BiometricKeyRefused } from "./BiometricErrors.ts"
import { SignatureVerifier } from "./SignatureVerifier.ts"

/** A device as a test holds it: its key, and what it signs after it recognised its owner. */
export interface SigningDevice {
  readonly publicKey: DevicePublicKey
  sign(challenge: Challenge): Effect.Effect<Signature>
}

/** Makes devices whose keys the memory verifier knows. */
export class KnownDevices extends Context.Service<
  KnownDevices,
  {
    readonly next: Effect.Effect<SigningDevice>
  }
>()("@serenya/domain/biometrics/MemorySignatureVerifier/KnownDevices") {}

/** Knows the keys and the signatures that it made itself; it checks no cryptography. For tests only. */
export const layer = Layer.effectContext(
  Effect.sync(() => {
    const keys = new Map<string, DevicePublicKey>()
    const signatures = new Map<Signature, { readonly publicKey: DevicePublicKey; readonly challenge: Challenge }>()

    const next = Effect.sync((): SigningDevice => {
      const publicKey = DevicePublicKey.make(`${`key${keys.size}`.padEnd(121, "x")}A==`)
      keys.set(publicKey, publicKey)
      const sign = (challenge: Challenge) =>
        Effect.sync(() => {
          const signature = Signature.make(`signature${signatures.size}`)
          signatures.set(signature, { publicKey, challenge })
          return signature
        })
      return { publicKey, sign }
    })

    const accept = (publicKey: string) =>
      interleaved(() => {
        const known = keys.get(publicKey)
        return known === undefined
          ? Effect.fail(new BiometricKeyRefused({ reason: "not_p256_spki" }))
          : Effect.succeed(known)
      })

    const verifies = (publicKey: DevicePublicKey, challenge: Challenge, signature: Signature) =>
      interleaved(() => Effect.succeed(Equal.equals(signatures.get(signature), { publicKey, challenge })))

    return Context.make(SignatureVerifier, SignatureVerifier.of({ accept, verifies })).pipe(
      Context.add(KnownDevices, KnownDevices.of({ next }))
    )
  })
)
