import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import { report } from "@serenya/domain/testing/synthetic/Report"
import type { TrueRow } from "@serenya/domain/testing/synthetic/Truth"
import { Effect } from "effect"
import * as Cases from "../../src/evaluation/Cases.ts"
import { drawn } from "../../src/evaluation/DrawnPdf.ts"
import * as Program from "../support/Program.ts"
import * as Scratch from "../support/Scratch.ts"

const sheet = report(4, "fiveColumns", "de")

/** A folder of one report, with this truth beside it. */
const folderWith = Effect.fnUntraced(function* (truth: string | undefined) {
  const folder = yield* Scratch.folder
  const bytes = yield* drawn(sheet.written)
  yield* Effect.promise(async () => {
    await writeFile(join(folder, "report.pdf"), bytes)
    await mkdir(join(folder, "truth"))
    if (truth !== undefined) await writeFile(join(folder, "truth", "report.json"), truth)
  })
  return folder
})

const changed = (rows: ReadonlyArray<TrueRow>) =>
  JSON.stringify(rows.map((row, index) => (index === 0 ? { ...row, value: `9${row.value}` } : row)))

it.live(
  "gives the figures of a folder and ends well when no wrong value is shown as verified",
  () =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* Program.run("evaluate.ts", [
        yield* folderWith(JSON.stringify(sheet.truth))
      ])
      assert.deepStrictEqual([code, stderr], [0, ""])
      const count = String(sheet.truth.length)
      const cells = stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.trim().split(/\s{2,}/))
      assert.deepStrictEqual(cells, [
        ["report", "printed", "found", "right", "precision", "recall", "flags", "wrong"],
        ["report.pdf", count, count, count, "1.000", "1.000", "1.000", "0"],
        ["total of 1", count, count, count, "1.000", "1.000", "1.000", "0"]
      ])
    }),
  90_000
)

it.live(
  "ends badly when a wrong value is shown as verified, and names it",
  () =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* Program.run("evaluate.ts", [yield* folderWith(changed(sheet.truth))])
      assert.strictEqual(code, 1)
      assert.include(stdout, "wrong and shown as verified in report.pdf: ")
      assert.include(stderr, "1 wrong value was shown as verified.")
    }),
  90_000
)

it.live("says what is wrong with a folder and what to do about it", () =>
  Effect.gen(function* () {
    const empty = yield* Scratch.folder
    for (const [folder, said] of [
      [join(empty, "nowhere"), "There is no folder "],
      [empty, "There is no PDF in "],
      [yield* folderWith(undefined), "report.pdf is judged by truth/report.json"],
      [yield* folderWith("{}"), "report.json is no truth file: "]
    ] as const) {
      const refused = yield* Effect.flip(Cases.ofFolder(folder))
      assert.include(refused.userMessage, said)
    }
  })
)

it.live(
  "ends badly, with one sentence, when there is nothing to evaluate",
  () =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* Program.run("evaluate.ts", ["/nowhere"])
      assert.deepStrictEqual([code, stdout], [1, ""])
      assert.include(stderr, "There is no folder /nowhere.")
    }),
  90_000
)

it.live(
  "explains itself",
  () =>
    Effect.gen(function* () {
      const { code, stdout } = yield* Program.run("evaluate.ts", ["--help"])
      assert.strictEqual(code, 0)
      for (const word of ["folder", "truth/", "--seed", "synthetic corpus"]) assert.include(stdout, word)
    }),
  90_000
)
