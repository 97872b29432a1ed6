import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import * as MemorySecretKeys from "@serenya/domain/keys/MemorySecretKeys"
import { type SecretKey, SecretKeys } from "@serenya/domain/keys/SecretKeys"
import { AccessTokens } from "@serenya/domain/sessions/AccessTokens"
import type { AccessTokenFault } from "@serenya/domain/sessions/SessionErrors"
import { SessionId } from "@serenya/domain/sessions/SessionId"
import * as MemoryRandomIds from "@serenya/domain/shared/MemoryRandomIds"
import * as AccessTokensLaws from "@serenya/domain/testing/AccessTokensLaws"
import { UserId } from "@serenya/domain/users/UserId"
import { Cause, DateTime, Effect, Exit, Layer, Option, Redacted, Result } from "effect"
import { TestClock } from "effect/testing"
import { base64url, CompactSign, decodeJwt, decodeProtectedHeader, generateKeyPair } from "jose"
import * as JoseAccessTokens from "../../src/sessions/JoseAccessTokens.ts"

const layer = JoseAccessTokens.layer.pipe(
  Layer.provideMerge(MemorySecretKeys.layer),
  Layer.provide(MemoryRandomIds.layer)
)

AccessTokensLaws.suite("jose", layer)

const now = 1_772_357_400
const caller = {
  userId: UserId.make("f1f1f1f1-0000-4000-8000-000000000001"),
  sessionId: SessionId.make("f1f1f1f1-0000-4000-8000-000000000002")
}
const honest = {
  iss: "serenya.health",
  aud: "serenya-mobile-app",
  sub: caller.userId,
  sid: caller.sessionId,
  jti: "f1f1f1f1-0000-4000-8000-000000000003",
  iat: now,
  exp: now + 900
}
type Claims = Record<string, unknown>

const without = (name: keyof typeof honest): Claims =>
  Object.fromEntries(Object.entries(honest).filter(([key]) => key !== name))

/** Signed with our own key, so that only the form or the claims can be at fault. */
const signed = (key: SecretKey, claims: unknown, header: Claims = {}) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: "HS256", kid: key.id, typ: "JWT", ...header })
    .sign(Redacted.value(key.bytes))

const rsa = await generateKeyPair("RS256")
const enc = (value: unknown) => base64url.encode(JSON.stringify(value))
const withHeader = async (key: SecretKey, header: unknown) =>
  (await signed(key, honest)).split(".").with(0, enc(header)).join(".")

type Case = readonly [string, AccessTokenFault | "accepted", (key: SecretKey) => string | Promise<string>]
const cases: ReadonlyArray<Case> = [
  ["an honest token", "accepted", (key) => signed(key, honest)],
  ["alg none", "unsupported_algorithm", (key) => `${enc({ alg: "none", kid: key.id, typ: "JWT" })}.${enc(honest)}.`],
  [
    "HS512 under our own key",
    "unsupported_algorithm",
    async (key) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(honest)))
        .setProtectedHeader({ alg: "HS512", kid: key.id, typ: "JWT" })
        .sign(new Uint8Array(64))
  ],
  [
    "RS256 under our key's id",
    "unsupported_algorithm",
    (key) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(honest)))
        .setProtectedHeader({ alg: "RS256", kid: key.id, typ: "JWT" })
        .sign(rsa.privateKey)
  ],
  [
    "another secret under our key's id",
    "bad_signature",
    (key) => signed({ ...key, bytes: Redacted.make(new Uint8Array(32)) }, honest)
  ],
  [
    "another secret embedded as jwk",
    "bad_signature",
    (key) => {
      const bytes = new Uint8Array(32)
      return signed({ ...key, bytes: Redacted.make(bytes) }, honest, {
        jwk: { kty: "oct", k: base64url.encode(bytes) }
      })
    }
  ],
  [
    "an id_token of a provider",
    "unsupported_algorithm",
    () =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(honest)))
        .setProtectedHeader({ alg: "RS256", kid: "google-1", typ: "JWT" })
        .sign(rsa.privateKey)
  ],
  ["a key id that we never had", "unknown_key", (key) => signed({ ...key, id: "key-none" }, honest)],
  ["a header without a key id", "malformed", (key) => withHeader(key, { alg: "HS256", typ: "JWT" })],
  ["a header of another type", "malformed", (key) => signed(key, honest, { typ: "at+jwt" })],
  ["a header without a type", "malformed", (key) => withHeader(key, { alg: "HS256", kid: key.id })],
  [
    "a critical extension",
    "malformed",
    (key) => withHeader(key, { alg: "HS256", kid: key.id, typ: "JWT", crit: ["exp"], exp: 1 })
  ],
  [
    "other claims under the same signature",
    "bad_signature",
    async (key) =>
      (await signed(key, honest))
        .split(".")
        .with(1, enc({ ...honest, sub: caller.sessionId }))
        .join(".")
  ],
  ["lax base64url", "malformed", async (key) => `${await signed(key, honest)}=`],
  ["more than 8 KB", "malformed", (key) => signed(key, { ...honest, padding: "x".repeat(8 * 1024) })],
  ["one megabyte", "malformed", (key) => signed(key, { ...honest, padding: "x".repeat(1024 * 1024) })],
  ["a payload that is no object", "malformed", (key) => signed(key, [honest])],
  ["another issuer", "wrong_issuer", (key) => signed(key, { ...honest, iss: "serenya.health.evil" })],
  ["another audience", "wrong_audience", (key) => signed(key, { ...honest, aud: "serenya-admin" })],
  ["a token that ends now", "expired", (key) => signed(key, { ...honest, exp: now })],
  ["a token in its last second", "accepted", (key) => signed(key, { ...honest, exp: now + 1 })],
  ["a token of an hour ago", "expired", (key) => signed(key, { ...honest, iat: now - 3600, exp: now - 2700 })],
  ["a token of a clock 60 s ahead", "accepted", (key) => signed(key, { ...honest, iat: now + 60, exp: now + 960 })],
  ["a token of tomorrow", "not_yet_valid", (key) => signed(key, { ...honest, iat: now + 61, exp: now + 961 })],
  ["a list of audiences with ours in it", "missing_claim", (key) => signed(key, { ...honest, aud: [honest.aud] })],
  ["a number as session", "missing_claim", (key) => signed(key, { ...honest, sid: 1 })],
  ["a fraction as end", "missing_claim", (key) => signed(key, { ...honest, exp: now + 0.5 })],
  ...(["jku", "x5u", "x5c"] as const).map((name): Case => [
    `another secret behind ${name}`,
    "bad_signature",
    (key) =>
      signed({ ...key, bytes: Redacted.make(new Uint8Array(32)) }, honest, {
        [name]: name === "x5c" ? ["MIIB"] : "http://127.0.0.1:1/keys"
      })
  ]),
  ["a subject that is no user id", "missing_claim", (key) => signed(key, { ...honest, sub: "ada" })],
  ["an end in words", "missing_claim", (key) => signed(key, { ...honest, exp: String(now + 900) })],
  ...(["iss", "aud", "sub", "sid", "jti", "iat", "exp"] as const).map((name): Case => [
    `no ${name}`,
    "missing_claim",
    (key) => signed(key, without(name))
  ])
]

