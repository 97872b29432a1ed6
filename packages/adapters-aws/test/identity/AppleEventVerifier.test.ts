import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import type { IdentityTokenFault } from "@serenya/domain/identity/IdentityErrors"
import { IdentityVerifier } from "@serenya/domain/identity/IdentityVerifier"
import type { ProviderEvent } from "@serenya/domain/identity/ProviderEvent"
import { ProviderEventVerifier } from "@serenya/domain/identity/ProviderEventVerifier"
import { NotificationIssuer, suite } from "@serenya/domain/testing/ProviderEventVerifierLaws"
import { Effect, Layer, Option, Redacted, Result } from "effect"
import { TestClock } from "effect/testing"
import { now, signed, signText } from "./IdTokens.ts"
import * as LocalProvider from "./LocalProvider.ts"
import { appleEcKey, appleKey, attackerKey, audience, googleKey, secondAudience } from "./LocalProvider.ts"

const types: Record<ProviderEvent["_tag"], string> = {
  ConsentRevoked: "consent-revoked",
  AccountDeleted: "account-delete",
  RelayStarted: "email-enabled",
  RelayStopped: "email-disabled"
}

const eventOf = (type: string, sub = "ada-1", at: unknown = now * 1000 - 60_000) => ({
  type,
  sub,
  email: "x7k2@privaterelay.appleid.com",
  is_private_email: "true",
  event_time: at
})

const honest = {
  iss: "https://appleid.apple.com",
  aud: audience,
  iat: now - 5,
  exp: now + 86_400,
  jti: "n-1",
  events: JSON.stringify(eventOf("consent-revoked"))
}
type Claims = Record<string, unknown>

/** `undefined` in `changes` leaves a claim out. */
const notification = (changes: Claims = {}, key = appleKey, header = {}) =>
  signText(
    JSON.stringify(
      Object.fromEntries(Object.entries({ ...honest, ...changes }).filter(([, value]) => value !== undefined))
    ),
    key,
    header
  )

const issuer = Layer.succeed(NotificationIssuer, {
  issue: Effect.fnUntraced(function* (event: Option.Option<ProviderEvent>) {
    const told = Option.match(event, {
      onNone: () => eventOf("moved-to-mars"),
      onSome: ({ _tag, at, identity }) => eventOf(types[_tag], identity.subject, at.epochMilliseconds)
    })
    const claims = { events: JSON.stringify(told), iat: 0, exp: undefined }
    return Redacted.make(yield* Effect.promise(() => notification(claims)))
  })
})

suite("JWKS", Layer.merge(issuer, Layer.unwrap(Effect.map(LocalProvider.start, LocalProvider.verifier))))

/** What Apple told of Ada, and how many seconds before now it happened. */
const revoked = (secondsAgo: number) => `ConsentRevoked of ada-1, ${secondsAgo} s ago` as const
type Case = readonly [
  string,
  IdentityTokenFault | ReturnType<typeof revoked> | "nothing",
  () => string | Promise<string>
]

const cases: ReadonlyArray<Case> = [
  ["an honest notification", revoked(60), () => notification()],
  ["one that says nothing of its end", revoked(60), () => notification({ exp: undefined })],
  ["one under ES256", revoked(60), () => notification({}, appleEcKey)],
  ["events as an object", revoked(60), () => notification({ events: eventOf("consent-revoked") })],
  ["a moment in seconds", revoked(7), () => notification({ events: eventOf("consent-revoked", "ada-1", now - 7) })],
  [
    "a moment after its signature: the signature's counts",
    revoked(5),
    () => notification({ events: eventOf("consent-revoked", "ada-1", now * 1000 + 9_000_000) })
  ],
  ["a kind that is no kind of ours", "nothing", () => notification({ events: eventOf("toString") })],
  ["nothing", "malformed", () => ""],
  ["an id_token of the same provider", "missing_claim", () => signed("apple")],
  ["a notification signed by Google", "unknown_key", () => notification({}, googleKey)],
  [
    "an attacker's key under Apple's key id",
    "bad_signature",
    () => notification({}, { ...attackerKey, kid: appleKey.kid })
  ],
  [
    "an attacker's key embedded as jwk",
    "bad_signature",
    () => notification({}, { ...attackerKey, kid: appleKey.kid }, { jwk: attackerKey.jwk })
  ],
  ["another kind of JWT", "malformed", () => notification({}, appleKey, { typ: "at+jwt" })],
  ["another issuer", "wrong_issuer", () => notification({ iss: "https://accounts.google.com" })],
  ["another app's notification", "wrong_audience", () => notification({ aud: "com.example.other" })],
  ["an audience of Google's", "wrong_audience", () => notification({ aud: secondAudience })],
  ["one that has ended", "expired", () => notification({ exp: now })],
  ["one from the future", "not_yet_valid", () => notification({ iat: now + 61 })],
  ["no time of issue", "missing_claim", () => notification({ iat: undefined })],
  ["no id of its own", "missing_claim", () => notification({ jti: undefined })],
  ["no events", "missing_claim", () => notification({ events: undefined })],
  ["events that are no JSON", "missing_claim", () => notification({ events: "consent-revoked" })],
  ["an event of nobody", "missing_claim", () => notification({ events: { type: "consent-revoked" } })]
]

describe("AppleEventVerifier", () => {
  for (const [name, expected, make] of cases) {
    it.effect(`${name}: ${expected}`, () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(now * 1000)
        const provider = yield* LocalProvider.start
        const text = yield* Effect.promise(async () => make())
        const told = ProviderEventVerifier.use(({ verify }) => verify(Redacted.make(text)))
        const outcome = yield* Effect.result(Effect.provide(told, LocalProvider.verifier(provider)))
        const verdict = Result.match(outcome, {
          onSuccess: Option.match({
            onNone: () => "nothing",
            onSome: ({ _tag, at, identity }) =>
              `${_tag} of ${identity.subject}, ${now - at.epochMilliseconds / 1000} s ago`
          }),
          onFailure: (error) => (error._tag === "InvalidProviderEvent" ? error.reason : error._tag)
        })
        assertEquals(verdict, expected)
      })
    )
  }

  it.effect("shares one cache of keys with the id_tokens, and takes an unreachable provider for an outage", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(now * 1000)
      const provider = yield* LocalProvider.start
      const text = Redacted.make(yield* Effect.promise(() => notification()))
      const idToken = Redacted.make(yield* Effect.promise(() => signed("apple")))
      yield* Effect.gen(function* () {
        yield* (yield* IdentityVerifier).verify({ provider: "apple", idToken })
        yield* (yield* ProviderEventVerifier).verify(text)
      }).pipe(Effect.provide(LocalProvider.verifier(provider)))
      assertEquals(provider.requests, 1)

      provider.apple = LocalProvider.answerStatus(404)
      const told = ProviderEventVerifier.use(({ verify }) => verify(text))
      const failure = yield* Effect.flip(Effect.provide(told, Layer.fresh(LocalProvider.verifier(provider))))
      assertEquals(failure._tag, "Unavailable")
    })
  )
})
