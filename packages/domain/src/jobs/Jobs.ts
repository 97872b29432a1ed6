import { Context, DateTime, Effect, Layer, Option, Schema } from "effect"
import type { AnalysisResult } from "../analysis/AnalysisResult.ts"
import type { Caller } from "../sessions/Caller.ts"
import { Unavailable } from "../shared/Unavailable.ts"
import { DocumentVault } from "./DocumentVault.ts"
import type { CleanupReceipt, JobStatus } from "./Job.ts"
import * as JobErasing from "./JobErasing.ts"
import { JobFailed, JobNotFound, JobNotReady } from "./JobErrors.ts"
import { JobId, partsOf } from "./JobId.ts"
import { JobOutcome } from "./JobOutcome.ts"
import * as JobRules from "./JobRules.ts"
import { JobStore } from "./JobStore.ts"

const decodeJobId = Schema.decodeUnknownOption(JobId)

/** What a person does with their jobs. A job of somebody else is no job at all. */
export class Jobs extends Context.Service<
  Jobs,
  {
    /** Derived from the id and two looks at the object store. */
    status(caller: Caller, jobId: string): Effect.Effect<JobStatus, JobNotFound | Unavailable>
    result(
      caller: Caller,
      jobId: string
    ): Effect.Effect<AnalysisResult, JobNotFound | JobNotReady | JobFailed | Unavailable>
    /** Deletes every object of the job and looks again. Unavailable while a worker keeps writing to it; again is fine. */
    cleanup(caller: Caller, jobId: string): Effect.Effect<CleanupReceipt, JobNotFound | Unavailable>
  }
>()("@serenya/domain/jobs/Jobs") {
  static readonly layer = Layer.effect(
    Jobs,
    Effect.gen(function* () {
      const vault = yield* DocumentVault
      const jobs = yield* JobStore
      const erased = yield* JobErasing.make

      const own = (caller: Caller, text: string): Effect.Effect<JobId, JobNotFound> =>
        Option.match(
          Option.filter(decodeJobId(text), (id) => partsOf(id).userId === caller.userId),
          {
            onNone: () => Effect.fail(new JobNotFound()),
            onSome: Effect.succeed
          }
        )

      const status = Effect.fn("Jobs.status")(function* (caller: Caller, text: string) {
        const jobId = yield* own(caller, text)
        // In this order: an input is deleted only after its ending stands, so a finished job is never seen without both.
        const uploaded = yield* vault.exists(jobId)
        const ending = yield* jobs.ending(jobId)
        const standing = JobRules.status({ ending, uploaded }, partsOf(jobId).createdAt, yield* DateTime.now)
        if (Option.isNone(standing)) return yield* new JobNotFound()
        return standing.value
      })

      const result = Effect.fn("Jobs.result")(function* (caller: Caller, text: string) {
        const jobId = yield* own(caller, text)
        if (JobRules.isGone(partsOf(jobId).createdAt, yield* DateTime.now)) return yield* new JobNotFound()
        const outcome = yield* jobs.outcome(jobId)
        if (Option.isSome(outcome)) {
          return yield* JobOutcome.match(outcome.value, {
            Completed: ({ result }) => Effect.succeed(result),
            Failed: ({ failure: { code, retryable } }) => Effect.fail(new JobFailed({ failure: code, retryable }))
          })
        }
        const standing = yield* status(caller, jobId)
        switch (standing._tag) {
          case "Processing":
            return yield* new JobNotReady({ pollAfterSeconds: standing.pollAfterSeconds })
          case "Failed":
            return yield* new JobFailed({ failure: standing.failure.code, retryable: standing.failure.retryable })
          case "Completed":
            return yield* new JobNotReady({ pollAfterSeconds: 1 })
          case "AwaitingUpload":
            return yield* new JobNotFound()
        }
      })

      const cleanup = Effect.fn("Jobs.cleanup")(function* (caller: Caller, text: string) {
        const jobId = yield* own(caller, text)
        // A worker in the middle of its work may write once more between the first erasing and the look; then it stops.
        const isErased = (yield* erased(jobId)) || (yield* erased(jobId))
        if (!isErased) {
          const cause = new Error("An object of the job was written again while it was deleted")
          return yield* new Unavailable({ resource: "storage", operation: "Jobs.cleanup", retryable: true, cause })
        }
        return { jobId, cleanedAt: yield* DateTime.now }
      })

      return Jobs.of({ status, result, cleanup })
    })
  )
}
