import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, Option } from "effect"
import { AnalysisRejected } from "../../src/analysis/AnalysisErrors.ts"
import { Consents } from "../../src/consents/Consents.ts"
import { JobNotFound, JobNotReplayable } from "../../src/jobs/JobErrors.ts"
import type { JobId } from "../../src/jobs/JobId.ts"
import { JobEnding } from "../../src/jobs/JobOutcome.ts"
import { JobRecords } from "../../src/jobs/JobRecords.ts"
import * as JobRun from "../../src/jobs/JobRun.ts"
import { Jobs } from "../../src/jobs/Jobs.ts"
import { JobStore } from "../../src/jobs/JobStore.ts"
import { MemoryUploads } from "../../src/jobs/MemoryDocumentVault.ts"
import { Replays } from "../../src/jobs/Replays.ts"
import { Retries } from "../../src/jobs/Retries.ts"
import { Uploads } from "../../src/jobs/Uploads.ts"
import { type Grounds, Reason } from "../../src/operators/Operator.ts"
import type { FaultPlan } from "../../testing/FaultPlan.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"
import * as World from "../services/World.ts"
import { deliver, findings, Script, standing, tell, uploaded } from "./JobWorld.ts"

const grounds: Option.Option<Grounds> = Option.some({ reason: Reason.make("The event of it was lost") })
const replay = (jobId: JobId, why = grounds) => Replays.use((replays) => replays.replay(jobId, why))
const refusal = (jobId: JobId) => Effect.flip(replay(jobId))
const notReplayable = (reason: JobNotReplayable["reason"]) => new JobNotReplayable({ reason })
const rejected = Effect.fail(new AnalysisRejected({ reason: "truncated_answer" }))

const failed = Effect.gen(function* () {
  const job = yield* uploaded
  yield* (yield* Script).analyst(rejected)
  yield* JobRun.run(job.jobId)
  yield* (yield* Script).analyst(Effect.succeed(findings))
  return job
})

const announcements = Effect.map(
  Effect.flatMap(MemoryUploads, ({ told }) => told),
  (jobs) => jobs.length
)

const retriesOf = (jobId: JobId) =>
  Effect.map(
    JobRecords.use(({ show }) => show(jobId)),
    ({ retried }) => retried
  )
const stateOf = (jobId: JobId) =>
  Effect.map(
    JobRecords.use(({ show }) => show(jobId)),
    ({ state }) => state
  )

/** A worker that dies in the middle: its lease ends half a minute later. */
const died: FaultPlan = { call: 6, fault: "crash_before" }

