import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertNone, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, type Layer, Option, Redacted } from "effect"
import { claimedBy, RefreshToken } from "../src/sessions/RefreshToken.ts"
import { RefreshTokens, type TokenPair } from "../src/sessions/RefreshTokens.ts"
import { SessionId } from "../src/sessions/SessionId.ts"
import * as Fixtures from "./Fixtures.ts"

const caller = Effect.gen(function* () {
  return { userId: yield* Fixtures.userId, sessionId: SessionId.make(yield* Fixtures.uuid) }
})

const issue = Effect.gen(function* () {
  const tokens = yield* RefreshTokens
  return yield* tokens.issue(yield* caller)
})

const pair = Effect.gen(function* () {
  return {
    accessToken: Redacted.make("header.payload.signature"),
    accessTokenExpiresAt: DateTime.add(Fixtures.at, { minutes: 15 }),
    refreshToken: yield* issue
  } satisfies TokenPair
})

/** Every `RefreshTokens` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<RefreshTokens, E>) =>
  withLayer(layer, { timeout: "30 seconds" })(`RefreshTokens laws: ${name}`, (it) => {
    it.effect("issues a token that names its user and session, never the same one twice", () =>
      Effect.gen(function* () {
        const tokens = yield* RefreshTokens
        const ada = yield* caller
        const first = yield* tokens.issue(ada)
        const second = yield* tokens.issue(ada)
        assertEquals(claimedBy(first), ada)
        assertEquals(claimedBy(second), ada)
        assertTrue(Redacted.value(first) !== Redacted.value(second))
      })
    )

    it.effect("hashes the same token to the same hash, and no other token to it", () =>
      Effect.gen(function* () {
        const tokens = yield* RefreshTokens
        const token = yield* issue
        const hash = yield* tokens.hash(token)
        assertEquals(yield* tokens.hash(Redacted.make(Redacted.value(token))), hash)
        assertTrue((yield* tokens.hash(yield* issue)) !== hash)
        assertTrue(!Redacted.value(token).includes(hash))
      })
    )

    it.effect("opens a sealed pair with its parent token", () =>
      Effect.gen(function* () {
        const tokens = yield* RefreshTokens
        const parent = yield* issue
        const successor = yield* pair
        const sealed = yield* tokens.seal(parent, successor)
        assertEquals(yield* tokens.open(Redacted.make(Redacted.value(parent)), sealed), Option.some(successor))
      })
    )

    it.effect("opens nothing with another token, not even one of the same session", () =>
      Effect.gen(function* () {
        const tokens = yield* RefreshTokens
        const ada = yield* caller
        const parent = yield* tokens.issue(ada)
        const sealed = yield* tokens.seal(parent, yield* pair)
        assertNone(yield* tokens.open(yield* tokens.issue(ada), sealed))
        const flipped = Redacted.value(parent).replace(/.$/, (last) => (last === "A" ? "B" : "A"))
        assertNone(yield* tokens.open(Redacted.make(RefreshToken.make(flipped)), sealed))
      })
    )

    it.effect("seals the same pair differently each time, and shows nothing of it", () =>
      Effect.gen(function* () {
        const tokens = yield* RefreshTokens
        const parent = yield* issue
        const successor = yield* pair
        const first = yield* tokens.seal(parent, successor)
        const second = yield* tokens.seal(parent, successor)
        assertTrue(first !== second)
        assertTrue(!first.includes(Redacted.value(successor.refreshToken)))
        assertEquals(yield* tokens.open(parent, first), yield* tokens.open(parent, second))
      })
    )
  })
