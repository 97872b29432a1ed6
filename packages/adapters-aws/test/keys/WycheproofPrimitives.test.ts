import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, Exit, Redacted, Schema } from "effect"
import * as JwkSet from "../../src/identity/JwkSet.ts"
import * as HmacKeys from "../../src/sessions/HmacKeys.ts"
import * as AesGcm from "../../src/users/AesGcm.ts"

const folder = join(import.meta.dirname, "../../../../../shared/corpora/wycheproof")

const Hex = Schema.Uint8ArrayFromHex
const Jwk = Schema.Record(Schema.String, Schema.Unknown)
const Vector = Schema.Struct({
  tcId: Schema.Int,
  comment: Schema.String,
  key: Schema.optionalKey(Hex),
  iv: Schema.optionalKey(Hex),
  aad: Schema.optionalKey(Hex),
  msg: Hex,
  ct: Schema.optionalKey(Hex),
  tag: Schema.optionalKey(Hex),
  sig: Schema.optionalKey(Hex),
  result: Schema.Literals(["valid", "invalid", "acceptable"])
})
type Vector = typeof Vector.Type
const Group = Schema.Struct({
  publicKeyJwk: Schema.optionalKey(Jwk),
  keyJwk: Schema.optionalKey(Jwk),
  tests: Schema.Array(Vector)
})
type Group = typeof Group.Type
const readCorpus = (file: string) =>
  Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Struct({ testGroups: Schema.Array(Group) })))(
    readFileSync(join(folder, file), "utf8")
  )

const none = new Uint8Array()
const isText = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString("utf8")).equals(Buffer.from(bytes))

/** What `AesGcmPersonalDataCipher` opens: version byte, nonce of 96 bits, ciphertext and tag. */
const opens = ({ aad = none, ct = none, iv = none, key = none, msg, tag = none }: Vector) =>
  Effect.gen(function* () {
    const sealed = Buffer.concat([Buffer.of(1), iv, ct, tag]).toString("base64")
    const boundTo = Buffer.from(aad).toString("utf8")
    const [text] = yield* AesGcm.openAll(Redacted.make(key), [{ sealed, boundTo }])
    assertEquals(text, Buffer.from(msg).toString("utf8"))
    return true
  })

/** The key as `JoseAccessTokens` imports it, and the very call that jose makes with it. */
const authenticates = ({ key = none, msg, tag = none }: Vector) =>
  Effect.gen(function* () {
    const imported = yield* HmacKeys.make()({ id: "wycheproof", bytes: Redacted.make(key) })
    return yield* Effect.promise(() =>
      crypto.subtle.verify("HMAC", imported, Uint8Array.from(tag), Uint8Array.from(msg))
    )
  })

const algorithms = {
  RS256: "RSASSA-PKCS1-v1_5",
  ES256: { name: "ECDSA", hash: "SHA-256" }
} as const

/** The key as a provider would publish it, and the very call that jose makes with it. */
const verifies = ({ msg, sig = none }: Vector, { keyJwk, publicKeyJwk }: Group) =>
  Effect.gen(function* () {
    const published = yield* JwkSet.parse({ keys: [{ ...(publicKeyJwk ?? keyJwk), kid: "wycheproof" }] })
    const found = yield* Effect.fromNullishOr(published.get("wycheproof"))
    return yield* Effect.promise(() =>
      crypto.subtle.verify(algorithms[found.alg], found.key, Uint8Array.from(sig), Uint8Array.from(msg))
    )
  })

interface Suite {
  readonly file: string
  readonly by: string
  readonly accepts: (vector: Vector, group: Group) => Effect.Effect<boolean, unknown>
  /** Why a valid vector is none of ours. */
  readonly outOfScope: (vector: Vector, group: Group) => string | undefined
  /** How many valid ones are in scope at least. */
  readonly inScope: number
}

const keyOf = ({ keyJwk, publicKeyJwk }: Group) => publicKeyJwk ?? keyJwk

const suites: ReadonlyArray<Suite> = [
  {
    file: "aes_gcm_test.json",
    by: "the cipher of personal data",
    accepts: opens,
    outOfScope: ({ aad = none, iv = none, key = none }) => {
      if (key.length !== 32) return `a key of ${key.length * 8} bits: data keys have 256`
      if (iv.length !== 12) return `a nonce of ${iv.length * 8} bits: ours have 96`
      return isText(aad) ? undefined : "additional data that is no text"
    },
    inScope: 20
  },
  {
    file: "hmac_sha256_test.json",
    by: "the keys of access tokens",
    accepts: authenticates,
    outOfScope: ({ key = none, tag = none }) => {
      if (key.length < 32) return `a key of ${key.length * 8} bits (RFC 7518 3.2 demands 256)`
      return tag.length === 32 ? undefined : `a tag cut to ${tag.length * 8} bits`
    },
    inScope: 20
  },
  {
    file: "ecdsa_secp256r1_sha256_p1363_test.json",
    by: "a provider's ES256 keys",
    accepts: verifies,
    outOfScope: (_, group) => (keyOf(group) === undefined ? "a key that has no JWK" : undefined),
    inScope: 100
  },
  {
    file: "rsa_signature_2048_sha256_test.json",
    by: "a provider's RS256 keys",
    accepts: verifies,
    outOfScope: (_, group) => {
      const key = keyOf(group)
      if (key === undefined) return "a key that has no JWK"
      return key["e"] === "AQAB" ? undefined : "an exponent other than 65537"
    },
    inScope: 7
  },
  {
    file: "rsa_pss_2048_sha256_mgf1_32_test.json",
    by: "a provider's keys, of which none is for PS256",
    accepts: verifies,
    outOfScope: () => "alg PS256 is not ours",
    inScope: 0
  }
]

if (!existsSync(folder)) console.warn(`Skipped: no Wycheproof vectors in ${folder}`)

describe.skipIf(!existsSync(folder))(`Wycheproof primitives (skipped where ${folder} is absent)`, () => {
  for (const { accepts, by, file, inScope, outOfScope } of suites) {
    it.effect(`${file}: ${by} refuse every invalid vector and accept the valid ones in scope`, () =>
      Effect.gen(function* () {
        const wrong: Array<string> = []
        const skipped = new Map<string, Array<number>>()
        let accepted = 0
        let refused = 0
        for (const group of readCorpus(file).testGroups) {
          for (const vector of group.tests) {
            const outcome = yield* Effect.exit(accepts(vector, group))
            const isAccepted = Exit.isSuccess(outcome) && outcome.value
            const reason = vector.result === "acceptable" ? "acceptable either way" : outOfScope(vector, group)
            if (vector.result !== "invalid" && reason !== undefined)
              skipped.set(reason, [...(skipped.get(reason) ?? []), vector.tcId])
            else if (isAccepted !== (vector.result === "valid"))
              wrong.push(`${vector.tcId} ${vector.comment}: should be ${vector.result}`)
            else if (isAccepted) accepted += 1
            else refused += 1
          }
        }
        const listed = [...skipped].map(([reason, ids]) => `  ${reason}: ${ids.join(" ")}`)
        console.log([`${file}: ${accepted} accepted, ${refused} refused, out of scope:`, ...listed].join("\n"))
        assertEquals(wrong, [])
        assertTrue(accepted >= inScope)
        assertTrue(refused >= 40)
      })
    )
  }
})
