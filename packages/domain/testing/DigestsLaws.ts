import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, type Layer } from "effect"
import { Digests } from "../src/audit/Digests.ts"

/** Every `Digests` obeys these. */
export const suite = <E>(name: string, layer: Layer.Layer<Digests, E>) =>
  withLayer(layer)(`Digests laws: ${name}`, (it) => {
    it.effect("gives one text one digest, and every other text another", () =>
      Effect.gen(function* () {
        const { sha256 } = yield* Digests
        const texts = ["", " ", "a", "A", "ab", "ä", "a\n", "\u0000"]
        assertEquals(new Set(texts.map(sha256)).size, texts.length)
        assertEquals(texts.map(sha256), texts.map(sha256))
      })
    )
  })
