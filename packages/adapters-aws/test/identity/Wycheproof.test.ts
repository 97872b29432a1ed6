import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import type { KeyRing } from "@serenya/domain/keys/SecretKeys"
import { DateTime, Effect, Exit, Option, Predicate, Redacted, Schema } from "effect"
import type { CryptoKey } from "jose"
import * as JwkSet from "../../src/identity/JwkSet.ts"
import * as StrictJws from "../../src/identity/StrictJws.ts"
import * as HmacKeys from "../../src/sessions/HmacKeys.ts"

const folder = join(import.meta.dirname, "../../../../../shared/corpora/wycheproof")
const files = ["json_web_signature_test.json", "json_web_key_test.json", "json_web_crypto_test.json"]

const Jwk = Schema.Record(Schema.String, Schema.Unknown)
const Corpus = Schema.Struct({
  testGroups: Schema.Array(
    Schema.Struct({
      comment: Schema.String,
      public: Schema.optionalKey(Jwk),
      private: Schema.optionalKey(Jwk),
      tests: Schema.Array(
        Schema.Struct({
          tcId: Schema.Int,
          comment: Schema.String,
          jws: Schema.optionalKey(Schema.Unknown),
          result: Schema.Literals(["valid", "invalid", "acceptable"])
        })
      )
    })
  )
})
const readCorpus = (file: string) =>
  Schema.decodeUnknownSync(Schema.fromJsonString(Corpus))(readFileSync(join(folder, file), "utf8"))

const algorithms = new Set(["HS256", "RS256", "ES256"])

/** Valid by the corpus, refused by us, each for its own reason. */
const stricter: Record<string, string> = {
  "json_web_signature_test.json 372": "a `?` inside base64url (RFC 7515 2 allows none)",
  "json_web_signature_test.json 373": "a `?` inside base64url (RFC 7515 2 allows none)"
}

/** Invalid by the corpus, accepted by us. */
const laxer = (group: string, sameAsValid: boolean): string | undefined => {
  if (group.endsWith("rsa_roca_key")) return "we trust a provider for the making of its keys"
  return sameAsValid ? "the very bytes of a valid vector of its group" : undefined
}

/** As `JoseAccessTokens` finds and uses a key. */
const underRing = Effect.fnUntraced(function* (token: string, ring: KeyRing) {
  const header = yield* Effect.fromResult(StrictJws.inspect(token, { algorithms: ["HS256"], maxCharacters: 8192 }))
  const key = [ring.current, ...Option.toArray(ring.previous)].find(({ id }) => id === header.kid)
  if (key === undefined) return yield* Effect.fail("unknown_key")
  return yield* StrictJws.verified(token, header, yield* HmacKeys.make()(key))
})

/** As `JwksIdentityVerifier` finds and uses a key. */
const underJwks = Effect.fnUntraced(function* (token: string, keys: ReadonlyArray<unknown>) {
  const limits = { algorithms: ["RS256", "ES256"], maxCharacters: 16_384 }
  const header = yield* Effect.fromResult(StrictJws.inspect(token, limits))
  const found = (yield* JwkSet.parse({ keys })).get(header.kid)
  if (found?.alg !== header.alg) return yield* Effect.fail("unknown_key")
  const key: CryptoKey = found.key
  return yield* StrictJws.verified(token, header, key)
})

const secretOf = ({ kid, k }: typeof Jwk.Type) => ({
  id: String(kid),
  bytes: Redacted.make(Uint8Array.from(Buffer.from(String(k), "base64url")))
})

/** Our own secrets carry no metadata: only HS256 keys of distinct ids make a ring, all else is what a provider might publish. */
const ringOf = (keys: ReadonlyArray<typeof Jwk.Type>): Option.Option<KeyRing> => {
  const secrets = keys.filter(({ kty, alg }) => kty === "oct" && alg === "HS256").map(secretOf)
  const [current, previous] = secrets
  const distinct = new Set(secrets.map(({ id }) => id)).size === keys.length
  return current !== undefined && distinct
    ? Option.some({ current, previous: Option.fromUndefinedOr(previous), rotatedAt: DateTime.makeUnsafe(0) })
    : Option.none()
}

const keysOf = (key: typeof Jwk.Type): ReadonlyArray<typeof Jwk.Type> =>
  Array.isArray(key["keys"]) ? key["keys"].filter(Predicate.isObject) : [key]

if (!existsSync(folder)) console.warn(`Skipped: no Wycheproof vectors in ${folder}`)

describe.skipIf(!existsSync(folder))(`Wycheproof (skipped where ${folder} is absent)`, () => {
  for (const file of files) {
    it.effect(`refuses every invalid vector of ${file} and accepts the valid ones in scope`, () =>
      Effect.gen(function* () {
        const accepted: Array<string> = []
        const refused: Array<string> = []
        const wrong: Array<string> = []
        const outOfScope: Array<string> = []
        for (const { comment: group, tests, ...pair } of readCorpus(file).testGroups) {
          const keys = keysOf(pair.public ?? pair.private ?? {})
          const foreign = keys.every(({ alg }) => !algorithms.has(String(alg)))
          for (const { tcId, comment, jws, result } of tests) {
            if (jws === undefined) continue
            const token = typeof jws === "string" ? jws : JSON.stringify(jws)
            const outcome = yield* Effect.exit(
              Option.match(ringOf(keys), {
                onNone: () => underJwks(token, keys),
                onSome: (ring) => underRing(token, ring)
              })
            )
            const id = `${file} ${tcId}`
            const name = `${tcId} ${group}/${comment}`
            const skip =
              result === "valid"
                ? (stricter[id] ??
                  (foreign ? `alg ${keys.map(({ alg }) => String(alg)).join()} is not ours` : undefined))
                : laxer(
                    group,
                    tests.some((other) => other.result === "valid" && other.jws === jws)
                  )
            if (skip !== undefined) {
              outOfScope.push(`${name}: ${skip}`)
              if (Exit.isSuccess(outcome) !== (result === "invalid")) wrong.push(`${name}: no longer out of scope`)
            } else if (Exit.isSuccess(outcome) !== (result === "valid")) wrong.push(`${name}: should be ${result}`)
            else (result === "valid" ? accepted : refused).push(name)
          }
        }
        console.log(
          `${file}: ${accepted.length} accepted, ${refused.length} refused, out of scope:\n${outOfScope.join("\n")}`
        )
        assertEquals(wrong, [])
        assertTrue(accepted.length >= 3)
        assertTrue(refused.length >= 15)
      })
    )
  }
})
