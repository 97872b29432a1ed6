import { mkdir, utimes, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import * as Lifecycle from "../../src/stores/Lifecycle.ts"
import { StateFolder } from "../../src/stores/StateFolder.ts"
import * as Scratch from "../support/Scratch.ts"

const now = Date.parse("2026-03-10T00:00:00Z")
const hours = (n: number) => n * 60 * 60 * 1000

it.effect("deletes objects that are older than two days, whatever they are, and no key", () =>
  Effect.gen(function* () {
    const folder = yield* StateFolder
    yield* TestClock.setTime(now)
    const plant = async (path: string, age: number) => {
      await mkdir(join(folder.root, path, ".."), { recursive: true })
      await writeFile(join(folder.root, path), "x")
      await utimes(join(folder.root, path), (now - age) / 1000, (now - age) / 1000)
    }
    yield* Effect.promise(async () => {
      for (const name of ["incoming", "outgoing"]) {
        await plant(`${name}/old`, hours(49))
        await plant(`${name}/young`, hours(47))
      }
      await plant("claims/old/first", hours(49))
      await utimes(join(folder.root, "claims/old"), (now - hours(49)) / 1000, (now - hours(49)) / 1000)
      await plant("master.key", hours(999))
    })
    yield* Lifecycle.expire
    const left = yield* Effect.forEach(["incoming", "claims", "outgoing", ""], (name) =>
      Effect.map(folder.list(name), (files) => files.map(({ name }) => name).toSorted())
    )
    assert.deepStrictEqual(left, [["young"], [], ["young"], ["claims", "drafts", "incoming", "master.key", "outgoing"]])
  }).pipe(Effect.provide(Scratch.state))
)
