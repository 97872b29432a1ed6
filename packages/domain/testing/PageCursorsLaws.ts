import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, type Layer } from "effect"
import { InvalidCursor, PageCursor, PageCursors } from "../src/subscriptions/PageCursors.ts"
import * as Fixtures from "./Fixtures.ts"

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."

/** Every `PageCursors` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<PageCursors, E>) =>
  withLayer(layer, { timeout: "30 seconds", excludeTestServices: true })(`PageCursors laws: ${name}`, (it) => {
    it.effect("opens for whom it was sealed, at the same place, as often as they like", () =>
      Effect.gen(function* () {
        const cursors = yield* PageCursors
        const userId = yield* Fixtures.userId
        const position = { processedAt: Fixtures.at, id: yield* Fixtures.uuid }
        const cursor = yield* cursors.seal(userId, position)
        assertEquals([yield* cursors.open(userId, cursor), yield* cursors.open(userId, cursor)], [position, position])
      })
    )

    it.effect("opens for nobody else", () =>
      Effect.gen(function* () {
        const cursors = yield* PageCursors
        const position = { processedAt: Fixtures.at, id: yield* Fixtures.uuid }
        const cursor = yield* cursors.seal(yield* Fixtures.userId, position)
        assertEquals(yield* Effect.flip(cursors.open(yield* Fixtures.userId, cursor)), new InvalidCursor())
      })
    )

    it.effect("opens with no letter changed, lost or added, and nothing that was never given", () =>
      Effect.gen(function* () {
        const cursors = yield* PageCursors
        const userId = yield* Fixtures.userId
        const cursor = yield* cursors.seal(userId, { processedAt: Fixtures.at, id: yield* Fixtures.uuid })
        const altered = Array.from(cursor, (letter, i) => {
          const other = alphabet[(alphabet.indexOf(letter) + 1) % alphabet.length] ?? "A"
          return cursor.slice(0, i) + other + cursor.slice(i + 1)
        })
        for (const text of [...altered, cursor.slice(0, -1), `${cursor}A`, "never", "."]) {
          const opened = yield* Effect.flip(cursors.open(userId, PageCursor.make(text)))
          assertEquals(opened, new InvalidCursor())
        }
      })
    )
  })