describe("a replay", () => {
  it("of a failed job is a retry, counted like its owner's, and ends with one counted document", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { caller, jobId, userId } = yield* failed
        assertEquals(yield* stateOf(jobId), "failed")
        assertEquals(yield* replay(jobId, Option.none()), "begin")
        assertEquals([yield* announcements, yield* stateOf(jobId)], [0, "failed"])
        assertEquals(yield* replay(jobId), "begin")
        assertEquals([yield* announcements, yield* stateOf(jobId)], [1, "waiting"])
        // Nobody came for it: the same retry is told of once more, by either of them.
        assertEquals(yield* replay(jobId), "resume")
        yield* Retries.use((retries) => retries.retry(caller, jobId))
        assertEquals(
          Option.map(yield* retriesOf(jobId), ({ times }) => times),
          Option.some(1)
        )
        yield* JobRun.run(jobId)
        const { documents, ending, input, reserved } = yield* standing(jobId, userId)
        assertEquals([ending, documents, reserved, input], [JobEnding.cases.Completed.make({}), 1, 0, false])
        assertEquals(yield* refusal(jobId), notReplayable("completed"))
      })
    ))

  it("of a job whose event was lost tells of it again, and counts nothing", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        assertEquals(yield* stateOf(jobId), "waiting")
        assertEquals(yield* replay(jobId), "announce")
        assertEquals([yield* announcements, yield* retriesOf(jobId)], [1, Option.none()])
        yield* JobRun.run(jobId)
        const { documents, reserved } = yield* standing(jobId, userId)
        assertEquals([documents, reserved], [1, 0])
      })
    ))

  it("leaves a job alone that a worker holds, and repeats it once its lease has ended", () =>
    tell(20, () =>
      Effect.gen(function* () {
        const { jobId, userId } = yield* uploaded
        yield* deliver(jobId, died)
        assertEquals(yield* stateOf(jobId), "running")
        assertEquals(yield* refusal(jobId), notReplayable("running"))
        assertEquals(yield* announcements, 0)
        yield* Effect.sleep("31 seconds")
        assertEquals(yield* stateOf(jobId), "stalled")
        assertEquals(yield* replay(jobId), "announce")
        yield* JobRun.run(jobId)
        assertEquals((yield* standing(jobId, userId)).documents, 1)
      })
    ))

  it("of a job that ended without being settled has it settled", () =>
    tell(20, () =>
      Effect.gen(function* () {
        for (const outcome of [
          JobFixtures.failed({ code: "ENCRYPTED_DOCUMENT", retryable: false }),
          JobFixtures.completed(JobFixtures.someId)
        ]) {
          const { jobId, userId } = yield* uploaded
          yield* (yield* JobStore).finish(jobId, outcome)
          assertEquals((yield* standing(jobId, userId)).input, true)
          assertEquals(yield* replay(jobId), "announce")
          yield* JobRun.run(jobId)
          const { documents, ending, input } = yield* standing(jobId, userId)
          assertEquals([input, documents], [false, ending?._tag === "Completed" ? 1 : 0])
          const reason = ending?._tag === "Completed" ? "completed" : "failed_for_good"
          assertEquals(yield* refusal(jobId), notReplayable(reason))
        }
      })
    ))

  it("is refused where there is nothing to repeat", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const { caller } = yield* World.newcomer
        const { jobId } = yield* Uploads.use(({ grant }) => grant(caller, World.document))
        assertEquals(yield* refusal(jobId), notReplayable("not_uploaded"))
        yield* Effect.sleep("6 minutes")
        assertEquals(yield* refusal(jobId), new JobNotFound())
        const old = yield* failed
        yield* Effect.sleep("49 hours")
        assertEquals([yield* refusal(old.jobId), yield* stateOf(old.jobId)], [new JobNotFound(), "expired"])
        const gone = yield* failed
        yield* Jobs.use((jobs) => jobs.cleanup(gone.caller, gone.jobId))
        yield* Effect.sleep("5 minutes")
        assertEquals(yield* refusal(gone.jobId), new JobNotFound())
      })
    ))

  it("asks for what its owner would be asked for: an active account, consent, and a document of the period", () =>
    tell(5, () =>
      Effect.gen(function* () {
        const suspended = yield* failed
        yield* World.alter(suspended.userId, { status: "suspended" })
        assertEquals((yield* refusal(suspended.jobId))._tag, "AccountNotActive")
        const unwilling = yield* failed
        yield* (yield* Consents).withdraw(unwilling.caller, "medical_disclaimer")
        assertEquals((yield* refusal(unwilling.jobId))._tag, "ConsentRequired")
        const spent = yield* failed
        yield* Effect.all(
          Array.from({ length: 5 }, () => Uploads.use(({ grant }) => grant(spent.caller, World.document)))
        )
        assertEquals((yield* refusal(spent.jobId))._tag, "UsageLimitReached")
        assertEquals(yield* announcements, 0)
        for (const { jobId } of [suspended, unwilling, spent]) assertEquals(yield* retriesOf(jobId), Option.none())
      })
    ))

  it("and its owner's own retry at once are one", () =>
    tell(100, () =>
      Effect.gen(function* () {
        const { caller, jobId } = yield* failed
        const all = [
          ...Array.from({ length: 3 }, () => Effect.asVoid(replay(jobId))),
          ...Array.from({ length: 3 }, () => Effect.asVoid(Retries.use((retries) => retries.retry(caller, jobId))))
        ]
        yield* Effect.all(all, { concurrency: "unbounded" })
        assertEquals(
          Option.map(yield* retriesOf(jobId), ({ times }) => times),
          Option.some(1)
        )
      })
    ))
})
