import { generateKeyPairSync } from "node:crypto"
import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { IdentityVerifier } from "@serenya/domain/identity/IdentityVerifier"
import { Effect, Fiber, Redacted, Result } from "effect"
import { TestClock } from "effect/testing"
import { now, signed } from "./IdTokens.ts"
import * as LocalProvider from "./LocalProvider.ts"
import { answerJson, answerStatus, attackerKey, googleKey, googleNextKey } from "./LocalProvider.ts"
import { withRealWaits } from "./RealWaits.ts"

const farFuture = { exp: now + 10 * 24 * 3600 }
const token = await signed("google", farFuture)
const nextToken = await signed("google", farFuture, googleNextKey)
const madeUp = (kid: string) => signed("google", farFuture, { ...attackerKey, kid })

/** A verifier with an empty cache, asked for verdicts while the provider behaves as the test says. */
const scene = Effect.gen(function* () {
  yield* TestClock.setTime(now * 1000)
  const provider = yield* LocalProvider.start
  const verifier = yield* Effect.provide(IdentityVerifier, LocalProvider.verifier(provider))
  const verdict = Effect.fnUntraced(function* (idToken: string) {
    const outcome = yield* Effect.result(verifier.verify({ provider: "google", idToken: Redacted.make(idToken) }))
    return Result.match(outcome, {
      onSuccess: () => "accepted",
      onFailure: (error) => (error._tag === "InvalidIdentityToken" ? error.reason : `${error._tag} ${error.resource}`)
    })
  })
  return { provider, verdict: (idToken: string) => withRealWaits(verdict(idToken)), raw: verdict }
})

const smallKey = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ format: "jwk" })
const outage = "Unavailable identity_provider"
const rotated = answerJson({ keys: [googleNextKey.jwk] })

