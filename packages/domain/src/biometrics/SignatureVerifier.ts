import { Context, type Effect } from "effect"
import type { Challenge, DevicePublicKey, Signature } from "./Biometric.ts"
import type { BiometricKeyRefused } from "./BiometricErrors.ts"

/** Port: the cryptography of device keys, ECDSA P-256 with SHA-256 (FIPS 186-5). Its laws are `testing/SignatureVerifierLaws.ts`. */
export class SignatureVerifier extends Context.Service<
  SignatureVerifier,
  {
    /** Takes no other algorithm, curve or encoding, and no point beside the curve. */
    accept(publicKey: string): Effect.Effect<DevicePublicKey, BiometricKeyRefused>
    /** Whether the key's owner signed the 32 bytes of this challenge. Whatever is no signature is false. */
    verifies(publicKey: DevicePublicKey, challenge: Challenge, signature: Signature): Effect.Effect<boolean>
  }
>()("@serenya/domain/biometrics/SignatureVerifier") {}
