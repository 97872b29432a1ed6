import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, type Layer, Option } from "effect"
import { CheckpointStore } from "../src/audit/CheckpointStore.ts"

/** Every `CheckpointStore` obeys these; it begins empty. */
export const suite = <E>(name: string, layer: Layer.Layer<CheckpointStore, E>) =>
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`CheckpointStore laws: ${name}`, (it) => {
    it.effect("begins empty, gives back what was written, and lists it by number, not by spelling", () =>
      Effect.gen(function* () {
        const store = yield* CheckpointStore
        assertEquals(yield* store.numbers, [])
        assertEquals(yield* store.read(1), Option.none())
        for (const number of [10, 9, 1]) assertEquals(yield* store.write(number, `text ${number}`), true)
        assertEquals(yield* store.numbers, [1, 9, 10])
        assertEquals(yield* store.read(9), Option.some("text 9"))
      })
    )

    it.effect("keeps what stands, and says so to whoever comes with another text", () =>
      Effect.gen(function* () {
        const store = yield* CheckpointStore
        assertEquals(yield* store.write(20, "mine"), true)
        assertEquals(yield* store.write(20, "mine"), true)
        assertEquals(yield* store.write(20, "theirs"), false)
        assertEquals(yield* store.read(20), Option.some("mine"))
      })
    )

    it.effect("lets one of two that come at once stand", () =>
      Effect.gen(function* () {
        const store = yield* CheckpointStore
        const writes = ["one", "two"].map((text) => store.write(21, text))
        const written = yield* Effect.all(writes, { concurrency: "unbounded" })
        assertEquals(written.filter(Boolean).length, 1)
        assertEquals(yield* store.read(21), Option.some(written[0] === true ? "one" : "two"))
      })
    )
  })
