import { it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import * as MemorySecretKeys from "@serenya/domain/keys/MemorySecretKeys"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import { AccessTokens } from "@serenya/domain/sessions/AccessTokens"
import { SessionId } from "@serenya/domain/sessions/SessionId"
import * as MemoryRandomIds from "@serenya/domain/shared/MemoryRandomIds"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { Effect, Layer, Option, Redacted, Result } from "effect"
import { TestClock } from "effect/testing"
import { decodeProtectedHeader, SignJWT } from "jose"
import * as HeldRing from "../../src/keys/HeldRing.ts"
import * as JoseAccessTokens from "../../src/sessions/JoseAccessTokens.ts"

const kidOf = (token: Redacted.Redacted) => decodeProtectedHeader(Redacted.value(token)).kid

/** Two functions, each with a ring it holds for itself, over one source that an operator rotates. */
const drill = Effect.gen(function* () {
  yield* TestClock.setTime(Fixtures.at.epochMilliseconds)
  const source = yield* SecretKeys
  const caller = { userId: yield* Fixtures.userId, sessionId: SessionId.make(yield* Fixtures.uuid) }
  const state = { outage: false }

  const cause = new Error("outage")
  const outage = new Unavailable({ resource: "keys", operation: "ring", retryable: true, cause })
  const fetch = Effect.suspend(() => (state.outage ? Effect.fail(outage) : source.ring("access-token")))
  const aFunction = Effect.gen(function* () {
    const held = yield* HeldRing.make(fetch)
    const keys = SecretKeys.of({ ...source, ring: (_name, options) => held.get(options?.fresh ?? false) })
    const layer = JoseAccessTokens.layer.pipe(
      Layer.provide(Layer.mergeAll(Layer.succeed(SecretKeys, keys), MemoryRandomIds.layer))
    )
    return yield* Effect.provide(AccessTokens, layer, { local: true })
  })
  const functions = { auth: yield* aFunction, authorizer: yield* aFunction }

  /** What each function makes of a token. */
  const verdicts = (token: Redacted.Redacted) =>
    Effect.forEach(Object.values(functions), ({ verify }) =>
      Effect.map(
        Effect.result(verify(token)),
        Result.match({
          onSuccess: () => "in",
          onFailure: (error) => (error._tag === "InvalidAccessToken" ? error.reason : error._tag)
        })
      )
    )

  const issue = Effect.map(functions.auth.issue(caller), ({ token }) => token)
  return { ...functions, caller, issue, source, state, verdicts }
})

/** A token made just now by whoever holds this key, the service's own or a copy. */
const minted = Effect.fnUntraced(function* (
  { bytes, id }: { readonly id: string; readonly bytes: Redacted.Redacted<Uint8Array> },
  caller: { readonly userId: string; readonly sessionId: string },
  secondsSinceStart: number
) {
  const iat = Math.floor(Fixtures.at.epochMilliseconds / 1000) + secondsSinceStart
  const jwt = new SignJWT({ sid: caller.sessionId })
    .setProtectedHeader({ alg: "HS256", kid: id, typ: "JWT" })
    .setIssuer("serenya.health")
    .setAudience("serenya-mobile-app")
    .setSubject(caller.userId)
    .setJti(yield* Fixtures.uuid)
    .setIssuedAt(iat)
    .setExpirationTime(iat + 900)
  return Redacted.make(yield* Effect.promise(() => jwt.sign(Redacted.value(bytes))))
})

it.effect(
  "a rotation refuses nobody: the new key signs when every function knows it, the old one is good for 20 minutes",
  () =>
    Effect.gen(function* () {
      const { issue, source, verdicts } = yield* drill
      const before = yield* issue
      assertEquals(yield* verdicts(before), ["in", "in"])
      const { current, previous } = yield* source.rotate("access-token")
      const old = Option.getOrThrow(previous)

      let last = before
      for (let minute = 0; minute < 20; minute++) {
        const token = yield* issue
        assertEquals(kidOf(token), minute < 5 ? old.id : current.id)
        // Whichever ring a function holds, it lets in what another signs now and signed a quarter of an hour ago.
        assertEquals(yield* verdicts(token), ["in", "in"])
        if (minute < 15) assertEquals(yield* verdicts(before), ["in", "in"])
        if (minute < 5) last = token
        yield* TestClock.adjust("1 minute")
      }
      assertEquals(yield* verdicts(last), ["unknown_key", "unknown_key"])
    }).pipe(Effect.provide(MemorySecretKeys.layer))
)

it.effect("the key before a rotation signs nothing any more after the overlap, not even for who holds a copy", () =>
  Effect.gen(function* () {
    const { caller, source, verdicts } = yield* drill
    const old = (yield* source.ring("access-token")).current
    yield* source.rotate("access-token")
    yield* TestClock.adjust("1199 seconds")
    assertEquals(yield* verdicts(yield* minted(old, caller, 1199)), ["in", "in"])
    yield* TestClock.adjust("1 second")
    assertEquals(yield* verdicts(yield* minted(old, caller, 1200)), ["unknown_key", "unknown_key"])
  }).pipe(Effect.provide(MemorySecretKeys.layer))
)

it.effect("a key that leaked dies within five minutes of two rotations", () =>
  Effect.gen(function* () {
    const { caller, issue, source, verdicts } = yield* drill
    const leaked = (yield* source.ring("access-token")).current
    assertEquals(yield* verdicts(yield* issue), ["in", "in"])
    yield* source.rotate("access-token")
    yield* source.rotate("access-token")
    // Rings that functions hold are the bound.
    assertEquals(yield* verdicts(yield* minted(leaked, caller, 0)), ["in", "in"])
    yield* TestClock.adjust("300 seconds")
    assertEquals(yield* verdicts(yield* minted(leaked, caller, 300)), ["unknown_key", "unknown_key"])
    assertEquals(yield* verdicts(yield* issue), ["in", "in"])
  }).pipe(Effect.provide(MemorySecretKeys.layer))
)

it.effect(
  "a function that cannot reach the keys goes on with those it holds, and refuses nobody for a key it cannot look up",
  () =>
    Effect.gen(function* () {
      const { auth, caller, issue, source, state, verdicts } = yield* drill
      const before = yield* issue
      assertEquals(yield* verdicts(before), ["in", "in"])
      const { current } = yield* source.rotate("access-token")
      state.outage = true
      yield* TestClock.adjust("14 minutes")
      assertEquals(yield* verdicts(before), ["in", "in"])
      assertEquals(kidOf((yield* auth.issue(caller)).token), kidOf(before))
      const stranger = yield* minted(current, caller, 840)
      assertEquals(yield* verdicts(stranger), ["Unavailable", "Unavailable"])
      state.outage = false
      yield* TestClock.adjust("10 seconds")
      assertEquals(yield* verdicts(stranger), ["in", "in"])
    }).pipe(Effect.provide(MemorySecretKeys.layer))
)
