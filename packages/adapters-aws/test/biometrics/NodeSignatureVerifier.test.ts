import { ECDH, generateKeyPairSync, type KeyObject } from "node:crypto"
import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { BiometricKeyRefused } from "@serenya/domain/biometrics/BiometricErrors"
import { SignatureVerifier } from "@serenya/domain/biometrics/SignatureVerifier"
import * as SignatureVerifierLaws from "@serenya/domain/testing/SignatureVerifierLaws"
import { Effect } from "effect"
import * as NodeSignatureVerifier from "../../src/biometrics/NodeSignatureVerifier.ts"
import * as RealDevice from "./RealDevice.ts"

SignatureVerifierLaws.suite("node:crypto", NodeSignatureVerifier.layer, RealDevice.next)

const spkiOf = (key: KeyObject): Buffer => key.export({ format: "der", type: "spki" })
const p256 = () => spkiOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey)

/** The same key, its point written in 33 bytes. */
const compressed = (spki: Buffer): Buffer => {
  const point = ECDH.convertKey(spki.subarray(26), "prime256v1", undefined, undefined, "compressed")
  const head = Buffer.from(spki.subarray(0, 26))
  head[1] = 0x39
  head[24] = 0x22
  return Buffer.concat([head, Buffer.from(point)])
}

/** The same key, its curve called id-ecDH or secp256k1, or no curve at all. */
const relabelled = (spki: Buffer, from: string, to: string): Buffer =>
  Buffer.from(spki.toString("hex").replace(from, to), "hex")

const foreign: Readonly<Record<string, () => Buffer>> = {
  RSA: () => spkiOf(generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey),
  Ed25519: () => spkiOf(generateKeyPairSync("ed25519").publicKey),
  "P-384": () => spkiOf(generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey),
  secp256k1: () => spkiOf(generateKeyPairSync("ec", { namedCurve: "secp256k1" }).publicKey),
  "P-256 with explicit parameters": () =>
    spkiOf(generateKeyPairSync("ec", { namedCurve: "P-256", paramEncoding: "explicit" }).publicKey),
  "a compressed point": () => compressed(p256()),
  "the label of another algorithm": () => relabelled(p256(), "06072a8648ce3d0201", "06072a8648ce3d0202"),
  "the label of another curve of the same length": () => relabelled(p256(), "2a8648ce3d030107", "2a8648ce3d030106"),
  "a private key": () =>
    generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "der", type: "pkcs8" }),
  "a byte behind the key": () => Buffer.concat([p256(), Buffer.of(0)]),
  "a key cut short": () => p256().subarray(0, -1),
  "a length in its long form": () => Buffer.concat([Buffer.from("308159", "hex"), p256().subarray(2)])
}

const refusal = (bytes: Buffer) =>
  SignatureVerifier.use((verifier) => Effect.flip(verifier.accept(bytes.toString("base64")))).pipe(
    Effect.provide(NodeSignatureVerifier.layer)
  )

describe("NodeSignatureVerifier", () => {
  for (const [name, make] of Object.entries(foreign)) {
    it.effect(`registers no key of another kind: ${name}`, () =>
      Effect.gen(function* () {
        assertEquals(yield* refusal(make()), new BiometricKeyRefused({ reason: "not_p256_spki" }))
      })
    )
  }

  it.effect("registers no point beside the curve, and not the point at infinity", () =>
    Effect.gen(function* () {
      const key = p256()
      const beside = Buffer.from(key)
      beside[90] = (beside[90] ?? 0) ^ 1
      const origin = Buffer.concat([key.subarray(0, 27), Buffer.alloc(64)])
      const beyond = Buffer.concat([key.subarray(0, 27), Buffer.alloc(64, 0xff)])
      for (const bytes of [beside, origin, beyond]) {
        assertEquals(yield* refusal(bytes), new BiometricKeyRefused({ reason: "not_on_curve" }))
      }
    })
  )

  it.effect("takes a key in one spelling of base64 only", () =>
    Effect.gen(function* () {
      const verifier = yield* SignatureVerifier
      const key = p256()
      const text = key.toString("base64")
      for (const spelling of [key.toString("base64url"), ` ${text}`, text.replace(/=+$/, ""), `${text}\n`]) {
        assertEquals(
          yield* Effect.flip(verifier.accept(spelling)),
          new BiometricKeyRefused({ reason: "not_p256_spki" })
        )
      }
    }).pipe(Effect.provide(NodeSignatureVerifier.layer))
  )
})
