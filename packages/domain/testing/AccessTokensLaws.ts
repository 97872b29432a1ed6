import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, type Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { SecretKeys } from "../src/keys/SecretKeys.ts"
import { AccessTokens } from "../src/sessions/AccessTokens.ts"
import type { AccessTokenFault } from "../src/sessions/SessionErrors.ts"
import { SessionId } from "../src/sessions/SessionId.ts"
import * as Fixtures from "./Fixtures.ts"

const caller = Effect.gen(function* () {
  return { userId: yield* Fixtures.userId, sessionId: SessionId.make(yield* Fixtures.uuid) }
})

const refuses = Effect.fnUntraced(function* (token: Redacted.Redacted, reason: AccessTokenFault) {
  const tokens = yield* AccessTokens
  const error = yield* Effect.flip(tokens.verify(token))
  assertEquals(error._tag === "InvalidAccessToken" ? error.reason : error._tag, reason)
})

/** Every `AccessTokens` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<AccessTokens | SecretKeys, E>) =>
  withLayer(layer, { timeout: "30 seconds" })(`AccessTokens laws: ${name}`, (it) => {
    it.effect("tells whom it issued a token to", () =>
      Effect.gen(function* () {
        const tokens = yield* AccessTokens
        const ada = yield* caller
        const grace = yield* caller
        const first = yield* tokens.issue(ada)
        const second = yield* tokens.issue(grace)
        assertEquals(yield* tokens.verify(first.token), ada)
        assertEquals(yield* tokens.verify(second.token), grace)
      })
    )

    it.effect("issues a different token each time", () =>
      Effect.gen(function* () {
        const tokens = yield* AccessTokens
        const ada = yield* caller
        const first = yield* tokens.issue(ada)
        const second = yield* tokens.issue(ada)
        assertTrue(Redacted.value(first.token) !== Redacted.value(second.token))
      })
    )

    it.effect("accepts a token for fifteen minutes, to the second, and not one longer", () =>
      Effect.gen(function* () {
        const tokens = yield* AccessTokens
        const ada = yield* caller
        yield* TestClock.setTime(Math.ceil((yield* DateTime.now).epochMilliseconds / 1000) * 1000 + 700)
        const { token, expiresAt } = yield* tokens.issue(ada)
        assertEquals(expiresAt, DateTime.add(yield* DateTime.now, { minutes: 15, milliseconds: -700 }))
        yield* TestClock.setTime(expiresAt.epochMilliseconds - 1)
        assertEquals(yield* tokens.verify(token), ada)
        yield* TestClock.adjust("1 millis")
        yield* refuses(token, "expired")
      })
    )

    it.effect("refuses what it never issued", () =>
      Effect.gen(function* () {
        const tokens = yield* AccessTokens
        const { token } = yield* tokens.issue(yield* caller)
        yield* refuses(Redacted.make(`${Redacted.value(token)}=`), "malformed")
        yield* refuses(Redacted.make("not a token"), "malformed")
        yield* refuses(Redacted.make(""), "malformed")
      })
    )

    it.effect("signs nobody out at a rotation of its keys; a second one ends what the first key signed", () =>
      Effect.gen(function* () {
        const tokens = yield* AccessTokens
        const keys = yield* SecretKeys
        const ada = yield* caller
        const before = yield* tokens.issue(ada)
        yield* keys.rotate("access-token")
        yield* TestClock.adjust("4 minutes")
        const meanwhile = yield* tokens.issue(ada)
        yield* TestClock.adjust("1 minute")
        const after = yield* tokens.issue(ada)
        for (const { token } of [before, meanwhile, after]) assertEquals(yield* tokens.verify(token), ada)
        yield* keys.rotate("access-token")
        yield* TestClock.adjust("5 minutes")
        for (const { token } of [before, meanwhile]) yield* refuses(token, "unknown_key")
        assertEquals(yield* tokens.verify(after.token), ada)
      })
    )
  })
