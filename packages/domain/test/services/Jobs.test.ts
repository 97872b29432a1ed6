import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, Layer, Option, Ref, Result } from "effect"
import { TestClock } from "effect/testing"
import { DocumentVault } from "../../src/jobs/DocumentVault.ts"
import { JobStatus } from "../../src/jobs/Job.ts"
import { JobFailed, JobNotFound, JobNotReady } from "../../src/jobs/JobErrors.ts"
import { type JobId, makeJobId } from "../../src/jobs/JobId.ts"
import { Jobs } from "../../src/jobs/Jobs.ts"
import { JobStore } from "../../src/jobs/JobStore.ts"
import { MemoryUploads } from "../../src/jobs/MemoryDocumentVault.ts"
import { Uploads } from "../../src/jobs/Uploads.ts"
import type { Caller } from "../../src/sessions/Caller.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"
import * as World from "./World.ts"

const upload = (jobId: JobId) =>
  MemoryUploads.use(({ plant }) => plant(jobId, { fileType: "pdf", bytes: Uint8Array.of(1, 2, 3) }))

const granted = Effect.gen(function* () {
  const { caller } = yield* World.newcomer
  const { jobId } = yield* (yield* Uploads).grant(caller, World.document)
  return { caller, jobId }
})

const TimedOut = { code: "PROCESSING_TIMED_OUT", retryable: true } as const

describe("the life of a job", () => {
  it.effect(
    "waits for its document, then works, then is done, then is cleaned up",
    World.story(() =>
      Effect.gen(function* () {
        const jobs = yield* Jobs
        const store = yield* JobStore
        const { caller, jobId } = yield* granted
        assertEquals(yield* jobs.status(caller, jobId), JobStatus.cases.AwaitingUpload.make({ pollAfterSeconds: 2 }))
        assertEquals(yield* Effect.flip(jobs.result(caller, jobId, "result")), new JobNotFound())
        yield* upload(jobId)
        assertEquals(yield* jobs.status(caller, jobId), JobStatus.cases.Processing.make({ pollAfterSeconds: 2 }))
        assertEquals(yield* Effect.flip(jobs.result(caller, jobId, "result")), new JobNotReady({ pollAfterSeconds: 2 }))
        yield* store.claim(jobId, World.after({}), World.after({ seconds: 30 }))
        assertEquals(yield* jobs.status(caller, jobId), JobStatus.cases.Processing.make({ pollAfterSeconds: 2 }))
        yield* store.finish(jobId, JobFixtures.completed(jobId))
        assertEquals(yield* jobs.status(caller, jobId), JobStatus.cases.Completed.make({}))
        assertEquals(yield* jobs.result(caller, jobId, "result"), JobFixtures.resultOf(jobId))
        yield* TestClock.adjust("6 minutes")
        assertEquals(yield* jobs.cleanup(caller, jobId), { jobId, cleanedAt: World.after({ minutes: 6 }) })
        assertEquals(yield* (yield* DocumentVault).exists(jobId), false)
        assertEquals(yield* store.remains(jobId), { claim: false, outcome: false })
        assertEquals(yield* Effect.flip(jobs.status(caller, jobId)), new JobNotFound())
        assertEquals(yield* Effect.flip(jobs.result(caller, jobId, "result")), new JobNotFound())
        yield* TestClock.adjust("1 minute")
        assertEquals(yield* jobs.cleanup(caller, jobId), { jobId, cleanedAt: World.after({ minutes: 7 }) })
      })
    )
  )

  it.effect(
    "is over when no document came within five minutes",
    World.story(() =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* granted
        yield* TestClock.adjust("5 minutes")
        assertEquals(yield* Effect.flip((yield* Jobs).status(caller, jobId)), new JobNotFound())
      })
    )
  )

  it.effect(
    "does not work for ever: after 20 minutes without an ending it failed",
    World.story(() =>
      Effect.gen(function* () {
        const jobs = yield* Jobs
        const { caller, jobId } = yield* granted
        yield* upload(jobId)
        yield* TestClock.adjust("20 minutes")
        assertEquals((yield* jobs.status(caller, jobId))._tag, "Processing")
        yield* TestClock.adjust("1 millis")
        assertEquals(yield* jobs.status(caller, jobId), JobStatus.cases.Failed.make({ failure: TimedOut }))
        assertEquals(
          yield* Effect.flip(jobs.result(caller, jobId, "result")),
          new JobFailed({ failure: "PROCESSING_TIMED_OUT", retryable: true })
        )
      })
    )
  )

  it.effect(
    "tells why it failed",
    World.story(() =>
      Effect.gen(function* () {
        const jobs = yield* Jobs
        const { caller, jobId } = yield* granted
        const failure = { code: "NO_TEXT_LAYER", retryable: false } as const
        yield* (yield* JobStore).finish(jobId, JobFixtures.failed(failure))
        assertEquals(yield* jobs.status(caller, jobId), JobStatus.cases.Failed.make({ failure }))
        assertEquals(
          yield* Effect.flip(jobs.result(caller, jobId, "result")),
          new JobFailed({ failure: "NO_TEXT_LAYER", retryable: false })
        )
      })
    )
  )

  it.effect(
    "is gone after 48 hours, whatever still lies about, and can still be cleaned up",
    World.story(() =>
      Effect.gen(function* () {
        const jobs = yield* Jobs
        const store = yield* JobStore
        const { caller, jobId } = yield* granted
        yield* upload(jobId)
        yield* store.finish(jobId, JobFixtures.completed(jobId))
        yield* TestClock.adjust("48 hours")
        assertEquals(yield* jobs.result(caller, jobId, "result"), JobFixtures.resultOf(jobId))
        yield* TestClock.adjust("1 millis")
        assertEquals(yield* Effect.flip(jobs.status(caller, jobId)), new JobNotFound())
        assertEquals(yield* Effect.flip(jobs.result(caller, jobId, "result")), new JobNotFound())
        yield* jobs.cleanup(caller, jobId)
        assertEquals(yield* store.remains(jobId), { claim: false, outcome: false })
      })
    )
  )
})

