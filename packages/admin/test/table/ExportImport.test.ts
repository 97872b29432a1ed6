import { appendFile, readdir, readFile, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import * as Items from "@serenya/adapters-aws/testing/Items"
import { numbers } from "@serenya/domain/testing/Mulberry32"
import { Effect, Fiber, Option } from "effect"
import * as Engine from "../support/Engine.ts"
import { folder } from "../support/Folder.ts"
import * as Program from "../support/Program.ts"
import * as Copies from "./Copies.ts"

/** Rows of every type in partitions of many sizes. */
const drawnRows = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    ...Items.drawn(i),
    PK: { S: `P${Math.floor(Math.sqrt(i))}` },
    SK: { S: `S${i}` }
  }))

/** Lets an effect run for a moment and kills it; what it was writing is cut short. */
const killedAfter = Effect.fnUntraced(function* <A, E>(millis: number, effect: Effect.Effect<A, E>, root: string) {
  const fiber = yield* Effect.forkChild(effect)
  yield* Effect.sleep(millis)
  yield* Fiber.interrupt(fiber)
  const names = yield* Effect.promise(() => readdir(root))
  if (names.includes("manifest.json")) return
  for (const name of names) yield* Effect.promise(() => appendFile(join(root, name), Copies.torn))
})

Engine.suites("an export and its import", () => {
  it.live(
    "give every row back as it was, whatever its types and however many segments, each once",
    () =>
      Effect.gen(function* () {
        const { exported, imported, make, rows } = yield* Copies.open
        yield* make("serenya-from", drawnRows(300))
        const before = yield* rows("serenya-from")
        assertEquals(before.length, 300)
        for (const segments of [1, 5]) {
          const root = yield* folder
          const manifest = yield* exported("serenya-from", root, { segments })
          assertEquals([manifest.all, manifest.segments.length, manifest.is_snapshot], [300, segments, false])
          const files = yield* Effect.forEach(manifest.segments, ({ file }) =>
            Effect.promise(() => readFile(join(root, file), "utf8"))
          )
          const lines = files.flatMap((text) => text.split("\n").slice(0, -1))
          assertEquals([lines.length, new Set(lines).size], [300, 300])
          const to = `serenya-to-${segments}`
          yield* make(to)
          assertEquals((yield* imported(root, to)).outcomes, { written: 300 })
          assertEquals(yield* rows(to), before)
          assertEquals((yield* imported(root, to)).outcomes, { present: 300 })
        }
      }),
    120_000
  )

  it.live(
    "end the same after twenty kills each, whenever they come",
    () =>
      Effect.gen(function* () {
        const { exported, imported, make, rows } = yield* Copies.open
        const random = numbers(7)
        const root = yield* folder
        yield* make("serenya-from", drawnRows(400))
        yield* make("serenya-to")
        for (let kills = 0; kills < 20; kills++) yield* killedAfter(random() * 25, exported("serenya-from", root), root)
        const isOver = (yield* Effect.promise(() => readdir(root))).includes("manifest.json")
        if (!isOver) yield* exported("serenya-from", root)
        const importing = imported(root, "serenya-to")
        for (let kills = 0; kills < 20; kills++) {
          yield* Effect.flatMap(Effect.forkChild(importing), (fiber) =>
            Effect.andThen(Effect.sleep(random() * 40), Fiber.interrupt(fiber))
          )
        }
        const { outcomes, refused } = yield* importing
        assertEquals(
          Object.values(outcomes).reduce((sum, count) => sum + count, 0),
          400
        )
        assertEquals(refused, [])
        assertEquals(yield* rows("serenya-to"), yield* rows("serenya-from"))
        assertEquals((yield* Effect.promise(() => readdir(root))).toSorted(), [
          "manifest.json",
          "segment-000.jsonl",
          "segment-001.jsonl",
          "segment-002.jsonl"
        ])
      }),
    120_000
  )

  it.live(
    "are for their owner alone, and are refused where a byte was changed or a file is not the whole one",
    () =>
      Effect.gen(function* () {
        const { exported, imported, make } = yield* Copies.open
        yield* make("serenya-from", drawnRows(30))
        yield* make("serenya-to")
        const root = yield* folder
        yield* exported("serenya-from", root, { segments: 1 })
        const path = join(root, "segment-000.jsonl")
        assertEquals((yield* Effect.promise(() => stat(path))).mode & 0o777, 0o600)
        const text = yield* Effect.promise(() => readFile(path, "utf8"))
        for (const wrong of [text.replace("S1", "S2"), text.slice(0, -1), `${text}\n`]) {
          yield* Effect.promise(() => writeFile(path, wrong))
          assert.include((yield* Effect.flip(imported(root, "serenya-to"))).message, "is not what the manifest says")
        }
        yield* Effect.promise(() => writeFile(path, text))
        assert.include((yield* Effect.flip(exported("serenya-from", root))).message, "holds a finished export")
        assert.include((yield* Effect.flip(imported(root, "serenya-none"))).message, "There is no table")
        const empty = yield* folder
        assert.include((yield* Effect.flip(imported(empty, "serenya-to"))).message, "holds no finished export")
        yield* make("serenya-other")
        yield* Effect.exit(exported("serenya-from", empty, { watch: () => Effect.interrupt }))
        const other = yield* Effect.flip(exported("serenya-other", empty))
        assert.include(other.message, "holds a part of an export of serenya-from")
      }),
    120_000
  )

  it.live(
    "go no faster than they may",
    () =>
      Effect.gen(function* () {
        const { exported, imported, make } = yield* Copies.open
        yield* make("serenya-from", drawnRows(150))
        yield* make("serenya-to")
        const root = yield* folder
        yield* exported("serenya-from", root)
        const from = performance.now()
        const perSecond = 200
        yield* imported(root, "serenya-to", { perSecond: Option.some(perSecond) })
        // The first batch goes at once.
        assertTrue(performance.now() - from >= ((150 - 50) / perSecond) * 1000 - 20)
      }),
    120_000
  )

  it.live(
    "work through the program, from a state folder and back",
    () =>
      Effect.gen(function* () {
        const { at, make } = yield* Copies.open
        const settings = at("serenya-copy")
        yield* make("serenya-copy", drawnRows(20))
        const [root, copy] = [yield* folder, join(yield* folder, "copy")]
        const exported = yield* Program.run(["table", "export", "--to", copy, "--segments", "2"], settings)
        assertEquals([exported.code, exported.stderr], [0, ""])
        assert.match(exported.stdout, /^all +20$/m)
        const unnamed = yield* Program.run(["table", "import", "--from", copy], settings)
        assertEquals(unnamed.code, 2)
        assert.include(unnamed.stderr, "--stage serenya-copy")
        yield* Program.run(["table", "create", "--local", root])
        const imported = yield* Program.run(["table", "import", "--from", copy, "--local", root, "--json"])
        assertEquals([imported.code, imported.stderr], [0, ""])
        assertEquals(JSON.parse(imported.stdout), {
          dry_run: false,
          table: "serenya-local",
          from: "serenya-copy",
          outcomes: { written: 20 },
          refused: []
        })
      }),
    240_000
  )
})
