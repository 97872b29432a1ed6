import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, Exit, type Layer, Option } from "effect"
import { AnalysisRejected } from "../../src/analysis/AnalysisErrors.ts"
import { Consents } from "../../src/consents/Consents.ts"
import { DocumentVault } from "../../src/jobs/DocumentVault.ts"
import { JobStatus } from "../../src/jobs/Job.ts"
import { JobNotFound, JobNotRetryable } from "../../src/jobs/JobErrors.ts"
import { JobEnding, type JobFailureCode } from "../../src/jobs/JobOutcome.ts"
import * as JobRun from "../../src/jobs/JobRun.ts"
import { Jobs } from "../../src/jobs/Jobs.ts"
import { JobStore } from "../../src/jobs/JobStore.ts"
import { MemoryUploads } from "../../src/jobs/MemoryDocumentVault.ts"
import { Retries } from "../../src/jobs/Retries.ts"
import { Uploads } from "../../src/jobs/Uploads.ts"
import type { Caller } from "../../src/sessions/Caller.ts"
import { describe as told, planOf, worker } from "../../testing/FaultPlan.ts"
import * as World from "../services/World.ts"
import { findings, type layer, Script, standing, tell, uploaded } from "./JobWorld.ts"

const Processing = JobStatus.cases.Processing.make({ pollAfterSeconds: 2 })
const Failed = (code: JobFailureCode, retryable: boolean) =>
  JobEnding.cases.Failed.make({ failure: { code, retryable } })
const rejected = Effect.fail(new AnalysisRejected({ reason: "truncated_answer" }))

/** A person whose document the model gave no good answer about. */
const failed = Effect.gen(function* () {
  const job = yield* uploaded
  yield* (yield* Script).analyst(rejected)
  yield* JobRun.run(job.jobId)
  return job
})

const retry = (caller: Caller, jobId: string) => Retries.use((retries) => retries.retry(caller, jobId))

/** Whether the job's input was told of so often. */
const announcements = Effect.map(
  Effect.flatMap(MemoryUploads, ({ told }) => told),
  (jobs) => jobs.length
)