describe("a cleanup that a worker disturbs", () => {
  /** Cleans up while a worker writes its outcome just after each of the first erasings. */
  const cleanedUp = (writes: number) =>
    Effect.gen(function* () {
      const { caller, jobId } = yield* granted
      const store = yield* JobStore
      const left = yield* Ref.make(writes)
      const disturbed = JobStore.of({
        ...store,
        erase: Effect.fnUntraced(function* (id) {
          yield* store.erase(id)
          if ((yield* Ref.getAndUpdate(left, (n) => n - 1)) > 0) yield* store.finish(id, JobFixtures.completed(id))
        })
      })
      const jobs = Layer.provide(Jobs.layer, Layer.succeed(JobStore, disturbed))
      const receipt = yield* Jobs.use(({ cleanup }) => cleanup(caller, jobId)).pipe(
        Effect.provide(jobs, { local: true }),
        Effect.result
      )
      return { receipt, remains: yield* store.remains(jobId) }
    })

  it.effect(
    "erases and looks once more",
    World.story(() =>
      Effect.gen(function* () {
        const { receipt, remains } = yield* cleanedUp(1)
        assertTrue(Result.isSuccess(receipt))
        assertEquals(remains, { claim: false, outcome: false })
      })
    )
  )

  it.effect(
    "gives no receipt where something is left even then",
    World.story(() =>
      Effect.gen(function* () {
        const { receipt, remains } = yield* cleanedUp(2)
        assertTrue(Result.isFailure(receipt) && receipt.failure._tag === "Unavailable" && receipt.failure.retryable)
        assertEquals(remains, { claim: false, outcome: true })
      })
    )
  )
})

describe("a job of somebody else", () => {
  /** What every use case says to a job id, as plain values. */
  const answers = (caller: Caller, jobId: string) =>
    Effect.gen(function* () {
      const jobs = yield* Jobs
      const refusals = yield* Effect.all([
        Effect.flip(jobs.status(caller, jobId)),
        Effect.flip(jobs.result(caller, jobId, "result")),
        Effect.flip(jobs.cleanup(caller, jobId))
      ])
      return refusals.map((refusal) => ({ tag: refusal._tag, message: refusal.message, fields: { ...refusal } }))
    })

  it.effect(
    "cannot be told from one that never was, is malformed or is unfinished",
    World.story(() =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* granted
        const { caller: stranger } = yield* World.newcomer
        yield* upload(jobId)
        yield* (yield* JobStore).finish(jobId, JobFixtures.completed(jobId))
        const foreign = yield* answers(stranger, jobId)
        assertEquals(
          foreign.map(({ tag }) => tag),
          ["JobNotFound", "JobNotFound", "JobNotFound"]
        )
        const last = jobId.endsWith("A") ? "B" : "A"
        const mutated = jobId.slice(0, -1) + last
        const neverGranted = makeJobId("result", caller.userId, World.after({}), "n".repeat(22))
        for (const unknown of [mutated, jobId.replace("result", "report"), "", "not a job", `${jobId}/..`]) {
          assertEquals(yield* answers(caller, unknown), foreign)
          assertEquals(yield* answers(stranger, unknown), foreign)
        }
        assertEquals(yield* answers(stranger, neverGranted), foreign)
      })
    )
  )

  it.effect(
    "is not cleaned up",
    World.story(() =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* granted
        const { caller: stranger } = yield* World.newcomer
        yield* upload(jobId)
        yield* Effect.flip((yield* Jobs).cleanup(stranger, jobId))
        assertEquals(yield* (yield* DocumentVault).exists(jobId), true)
        assertEquals((yield* (yield* Jobs).status(caller, jobId))._tag, "Processing")
        assertEquals(yield* (yield* JobStore).outcome(jobId), Option.none())
      })
    )
  )
})
