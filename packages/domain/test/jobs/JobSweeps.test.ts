import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Effect, Option } from "effect"
import { DocumentVault } from "../../src/jobs/DocumentVault.ts"
import { JobNotFound } from "../../src/jobs/JobErrors.ts"
import { type JobId, makeJobId } from "../../src/jobs/JobId.ts"
import { JobStore } from "../../src/jobs/JobStore.ts"
import { JobSweeps } from "../../src/jobs/JobSweeps.ts"
import { MemoryUploads } from "../../src/jobs/MemoryDocumentVault.ts"
import { Reason } from "../../src/operators/Operator.ts"
import { ErasureLedger } from "../../src/privacy/ErasureLedger.ts"
import { RandomIds } from "../../src/shared/RandomIds.ts"
import { Unavailable } from "../../src/shared/Unavailable.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"
import * as World from "../services/World.ts"
import { tell, uploaded } from "./JobWorld.ts"

const sweep = (isDryRun: boolean) => JobSweeps.use((sweeps) => sweeps.sweep({ isDryRun }))

const isLeft = Effect.fnUntraced(function* (jobId: JobId) {
  const { claim, outcome } = yield* (yield* JobStore).remains(jobId)
  return claim || outcome || (yield* (yield* DocumentVault).exists(jobId))
})

/** A job of somebody who is in no table: its input and its ending. */
const ownerless = Effect.gen(function* () {
  const owner = yield* JobFixtures.owner
  const jobId = makeJobId("result", owner, yield* DateTime.now, yield* (yield* RandomIds).token(16))
  yield* (yield* MemoryUploads).plant(jobId, { fileType: "pdf", bytes: Uint8Array.of(1) })
  yield* (yield* JobStore).finish(jobId, JobFixtures.completed(jobId))
  return { jobId, owner }
})

/** Every reason there is, and somebody whose jobs stay. */
const jobs = Effect.gen(function* () {
  const old = yield* uploaded
  yield* Effect.sleep("49 hours")
  const [alive, leaving] = [yield* uploaded, yield* uploaded]
  yield* World.alter(leaving.userId, { status: "deleted" })
  const [erased, stranger] = [yield* ownerless, yield* ownerless]
  yield* (yield* ErasureLedger).record(erased.owner, yield* DateTime.now)
  return { old, alive, leaving, erased, stranger }
})

describe("a sweep", () => {
  it("removes what has expired or is of people who were erased, and nothing of anybody else", () =>
    tell(10, () =>
      Effect.gen(function* () {
        const { alive, erased, leaving, old, stranger } = yield* jobs
        const found = { examined: 5, due: { expired: 1, erased: 2, stranger: 1 }, failed: [] }
        assertEquals(yield* sweep(true), { ...found, removed: 0 })
        for (const { jobId } of [alive, erased, leaving, old, stranger]) assertEquals(yield* isLeft(jobId), true)
        assertEquals(yield* sweep(false), { ...found, removed: 3 })
        for (const { jobId } of [erased, leaving, old]) assertEquals(yield* isLeft(jobId), false)
        for (const { jobId } of [alive, stranger]) assertEquals(yield* isLeft(jobId), true)
        assertEquals(yield* sweep(false), {
          examined: 2,
          due: { expired: 0, erased: 0, stranger: 1 },
          removed: 0,
          failed: []
        })
      })
    ))

  it("tells of a job that it cannot remove, and goes on with the others", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { old } = yield* jobs
        const vault = yield* DocumentVault
        const down = new Unavailable({
          resource: "storage",
          operation: "erase",
          retryable: true,
          cause: new Error("down")
        })
        const failing = DocumentVault.of({
          ...vault,
          erase: (jobId) => (jobId === old.jobId ? Effect.fail(down) : vault.erase(jobId))
        })
        const { failed, removed } = yield* sweep(false).pipe(
          Effect.provide(JobSweeps.layer, { local: true }),
          Effect.provideService(DocumentVault, failing)
        )
        assertEquals([failed, removed], [[old.jobId], 2])
        assertEquals((yield* sweep(false)).removed, 1)
      })
    ))
})

describe("the cleanup of one job", () => {
  it("leaves nothing, whatever state it is in, and says so", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { jobId } = yield* uploaded
        const grounds = Option.some({ reason: Reason.make("She asked for it by letter") })
        assertEquals(yield* JobSweeps.use((sweeps) => sweeps.clean(jobId, Option.none())), Option.none())
        assertEquals(yield* isLeft(jobId), true)
        const clean = JobSweeps.use((sweeps) => sweeps.clean(jobId, grounds))
        assertEquals(yield* clean, Option.some({ jobId, cleanedAt: yield* DateTime.now }))
        yield* Effect.sleep("5 minutes")
        assertEquals([yield* isLeft(jobId), yield* Effect.flip(clean)], [false, new JobNotFound()])
      })
    ))
})
