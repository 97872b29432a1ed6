import { copyFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import * as Dynoxide from "@serenya/adapters-aws/dynamo/Dynoxide"
import { type JobId, makeJobId } from "@serenya/domain/jobs/JobId"
import { JobStore } from "@serenya/domain/jobs/JobStore"
import { ErasureLedger } from "@serenya/domain/privacy/ErasureLedger"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import type { UserId } from "@serenya/domain/users/UserId"
import { UserStore } from "@serenya/domain/users/UserStore"
import { DateTime, Effect, Option } from "effect"
import { ended } from "../support/Local.ts"
import * as Program from "../support/Program.ts"
import { folder, within } from "../support/StateFolders.ts"

const because = ["--reason", "The event of it was lost"]
const report = join(import.meta.dirname, "../../../local/sample/lab-report.pdf")

const somebody = Effect.gen(function* () {
  const user = yield* Fixtures.user
  yield* (yield* UserStore).insert(user)
  return user.id
})

const jobOf = Effect.fnUntraced(function* (owner: UserId, ago: Parameters<typeof DateTime.subtract>[1] = {}) {
  const random = (yield* Fixtures.uuid).replaceAll("-", "").slice(0, 22)
  return makeJobId("result", owner, DateTime.subtract(yield* DateTime.now, ago), random)
})

/** As an upload leaves it in the folder of a service that is not running. */
const uploaded = (root: string, jobId: JobId) =>
  Effect.promise(() => copyFile(report, join(root, "incoming", `${jobId}.pdf`)))

const failed = (jobId: JobId, retryable: boolean) =>
  JobStore.use((store) => store.finish(jobId, JobFixtures.failed({ code: "ANALYSIS_UNAVAILABLE", retryable })))

const missing = Option.isNone(Dynoxide.binary())
if (missing) console.warn(`Skipped: dynoxide has no build for ${process.platform}-${process.arch}`)

describe.skipIf(missing)("pnpm admin jobs, in a state folder", () => {
  it.live(
    "repeats a job whose event was lost, runs it here, and shows nothing of what is in it",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const jobId = yield* within(root, Effect.flatMap(somebody, jobOf))
        yield* uploaded(root, jobId)
        const { object: waiting } = yield* ended(root, 0, "jobs", "show", jobId)
        assertEquals([waiting.state, waiting.attempt, waiting.input_held], ["waiting", 0, true])

        const dry = yield* ended(root, 0, "jobs", "replay", jobId, ...because, "--dry-run")
        assertEquals([dry.object.step, dry.object.state, dry.object.ran], ["announce", "waiting", "no"])
        const done = yield* ended(root, 0, "jobs", "replay", jobId, ...because)
        assertEquals([done.object.step, done.object.state, done.object.ran], ["announce", "completed", "run"])
        assert.include((yield* ended(root, 1, "jobs", "replay", jobId, ...because)).stderr, "completed")

        const texts = [
          JSON.stringify((yield* ended(root, 0, "jobs", "show", jobId)).object),
          (yield* Program.run(["jobs", "show", jobId, "--local", root])).stdout,
          (yield* Program.run(["jobs", "list", "--local", root])).stdout
        ]
        for (const text of texts) assert.notMatch(text, /h[aä]moglobin|hemoglobin|glucose/i)
        const { object: log } = yield* ended(root, 0, "audit", "access-log")
        assertEquals(
          log.entries.map(({ fact }: Record<string, unknown>) => fact),
          ["operator-replay"]
        )
      }),
    300_000
  )

  it.live(
    "lists by person, state and age, page by page, and starts a failed job again as its owner could",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const { ada, jobs } = yield* within(
          root,
          Effect.gen(function* () {
            const [ada, grace] = [yield* somebody, yield* somebody]
            const jobs = [
              yield* jobOf(ada),
              yield* jobOf(ada, { hours: 7 }),
              yield* jobOf(grace),
              yield* jobOf(grace, { hours: 8 })
            ] as const
            yield* failed(jobs[0], true)
            yield* failed(jobs[1], false)
            yield* failed(jobs[2], true)
            yield* (yield* JobStore).finish(jobs[3], JobFixtures.completed(jobs[3]))
            return { ada, jobs }
          })
        )
        const idsOf = (object: { readonly jobs: ReadonlyArray<Record<string, unknown>> }) =>
          object.jobs.map(({ job_id }) => job_id)
        const list = (...args: ReadonlyArray<string>) =>
          Effect.map(ended(root, 0, "jobs", "list", ...args), ({ object }) => object)
        assertEquals(idsOf(yield* list()), [...jobs].toSorted())
        assertEquals(idsOf(yield* list(ada)), [jobs[0], jobs[1]].toSorted())
        assertEquals(idsOf(yield* list("--state", "completed")), [jobs[3]])
        assertEquals(idsOf(yield* list(ada, "--older-than", "6h")), [jobs[1]])
        const first = yield* list("--limit", "3")
        assertEquals([...idsOf(first), ...idsOf(yield* list("--after", first.next))], [...jobs].toSorted())

        yield* uploaded(root, jobs[0])
        const { object } = yield* ended(root, 0, "jobs", "replay", jobs[0], ...because)
        assertEquals([object.step, object.state], ["begin", "completed"])
        assertEquals((yield* ended(root, 0, "jobs", "show", jobs[0])).object.retries, 1)
        assert.include((yield* ended(root, 1, "jobs", "replay", jobs[1], ...because)).stderr, "failed_for_good")
        assert.include((yield* ended(root, 1, "jobs", "replay", jobs[2], ...because)).stderr, "input_gone")
      }),
    300_000
  )

  it.live(
    "cleans up one job, or all that are over, and says before what it would be",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const [old, erased, alive] = yield* within(
          root,
          Effect.gen(function* () {
            const [ada, gone] = [yield* somebody, yield* Fixtures.userId]
            yield* (yield* ErasureLedger).record(gone, yield* DateTime.now)
            const jobs = [
              yield* jobOf(ada, { hours: 50 }),
              yield* jobOf(gone, { hours: 1 }),
              yield* jobOf(ada)
            ] as const
            for (const jobId of jobs) yield* failed(jobId, true)
            return jobs
          })
        )
        const found = { examined: 3, expired: 1, erased: 1, stranger: 0, failed: [] }
        const sweep = ["jobs", "cleanup", "--expired"]
        assertEquals((yield* ended(root, 0, ...sweep, "--dry-run")).object, { ...found, removed: 0, dry_run: true })
        assertEquals((yield* ended(root, 0, "jobs", "show", old)).object.state, "expired")
        assertEquals((yield* ended(root, 0, ...sweep)).object, { ...found, removed: 2, dry_run: false })
        for (const jobId of [old, erased]) {
          assert.include((yield* ended(root, 1, "jobs", "show", jobId)).stderr, "No such job")
        }
        assertEquals((yield* ended(root, 0, "jobs", "show", alive)).object.state, "failed")

        const clean = ["jobs", "cleanup", alive, ...because]
        assertEquals((yield* ended(root, 0, ...clean, "--dry-run")).object.cleaned_at, null)
        assert.isString((yield* ended(root, 0, ...clean)).object.cleaned_at)
        assertEquals((yield* ended(root, 0, "jobs", "list")).object.jobs, [])
        const { object: log } = yield* ended(root, 0, "audit", "access-log")
        assertEquals(
          log.entries.map(({ fact }: Record<string, unknown>) => fact),
          ["operator-cleanup"]
        )
      }),
    300_000
  )

  it.live(
    "says what is wrong and what to type",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const jobId = yield* within(
          root,
          Effect.flatMap(somebody, (id) => jobOf(id, { hours: 1 }))
        )
        const troubles = [
          [["jobs", "show", jobId], 1, "No such job"],
          [["jobs", "show", `${jobId.slice(0, -1)}_`], 2, "a job id that was granted"],
          [["jobs", "list", "--older-than", "yesterday"], 2, "a time such as 30m, 6h or 2d"],
          [["jobs", "list", "--state", "lost"], 2, "stalled"],
          [["jobs", "cleanup"], 2, "--expired"],
          [["jobs", "cleanup", jobId], 2, "--reason"],
          [["jobs", "cleanup", jobId, "--expired"], 2, "Name a job"],
          [["jobs", "replay", jobId, ...because], 1, "No such job"]
        ] as const
        for (const [args, code, reason] of troubles) assert.include((yield* ended(root, code, ...args)).stderr, reason)
      }),
    300_000
  )
})