describe("ProviderKeys", () => {
  it.effect("asks the provider once for many tokens, also at the same time", () =>
    Effect.gen(function* () {
      const { provider, verdict } = yield* scene
      const verdicts = yield* Effect.forEach(
        Array.from({ length: 20 }, () => token),
        verdict,
        { concurrency: "unbounded" }
      )
      assertEquals(new Set(verdicts), new Set(["accepted"]))
      assertEquals(provider.requests, 1)
    })
  )

  it.effect("asks again after an hour, and no sooner", () =>
    Effect.gen(function* () {
      const { provider, verdict } = yield* scene
      yield* verdict(token)
      yield* TestClock.adjust("59 minutes")
      yield* verdict(token)
      assertEquals(provider.requests, 1)
      yield* TestClock.adjust("1 minute")
      yield* verdict(token)
      assertEquals(provider.requests, 2)
    })
  )

  for (const [maxAge, fresh, stale] of [
    [1, 299, 300],
    [7200, 7199, 7200],
    [604_800, 86_399, 86_400]
  ] as const) {
    it.effect(`keeps an answer of max-age=${maxAge} for ${stale} s`, () =>
      Effect.gen(function* () {
        const { provider, verdict } = yield* scene
        provider.google = answerJson(LocalProvider.published.google, { "cache-control": `public, max-age=${maxAge}` })
        yield* verdict(token)
        yield* TestClock.setTime((now + fresh) * 1000)
        yield* verdict(token)
        assertEquals(provider.requests, 1)
        yield* TestClock.setTime((now + stale) * 1000)
        yield* verdict(token)
        assertEquals(provider.requests, 2)
      })
    )
  }

  it.effect("finds a key that the provider has just begun to use, and forgets one that it took back", () =>
    Effect.gen(function* () {
      const { provider, verdict } = yield* scene
      assertEquals(yield* verdict(token), "accepted")
      provider.google = rotated
      yield* TestClock.adjust("30 seconds")
      assertEquals(yield* verdict(nextToken), "accepted")
      assertEquals(yield* verdict(token), "unknown_key")
      assertEquals(provider.requests, 2)
    })
  )

  it.effect("lets made-up key ids ask the provider at most every 30 seconds", () =>
    Effect.gen(function* () {
      const { provider, verdict } = yield* scene
      const tokens = yield* Effect.promise(() => Promise.all(["a", "b", "c", "d"].map(madeUp)))
      for (const one of tokens) assertEquals(yield* verdict(one), "unknown_key")
      assertEquals(provider.requests, 1)
      yield* TestClock.adjust("29999 millis")
      assertEquals(yield* verdict(nextToken), "unknown_key")
      assertEquals(provider.requests, 1)
      yield* TestClock.adjust("1 millis")
      for (const one of tokens) assertEquals(yield* verdict(one), "unknown_key")
      assertEquals(provider.requests, 2)
    })
  )

  it.effect("goes on with the keys it holds for 24 hours of outage, asking every 30 seconds at most", () =>
    Effect.gen(function* () {
      const { provider, verdict } = yield* scene
      yield* verdict(token)
      provider.google = answerStatus(404)
      yield* TestClock.adjust("1 hour")
      assertEquals(yield* verdict(token), "accepted")
      assertEquals(yield* verdict(token), "accepted")
      assertEquals(provider.requests, 2)
      yield* TestClock.adjust("24 hours")
      assertEquals(yield* verdict(token), outage)
      provider.google = answerJson(LocalProvider.published.google)
      yield* TestClock.adjust("30 seconds")
      assertEquals(yield* verdict(token), "accepted")
    })
  )

  it.effect("does not call a key unknown while the provider cannot be asked", () =>
    Effect.gen(function* () {
      const { provider, verdict } = yield* scene
      yield* verdict(token)
      provider.google = answerStatus(404)
      yield* TestClock.adjust("30 seconds")
      assertEquals(yield* verdict(nextToken), outage)
      assertEquals(yield* verdict(nextToken), outage)
      assertEquals(yield* verdict(token), "accepted")
      assertEquals(provider.requests, 2)
    })
  )

  it.effect("is unavailable, not a refusal, where it holds nothing and nobody answers", () =>
    Effect.gen(function* () {
      const { provider, verdict } = yield* scene
      provider.stop()
      assertEquals(yield* verdict(token), outage)
      assertEquals(provider.requests, 0)
    })
  )

  it.effect("tries a failing provider three times, and succeeds as soon as it recovers", () =>
    Effect.gen(function* () {
      const { provider, verdict } = yield* scene
      provider.google = answerStatus(503)
      assertEquals(yield* verdict(token), outage)
      assertEquals(provider.requests, 3)
      provider.google = (request, response) =>
        (provider.requests < 5 ? answerStatus(500) : answerJson(LocalProvider.published.google))(request, response)
      yield* TestClock.adjust("1 second")
      assertEquals(yield* verdict(token), "accepted")
      assertEquals(provider.requests, 5)
    })
  )

  it.effect("gives an answer three seconds, three times", () =>
    Effect.gen(function* () {
      const { provider, raw } = yield* scene
      provider.google = LocalProvider.neverAnswer
      const asking = yield* Effect.forkChild(raw(token))
      for (const attempt of [1, 2, 3]) {
        yield* provider.asked(attempt)
        yield* TestClock.adjust("2999 millis")
        assertEquals(provider.requests, attempt)
        yield* TestClock.adjust("1500 millis")
      }
      assertEquals(yield* Fiber.join(asking), outage)
      assertEquals(provider.requests, 3)
    })
  )

  const unusable: ReadonlyArray<readonly [string, object | string]> = [
    ["no keys", { keys: [] }],
    ["no JWKS", { error: "unknown" }],
    ["no JSON", "<html>Sign in to the hotel's network</html>"],
    ["more than 64 KB", { keys: [googleKey.jwk], padding: "x".repeat(64 * 1024) }],
    [
      "more than 32 keys",
      { keys: Array.from({ length: 33 }, (_, i) => ({ ...googleKey.jwk, kid: i === 0 ? googleKey.kid : `k${i}` })) }
    ],
    ["only keys for encryption", { keys: [{ ...googleKey.jwk, use: "enc", alg: "RSA-OAEP" }] }],
    ["an RSA key of 1024 bits", { keys: [{ ...smallKey, kid: googleKey.kid }] }],
    ["a private key", { keys: [{ ...googleKey.jwk, d: "AQAB" }] }],
    ["two keys of one id", { keys: [googleKey.jwk, { ...googleNextKey.jwk, kid: googleKey.kid }] }],
    ["a secret", { keys: [{ kty: "oct", kid: googleKey.kid, k: "AAAA" }] }]
  ]
  for (const [name, body] of unusable) {
    it.effect(`takes an answer of ${name} for an outage`, () =>
      Effect.gen(function* () {
        const { provider, verdict } = yield* scene
        provider.google =
          typeof body === "string" ? (_request, response) => void response.writeHead(200).end(body) : answerJson(body)
        assertEquals(yield* verdict(token), outage)
        assertEquals(provider.requests, 1)
      })
    )
  }

  it.effect("does not follow a redirect", () =>
    Effect.gen(function* () {
      const { provider, verdict } = yield* scene
      provider.google = (_request, response) =>
        void response
          .writeHead(302, { location: `${provider.url}/apple` })
          .end(JSON.stringify(LocalProvider.published.google))
      assertEquals(yield* verdict(token), outage)
      assertEquals(provider.requests, 1)
    })
  )

  it.effect("passes over keys of kinds that it does not know", () =>
    Effect.gen(function* () {
      const { provider, verdict } = yield* scene
      provider.google = answerJson({ keys: [{ kty: "OKP", kid: "new" }, "?", null, googleKey.jwk] })
      assertEquals(yield* verdict(token), "accepted")
    })
  )
})