const ring = Effect.flatMap(SecretKeys, (keys) => keys.ring("access-token"))

describe("JoseAccessTokens", () => {
  it.effect("says ids and times, nothing else", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now * 1000 + 999)
      const tokens = yield* AccessTokens
      const { token } = yield* tokens.issue(caller)
      const { jti, ...claims } = decodeJwt(Redacted.value(token))
      const { jti: _, ...expected } = honest
      assertEquals(claims, expected)
      assertTrue(typeof jti === "string" && jti.length === 36)
      const header = decodeProtectedHeader(Redacted.value(token))
      assertEquals(header, { alg: "HS256", kid: (yield* ring).current.id, typ: "JWT" })
    }).pipe(Effect.provide(layer))
  )

  for (const [name, expected, make] of cases) {
    it.effect(`${expected === "accepted" ? "accepts" : "refuses"} ${name}: ${expected}`, () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(now * 1000)
        const tokens = yield* AccessTokens
        const { current } = yield* ring
        const token = Redacted.make(yield* Effect.promise(async () => make(current)))
        const verdict = Result.match(yield* Effect.result(tokens.verify(token)), {
          onSuccess: () => "accepted",
          onFailure: (error) => (error._tag === "InvalidAccessToken" ? error.reason : error._tag)
        })
        assertEquals(verdict, expected)
      }).pipe(Effect.provide(layer))
    )
  }

  /** A ring that is stale until it is asked for afresh, as another instance's cache is. */
  const staleKeys = (bytes: Uint8Array) => {
    const asked: Array<boolean> = []
    const key = (id: string): SecretKey => ({ id, bytes: Redacted.make(bytes) })
    const keys = Layer.mock(SecretKeys, {
      ring: (_name, options) =>
        Effect.sync(() => {
          asked.push(options?.fresh === true)
          const current = key(options?.fresh === true ? "new" : "old")
          return { current, previous: Option.none(), rotatedAt: DateTime.makeUnsafe(0) }
        })
    })
    return { asked, key, layer: JoseAccessTokens.layer.pipe(Layer.provide([keys, MemoryRandomIds.layer])) }
  }

  it.effect("asks for a fresh ring once when another instance has rotated the keys, and never for a known key", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now * 1000)
      const stale = staleKeys(new Uint8Array(32).fill(7))
      const tokens = yield* Effect.provide(AccessTokens, stale.layer)
      const shown = (id: string) =>
        Effect.map(
          Effect.promise(() => signed(stale.key(id), honest)),
          Redacted.make
        )
      assertEquals(yield* tokens.verify(yield* shown("old")), caller)
      assertEquals(stale.asked.splice(0), [false])
      assertEquals(yield* tokens.verify(yield* shown("new")), caller)
      assertEquals(stale.asked.splice(0), [false, true])
      assertEquals((yield* Effect.flip(tokens.verify(yield* shown("none"))))._tag, "InvalidAccessToken")
      assertEquals(stale.asked.splice(0), [false, true])
    })
  )

  it.effect("takes a secret of fewer than 256 bits for a defect", () =>
    Effect.gen(function* () {
      const tokens = yield* Effect.provide(AccessTokens, staleKeys(new Uint8Array(31)).layer)
      const exit = yield* Effect.exit(tokens.issue(caller))
      assertTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
    })
  )
})
