import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { assert, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { JobStore } from "@serenya/domain/jobs/JobStore"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import * as JobStoreLaws from "@serenya/domain/testing/JobStoreLaws"
import { DateTime, Effect, Layer, Option } from "effect"
import * as FileJobStore from "../../src/stores/FileJobStore.ts"
import * as Scratch from "../support/Scratch.ts"

const store = Layer.provide(FileJobStore.layer, Scratch.state)

JobStoreLaws.suite("files", store)

it.live("renews no claim from before an erasure, also when somebody else has claimed the job since", () =>
  Effect.gen(function* () {
    const store = yield* JobStore
    const id = yield* JobFixtures.jobId()
    const now = JobFixtures.at
    const later = DateTime.add(now, { minutes: 1 })
    const before = Option.getOrThrow(yield* store.claim(id, now, later))
    yield* store.erase(id)
    const since = Option.getOrThrow(yield* store.claim(id, now, later))
    assertEquals(yield* store.renew(before, later), Option.none())
    assert.isTrue(Option.isSome(yield* store.renew(since, later)))
  }).pipe(Effect.provide(store))
)

const claimOnce = join(import.meta.dirname, "../support/claimOnce.ts")

it.live("lets one of several processes have each job", () =>
  Effect.gen(function* () {
    const folder = yield* Scratch.folder
    const ids = yield* Effect.all(Array.from({ length: 20 }, () => JobFixtures.jobId()))
    const runs = yield* Effect.promise(() =>
      Promise.all(Array.from({ length: 4 }, () => promisify(execFile)(process.execPath, [claimOnce, folder, ...ids])))
    )
    const claimed = runs.flatMap(({ stdout }) => stdout.trim().split("\n")).filter((id) => id !== "")
    assert.deepStrictEqual(claimed.toSorted(), [...ids].toSorted())
  })
)
