import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, Option, Terminal } from "effect"
import { TerminalCapabilities } from "effect/cli"
import { TestClock } from "effect/testing"
import * as Progress from "../../src/cli/Progress.ts"
import { line } from "../../src/cli/ProgressRules.ts"

const rows = { what: "rows", first: 0, seconds: 4 }

describe("progress", () => {
  it("says how many, how fast, and how long yet", () => {
    assertEquals(line({ ...rows, done: 1200, all: Option.some(5000) }), "1200 of 5000 rows, 300 rows/s, 13 s left")
    assertEquals(line({ ...rows, done: 40, all: Option.some(100_000) }), "40 of 100000 rows, 10 rows/s, 2.8 h left")
    assertEquals(line({ ...rows, done: 400, all: Option.some(100_000) }), "400 of 100000 rows, 100 rows/s, 17 min left")
    assertEquals(line({ ...rows, done: 6, all: Option.none() }), "6 rows, 1.5 rows/s")
    assertEquals(line({ ...rows, done: 101, all: Option.some(100) }), "101 rows, 25 rows/s")
  })

  it("counts the speed from where it began, and promises no end before it moved", () => {
    assertEquals(
      line({ ...rows, done: 900, first: 500, all: Option.some(1000) }),
      "900 of 1000 rows, 100 rows/s, 1 s left"
    )
    assertEquals(line({ ...rows, done: 500, first: 500, all: Option.some(1000) }), "500 of 1000 rows, 0.0 rows/s")
  })

  const shown = Effect.fnUntraced(function* (canAnimate: boolean, steps: ReadonlyArray<readonly [number, number]>) {
    const texts: Array<string> = []
    const terminal = Terminal.make({
      columns: Effect.succeed(30),
      rows: Effect.succeed(24),
      size: Effect.die("unused"),
      readInput: Effect.die("unused"),
      readLine: Effect.die("unused"),
      display: (text) => Effect.sync(() => void texts.push(text))
    })
    yield* Effect.gen(function* () {
      const watch = yield* Progress.watch("rows", Option.some(100))
      for (const [millis, done] of steps) {
        yield* TestClock.adjust(millis)
        yield* watch(done)
      }
    }).pipe(
      Effect.scoped,
      Effect.provideService(Terminal.Terminal, terminal),
      Effect.provideService(TerminalCapabilities.TerminalCapabilities, {
        canAnimate,
        canColor: false,
        canPrompt: false
      })
    )
    return texts.map((text) => text.trimStart())
  })

  it.effect("shows nothing of what is over within a second, and takes its line away at the end", () =>
    Effect.gen(function* () {
      assertEquals(
        yield* shown(true, [
          [500, 10],
          [499, 20]
        ]),
        []
      )
      const texts = yield* shown(true, [
        [500, 0],
        [500, 10],
        [50, 11],
        [50, 20]
      ])
      assertEquals(texts, ["10 of 100 rows, 10 rows/s, 9…", "20 of 100 rows, 18 rows/s, 5…", ""])
      for (const text of texts) assert.notMatch(text, /\n/)
    })
  )

  it.effect("says nothing into a pipe", () =>
    Effect.gen(function* () {
      assertEquals(
        yield* shown(false, [
          [2000, 10],
          [2000, 100]
        ]),
        []
      )
    })
  )
})
