import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, type Layer } from "effect"
import { RandomIds } from "../src/shared/RandomIds.ts"

const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Every `RandomIds` obeys these, whatever it draws from. */
export const suite = <E>(name: string, layer: Layer.Layer<RandomIds, E>) =>
  withLayer(layer)(`RandomIds laws: ${name}`, (it) => {
    it.effect("never gives the same id twice, to however many at once", () =>
      Effect.gen(function* () {
        const ids = yield* RandomIds
        const uuids = yield* Effect.all(
          Array.from({ length: 2000 }, () => ids.uuid),
          { concurrency: "unbounded" }
        )
        const tokens = yield* Effect.all(
          Array.from({ length: 2000 }, () => ids.token(16)),
          { concurrency: "unbounded" }
        )
        assertEquals(new Set([...uuids, ...tokens]).size, 4000)
      })
    )

    it.effect("gives lower-case UUIDs of version 4", () =>
      Effect.gen(function* () {
        const uuid = yield* (yield* RandomIds).uuid
        assertTrue(uuidV4.test(uuid), uuid)
      })
    )

    it.effect("gives tokens of the length that their bytes have in base64url", () =>
      Effect.gen(function* () {
        const ids = yield* RandomIds
        for (const [bytes, length] of [
          [1, 2],
          [2, 3],
          [3, 4],
          [16, 22],
          [32, 43]
        ] as const) {
          const token = yield* ids.token(bytes)
          assertEquals(token.length, length)
          assertTrue(/^[A-Za-z0-9_-]+$/.test(token), token)
        }
      })
    )
  })
