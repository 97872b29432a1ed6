import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse } from "@effect/vitest/utils"
import { Effect, type Layer, Redacted, Result } from "effect"
import { Base64, Hex } from "effect/encoding"
import { DataKeys, WrappedKey } from "../src/keys/DataKeys.ts"
import { assertDies } from "./Defects.ts"
import * as Fixtures from "./Fixtures.ts"

const hexOf = (bytes: Redacted.Redacted<Uint8Array>): string => Hex.encode(Redacted.value(bytes))

/** The same base64 text with the lowest bit of its last byte turned over. */
const altered = (wrapped: WrappedKey): WrappedKey => {
  const bytes = Result.getOrThrow(Base64.decode(wrapped))
  return WrappedKey.make(Base64.encode(bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte))))
}

/** Every `DataKeys` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<DataKeys, E>) =>
  withLayer(layer, { timeout: "30 seconds", excludeTestServices: true })(`DataKeys laws: ${name}`, (it) => {
    it.effect("unwraps what it wrapped, again and again", () =>
      Effect.gen(function* () {
        const keys = yield* DataKeys
        const userId = yield* Fixtures.userId
        const { plaintext, wrapped } = yield* keys.generate(userId)
        assertEquals(Redacted.value(plaintext).length, 32)
        assertEquals(hexOf(yield* keys.unwrap(userId, wrapped)), hexOf(plaintext))
        assertEquals(hexOf(yield* keys.unwrap(userId, wrapped)), hexOf(plaintext))
      })
    )

    it.effect("never makes the same key twice, nor shows it in its wrapping", () =>
      Effect.gen(function* () {
        const keys = yield* DataKeys
        const userId = yield* Fixtures.userId
        const made = yield* Effect.all(
          Array.from({ length: 20 }, () => keys.generate(userId)),
          { concurrency: 5 }
        )
        assertEquals(new Set(made.map(({ plaintext }) => hexOf(plaintext))).size, 20)
        assertEquals(new Set(made.map(({ wrapped }) => wrapped)).size, 20)
        for (const { plaintext, wrapped } of made) {
          assertFalse(Hex.encode(Result.getOrThrow(Base64.decode(wrapped))).includes(hexOf(plaintext)))
        }
      })
    )

    it.effect("unwraps for no other user, not even after it did for the right one", () =>
      Effect.gen(function* () {
        const keys = yield* DataKeys
        const owner = yield* Fixtures.userId
        const other = yield* Fixtures.userId
        const { plaintext, wrapped } = yield* keys.generate(owner)
        yield* assertDies(keys.unwrap(other, wrapped), [hexOf(plaintext)])
        yield* keys.unwrap(owner, wrapped)
        yield* assertDies(keys.unwrap(other, wrapped), [hexOf(plaintext)])
        assertEquals(hexOf(yield* keys.unwrap(owner, wrapped)), hexOf(plaintext))
      })
    )

    it.effect("does not unwrap what was altered", () =>
      Effect.gen(function* () {
        const keys = yield* DataKeys
        const userId = yield* Fixtures.userId
        const { wrapped } = yield* keys.generate(userId)
        yield* assertDies(keys.unwrap(userId, altered(wrapped)))
      })
    )
  })