describe("a retry", () => {
  it("begins the job again as an upload does, and counts its document once", () =>
    tell(50, () =>
      Effect.gen(function* () {
        const { caller, jobId, userId } = yield* failed
        const left = { input: true, documents: 0, analyses: 1 }
        assertEquals(yield* standing(jobId, userId), {
          ending: Failed("ANALYSIS_REJECTED", true),
          reserved: 0,
          ...left
        })
        assertEquals(yield* retry(caller, jobId), Processing)
        assertEquals(yield* standing(jobId, userId), { ending: null, reserved: 1, ...left })
        assertEquals(yield* (yield* Jobs).status(caller, jobId), Processing)
        assertEquals(yield* announcements, 1)
        yield* (yield* Script).analyst(Effect.succeed(findings))
        yield* JobRun.run(jobId)
        const done = {
          ending: JobEnding.cases.Completed.make({}),
          input: false,
          documents: 1,
          reserved: 0,
          analyses: 2
        }
        assertEquals(yield* standing(jobId, userId), done)
        assertEquals(yield* Effect.flip(retry(caller, jobId)), new JobNotRetryable({ reason: "not_failed" }))
      })
    ))

  it("may be asked for three times; the last failure is for good and takes the input with it", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller, jobId, userId } = yield* failed
        for (let times = 1; times <= 3; times++) {
          assertEquals(yield* retry(caller, jobId), Processing)
          yield* JobRun.run(jobId)
          const { ending, input, reserved } = yield* standing(jobId, userId)
          assertEquals(
            { ending, input, reserved },
            { ending: Failed("ANALYSIS_REJECTED", times < 3), input: times < 3, reserved: 0 }
          )
        }
        assertEquals(yield* Effect.flip(retry(caller, jobId)), new JobNotRetryable({ reason: "retries_spent" }))
      })
    ))

  it("gives each start three attempts and a run window of its own", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* uploaded
        yield* Effect.sleep("30 minutes")
        const TimedOut = (retryable: boolean) =>
          JobStatus.cases.Failed.make({ failure: { code: "PROCESSING_TIMED_OUT", retryable } })
        const jobs = yield* Jobs
        for (let times = 1; times <= 3; times++) {
          assertEquals(yield* jobs.status(caller, jobId), TimedOut(true))
          assertEquals(yield* retry(caller, jobId), Processing)
          yield* Effect.sleep("20 minutes")
          assertEquals(yield* jobs.status(caller, jobId), Processing)
          yield* Effect.sleep("1 millis")
        }
        assertEquals(yield* jobs.status(caller, jobId), TimedOut(false))
        assertEquals(yield* Effect.flip(retry(caller, jobId)), new JobNotRetryable({ reason: "retries_spent" }))
      })
    ))

  it("that comes ten times at once is one", () =>
    tell(200, () =>
      Effect.gen(function* () {
        const { caller, jobId, userId } = yield* failed
        const ten = Array.from({ length: 10 }, () => retry(caller, jobId))
        const answers = yield* Effect.all(ten, { concurrency: "unbounded" })
        assertEquals(
          answers,
          answers.map(() => Processing)
        )
        const claim = yield* (yield* JobStore).claimed(jobId)
        assertEquals(
          Option.flatMap(claim, ({ retried }) => Option.map(retried, ({ times }) => times)),
          Option.some(1)
        )
        yield* (yield* Script).analyst(Effect.succeed(findings))
        yield* JobRun.run(jobId)
        const { documents, reserved } = yield* standing(jobId, userId)
        assertEquals([documents, reserved], [1, 0])
      })
    ))

  it("asked for again while a worker has the job changes nothing", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* failed
        yield* retry(caller, jobId)
        yield* (yield* Script).analyst(Effect.as(Effect.sleep("5 seconds"), findings))
        const run = yield* Effect.forkChild(JobRun.run(jobId))
        yield* Effect.sleep("1 second")
        assertEquals(yield* retry(caller, jobId), Processing)
        assertEquals(yield* announcements, 1)
        yield* Effect.sleep("5 seconds")
        assertTrue(run.pollUnsafe() !== undefined)
        assertEquals(yield* (yield* Jobs).status(caller, jobId), JobStatus.cases.Completed.make({}))
      })
    ))

  it("is refused for a job that did not fail, of nobody and of somebody else", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* uploaded
        const stranger = yield* World.newcomer
        assertEquals(yield* Effect.flip(retry(caller, jobId)), new JobNotRetryable({ reason: "not_failed" }))
        assertEquals(yield* Effect.flip(retry(stranger.caller, jobId)), new JobNotFound())
        assertEquals(yield* Effect.flip(retry(caller, "no job")), new JobNotFound())
      })
    ))

  it("demands the consents of today, and changes nothing without them", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { caller, jobId, userId } = yield* failed
        yield* (yield* Consents).withdraw(caller, "medical_disclaimer")
        assertEquals((yield* Effect.flip(retry(caller, jobId)))._tag, "ConsentRequired")
        const { ending, reserved } = yield* standing(jobId, userId)
        assertEquals([ending, reserved], [Failed("ANALYSIS_REJECTED", true), 0])
      })
    ))

  it("needs a document of the period that is left", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* failed
        yield* Effect.all(Array.from({ length: 5 }, () => Uploads.use(({ grant }) => grant(caller, World.document))))
        assertEquals((yield* Effect.flip(retry(caller, jobId)))._tag, "UsageLimitReached")
        assertEquals(yield* announcements, 0)
      })
    ))

  it("of a job whose input a cleanup takes at that moment leaves nothing", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* failed
        const [jobs, vault] = [yield* Jobs, yield* DocumentVault]
        const cleanedUp = DocumentVault.of({
          ...vault,
          announce: (id) => Effect.andThen(Effect.orDie(jobs.cleanup(caller, jobId)), vault.announce(id))
        })
        const late = Retries.use((retries) => retries.retry(caller, jobId)).pipe(
          Effect.provide(Retries.layer, { local: true }),
          Effect.provideService(DocumentVault, cleanedUp)
        )
        assertEquals(yield* Effect.flip(late), new JobNotFound())
        assertEquals(yield* (yield* JobStore).remains(jobId), { claim: false, outcome: false })
      })
    ))
})

/** The calls of a retry that nothing disturbs. */
const path = [
  "DocumentVault.exists",
  "JobStore.ending",
  "JobStore.claimed",
  "UserStore.find",
  "UserStore.save",
  "JobStore.restart",
  "JobStore.reopen",
  "DocumentVault.announce"
]
const plan = (seed: number) => planOf(seed, path.length)

describe("a retry of which any one call fails in any way", () => {
  type Ports = Layer.Success<typeof layer>
  const asked = Effect.fnUntraced(function* (seed: number | undefined, caller: Caller, jobId: string) {
    const phone = worker(yield* Effect.context<Ports>(), seed === undefined ? undefined : plan(seed))
    const retries = Effect.provide(
      Retries.use((all) => all.retry(caller, jobId)),
      Retries.layer,
      { local: true }
    )
    return { answer: yield* phone.work(retries), calls: phone.calls }
  })

  it("calls what run 0 recorded", () =>
    tell(1, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* failed
        assertEquals((yield* asked(undefined, caller, jobId)).calls, path)
      })
    ))

  it("is the same retry when it is asked for again, and ends with one counted document", () =>
    tell(
      path.length * 5 * 5,
      (seed) =>
        Effect.gen(function* () {
          const { caller, jobId, userId } = yield* failed
          yield* asked(seed, caller, jobId)
          assertTrue(Option.exists((yield* asked(undefined, caller, jobId)).answer, Exit.isSuccess))
          const claim = yield* (yield* JobStore).claimed(jobId)
          assertEquals(
            Option.flatMap(claim, ({ retried }) => Option.map(retried, ({ times }) => times)),
            Option.some(1)
          )
          assertTrue((yield* announcements) >= 1)
          yield* (yield* Script).analyst(Effect.succeed(findings))
          yield* JobRun.run(jobId)
          const { documents, input, reserved } = yield* standing(jobId, userId)
          assertEquals({ documents, input, reserved }, { documents: 1, input: false, reserved: 0 })
        }),
      (seed) => told(plan(seed))
    ))
})
