import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse } from "@effect/vitest/utils"
import { Effect, type Layer, Redacted } from "effect"
import { Hex } from "effect/encoding"
import { DataKeys } from "../src/keys/DataKeys.ts"
import { KeyRewrapper } from "../src/keys/KeyRewrapper.ts"
import { assertDies } from "./Defects.ts"
import * as Fixtures from "./Fixtures.ts"

const hexOf = (bytes: Redacted.Redacted<Uint8Array>): string => Hex.encode(Redacted.value(bytes))

/** Every `KeyRewrapper` obeys these beside the `DataKeys` under the same master key. */
export const suite = <E>(name: string, layer: Layer.Layer<DataKeys | KeyRewrapper, E>) =>
  withLayer(layer, { timeout: "30 seconds", excludeTestServices: true })(`KeyRewrapper laws: ${name}`, (it) => {
    it.effect("wraps the same key in another way, and both unwrap", () =>
      Effect.gen(function* () {
        const keys = yield* DataKeys
        const userId = yield* Fixtures.userId
        const { plaintext, wrapped } = yield* keys.generate(userId)
        const again = yield* (yield* KeyRewrapper).rewrap(userId, wrapped)
        assertFalse(again === wrapped)
        assertEquals(hexOf(yield* keys.unwrap(userId, again)), hexOf(plaintext))
        assertEquals(hexOf(yield* keys.unwrap(userId, wrapped)), hexOf(plaintext))
      })
    )

    it.effect("rewraps for no other user, and what it rewrapped unwraps for no other", () =>
      Effect.gen(function* () {
        const keys = yield* DataKeys
        const rewrapper = yield* KeyRewrapper
        const [owner, other] = [yield* Fixtures.userId, yield* Fixtures.userId]
        const { plaintext, wrapped } = yield* keys.generate(owner)
        yield* assertDies(rewrapper.rewrap(other, wrapped), [hexOf(plaintext)])
        yield* assertDies(keys.unwrap(other, yield* rewrapper.rewrap(owner, wrapped)), [hexOf(plaintext)])
      })
    )
  })
