import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Effect, Option } from "effect"
import { JobNotFound } from "../../src/jobs/JobErrors.ts"
import type { JobId } from "../../src/jobs/JobId.ts"
import { JobRecords, type Wanted } from "../../src/jobs/JobRecords.ts"
import * as JobRun from "../../src/jobs/JobRun.ts"
import { JobStore } from "../../src/jobs/JobStore.ts"
import { Uploads } from "../../src/jobs/Uploads.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"
import * as World from "../services/World.ts"
import { tell, uploaded } from "./JobWorld.ts"

const all: Wanted = { owner: Option.none(), state: Option.none(), createdBefore: Option.none() }

const show = (jobId: JobId) => JobRecords.use((records) => records.show(jobId))
const list = (wanted: Partial<Wanted>, after = Option.none<JobId>(), limit = 100) =>
  JobRecords.use((records) => records.list({ ...all, ...wanted }, after, limit))
const idsIn = (wanted: Partial<Wanted>) => Effect.map(list(wanted), ({ records }) => records.map(({ jobId }) => jobId))

describe("the record of a job", () => {
  it("says where it stands, by whose attempt, and nothing of what is in it", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        const store = yield* JobStore
        const waiting = yield* show(jobId)
        assertEquals(
          [waiting.kind, waiting.userId, waiting.state, waiting.attempt, waiting.isInputHeld, waiting.leaseUntil],
          ["result", userId, "waiting", 0, true, Option.none()]
        )
        const leaseUntil = DateTime.add(yield* DateTime.now, { seconds: 30 })
        yield* store.claim(jobId, yield* DateTime.now, leaseUntil)
        const running = yield* show(jobId)
        assertEquals([running.state, running.attempt, running.leaseUntil], ["running", 1, Option.some(leaseUntil)])
        yield* Effect.sleep("30 seconds")
        assertEquals((yield* show(jobId)).state, "stalled")
        yield* JobRun.run(jobId)
        const completed = yield* show(jobId)
        assertEquals([completed.state, completed.attempt, completed.isInputHeld], ["completed", 2, false])
        yield* Effect.sleep("48 hours")
        assertEquals((yield* show(jobId)).state, "expired")
        yield* store.erase(jobId)
        assertEquals(yield* Effect.flip(show(jobId)), new JobNotFound())
      })
    ))

  it("tells a failure as its owner is told of it, also one that nobody wrote down", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const [late, bad] = [yield* uploaded, yield* uploaded]
        const failure = { code: "ENCRYPTED_DOCUMENT", retryable: false } as const
        yield* (yield* JobStore).finish(bad.jobId, JobFixtures.failed(failure))
        assertEquals((yield* show(bad.jobId)).failure, Option.some(failure))
        yield* Effect.sleep("21 minutes")
        const timedOut = { code: "PROCESSING_TIMED_OUT", retryable: true } as const
        const record = yield* show(late.jobId)
        assertEquals([record.state, record.failure], ["failed", Option.some(timedOut)])
      })
    ))

  it("is there for a grant whose document has not come, while it may", () =>
    tell(1, () =>
      Effect.gen(function* () {
        const { caller } = yield* World.newcomer
        const { jobId } = yield* Uploads.use(({ grant }) => grant(caller, World.document))
        // Nothing of it is stored yet, so it is in no list.
        assertEquals([(yield* show(jobId)).state, yield* idsIn({})], ["awaiting_upload", []])
        yield* Effect.sleep("5 minutes")
        assertEquals(yield* Effect.flip(show(jobId)), new JobNotFound())
      })
    ))
})

describe("a list of jobs", () => {
  it("holds those of anybody or of one person, in one state, of an age, a part at a time", () =>
    tell(2, () =>
      Effect.gen(function* () {
        const first = yield* Effect.replicateEffect(uploaded, 3)
        yield* Effect.sleep("1 minute")
        const cut = yield* DateTime.now
        const second = yield* Effect.replicateEffect(uploaded, 4)
        const [done, , mine] = first
        if (done === undefined || mine === undefined) return yield* Effect.die("three were uploaded")
        yield* JobRun.run(done.jobId)
        const ids = (jobs: ReadonlyArray<{ readonly jobId: JobId }>) => jobs.map(({ jobId }) => jobId).toSorted()
        assertEquals(yield* idsIn({}), ids([...first, ...second]))
        assertEquals(yield* idsIn({ owner: Option.some(mine.userId) }), [mine.jobId])
        assertEquals(yield* idsIn({ state: Option.some("completed") }), [done.jobId])
        assertEquals(yield* idsIn({ createdBefore: Option.some(cut) }), ids(first))
        const waiting = ids([...first, ...second].filter(({ jobId }) => jobId !== done.jobId))
        const parts: Array<JobId> = []
        let after = Option.none<JobId>()
        do {
          const part = yield* list({ state: Option.some("waiting") }, after, 2)
          parts.push(...part.records.map(({ jobId }) => jobId))
          after = part.next
        } while (Option.isSome(after))
        assertEquals(parts, waiting)
      })
    ))

  it("goes through any number of jobs, and tells how many it looked at", () =>
    tell(1, () =>
      Effect.gen(function* () {
        const store = yield* JobStore
        const owner = yield* JobFixtures.owner
        const now = yield* DateTime.now
        const ids = yield* Effect.replicateEffect(JobFixtures.jobId("result", owner), 250)
        for (const id of ids) yield* store.claim(id, now, now)
        const heard: Array<number> = []
        const onBatch = (examined: number) => Effect.sync(() => void heard.push(examined))
        const { next, records } = yield* JobRecords.use((all) =>
          all.list(
            { owner: Option.none(), state: Option.none(), createdBefore: Option.none() },
            Option.none(),
            1000,
            onBatch
          )
        )
        assertEquals([records.length, next, heard], [250, Option.none(), [100, 200, 250]])
        assertEquals(
          records.map(({ jobId }) => jobId),
          ids.toSorted()
        )
      })
    ))
})
