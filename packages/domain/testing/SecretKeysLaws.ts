import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse, assertTrue } from "@effect/vitest/utils"
import { Effect, type Layer, Option, Redacted } from "effect"
import { type SecretKey, SecretKeys, SecretName } from "../src/keys/SecretKeys.ts"
import { assertDies } from "./Defects.ts"

const plain = ({ id, bytes }: SecretKey) => ({ id, bytes: [...Redacted.value(bytes)] })

/** Every `SecretKeys` obeys these, whatever it is made of. The layer comes with a first key in each ring. */
export const suite = <E>(name: string, layer: Layer.Layer<SecretKeys, E>) =>
  withLayer(layer, { timeout: "30 seconds", excludeTestServices: true })(`SecretKeys laws: ${name}`, (it) => {
    it.effect("has a key of at least 256 bits under each name, a different one", () =>
      Effect.gen(function* () {
        const keys = yield* SecretKeys
        const rings = yield* Effect.forEach(SecretName.literals, (name) => keys.ring(name))
        for (const { current } of rings) assertTrue(Redacted.value(current.bytes).length >= 32 && current.id.length > 0)
        assertEquals(new Set(rings.map(({ current }) => String(Redacted.value(current.bytes)))).size, rings.length)
      })
    )

    it.effect("gives the same ring until it is rotated", () =>
      Effect.gen(function* () {
        const keys = yield* SecretKeys
        const { current } = yield* keys.ring("access-token")
        assertEquals(plain((yield* keys.ring("access-token")).current), plain(current))
        assertEquals(plain((yield* keys.ring("access-token", { fresh: true })).current), plain(current))
      })
    )

    it.effect("rotates: a new current key, the one before it still valid, the one before that gone", () =>
      Effect.gen(function* () {
        const keys = yield* SecretKeys
        const first = (yield* keys.ring("access-token")).current
        const rotated = yield* keys.rotate("access-token")
        assertFalse(rotated.current.id === first.id)
        assertFalse(String(Redacted.value(rotated.current.bytes)) === String(Redacted.value(first.bytes)))
        assertEquals(Option.map(rotated.previous, plain), Option.some(plain(first)))
        assertEquals(plain((yield* keys.ring("access-token")).current), plain(rotated.current))
        const again = yield* keys.rotate("access-token")
        assertEquals(Option.map(again.previous, plain), Option.some(plain(rotated.current)))
      })
    )

    it.effect("rotates one ring and leaves the other", () =>
      Effect.gen(function* () {
        const keys = yield* SecretKeys
        const before = yield* keys.ring("email-index", { fresh: true })
        yield* keys.rotate("access-token")
        assertEquals(plain((yield* keys.ring("email-index", { fresh: true })).current), plain(before.current))
      })
    )

    it.effect("never rotates the keys by which guards and erasures are found again", () =>
      Effect.gen(function* () {
        const keys = yield* SecretKeys
        for (const name of ["email-index", "erasure-ledger", "audit-checkpoint"] as const) {
          const before = yield* keys.ring(name)
          yield* assertDies(keys.rotate(name))
          assertEquals(plain((yield* keys.ring(name)).current), plain(before.current))
        }
      })
    )
  })
