import { createPublicKey, type KeyObject, verify } from "node:crypto"
import type { PublicKeyFault } from "@serenya/domain/biometrics/BiometricErrors"
import { Result } from "effect"

/** SubjectPublicKeyInfo (RFC 5480) up to the point: id-ecPublicKey, secp256r1 by its name, uncompressed. */
const header = Buffer.from("3059301306072a8648ce3d020106082a8648ce3d03010703420004", "hex")
const pointLength = 64

/**
 * A P-256 public key from the one encoding that devices give: no other algorithm or curve, no explicit parameters, no
 * compressed point, no byte too many. Only such bytes reach OpenSSL, which refuses a point that is not on the curve.
 */
export const publicKeyOf = (spki: Buffer): Result.Result<KeyObject, PublicKeyFault> => {
  const ours = spki.length === header.length + pointLength && spki.subarray(0, header.length).equals(header)
  if (!ours) return Result.fail("not_p256_spki")
  return Result.try({
    try: () => createPublicKey({ key: spki, format: "der", type: "spki" }),
    catch: (): PublicKeyFault => "not_on_curve"
  })
}

/** ECDSA over SHA-256. The signature is strict DER (X9.62): OpenSSL takes no other spelling of its two numbers. */
export const verifies = (key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean =>
  verify("sha256", message, { key, dsaEncoding: "der" }, signature)
