import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { Caller } from "../sessions/Caller.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import { DocumentVault } from "./DocumentVault.ts"
import { type CleanupReceipt, JobStatus } from "./Job.ts"
import * as JobErasing from "./JobErasing.ts"
import { JobFailed, JobNotFound, JobNotReady } from "./JobErrors.ts"
import { type JobId, type JobKind, partsOf } from "./JobId.ts"
import { isOf, type ResultOf } from "./JobResult.ts"
import * as JobRules from "./JobRules.ts"
import { JobStore } from "./JobStore.ts"
import { makeOwnJob } from "./OwnJob.ts"

/** What a person does with their jobs. A job of somebody else is no job at all. */
export class Jobs extends Context.Service<
  Jobs,
  {
    /** Derived from the id and two looks at the object store; a third, where the job took longer than it should. */
    status(caller: Caller, jobId: string): Effect.Effect<JobStatus, JobNotFound | Unavailable>
    /** What a job of this kind came to. A job of another kind is not found. */
    result<const Kind extends JobKind>(
      caller: Caller,
      jobId: string,
      kind: Kind
    ): Effect.Effect<ResultOf<Kind>, JobNotFound | JobNotReady | JobFailed | Unavailable>
    /** Where a job of this kind stands, and what it came to where it is completed. A job of another kind is not found. */
    standing<const Kind extends JobKind>(
      caller: Caller,
      jobId: string,
      kind: Kind
    ): Effect.Effect<
      { readonly status: JobStatus; readonly result: Option.Option<ResultOf<Kind>> },
      JobNotFound | Unavailable
    >
    /** Deletes every object of the job and looks again. Unavailable while a worker keeps writing to it; again is fine. */
    cleanup(caller: Caller, jobId: string): Effect.Effect<CleanupReceipt, JobNotFound | Unavailable>
  }
>()("@serenya/domain/jobs/Jobs") {
  static readonly layer = Layer.effect(
    Jobs,
    Effect.gen(function* () {
      const vault = yield* DocumentVault
      const jobs = yield* JobStore
      const ownJob = yield* makeOwnJob
      const eraseAll = yield* JobErasing.makeThorough

      /** Only a job without an ending, after the run window of its first start, may be one that was started again. */
      const retriedOf = Effect.fnUntraced(function* (jobId: JobId, isOpen: boolean, now: DateTime.Utc) {
        if (!isOpen || !JobRules.isOver(Option.none(), partsOf(jobId), now)) return Option.none()
        return Option.flatMap(yield* jobs.claimed(jobId), ({ retried }) => retried)
      })

      const status = Effect.fn("Jobs.status")(function* (caller: Caller, text: string) {
        const jobId = yield* ownJob(caller, text)
        // In this order: an input is deleted only after its ending stands, so a finished job is never seen without both.
        const uploaded = yield* vault.exists(jobId)
        const ending = yield* jobs.ending(jobId)
        const now = yield* DateTime.now
        const retried = yield* retriedOf(jobId, uploaded && Option.isNone(ending), now)
        const standing = JobRules.status({ ending, uploaded, retried }, partsOf(jobId), now)
        if (Option.isNone(standing)) return yield* new JobNotFound()
        return standing.value
      })

      const result = Effect.fn("Jobs.result")(function* <const Kind extends JobKind>(
        caller: Caller,
        text: string,
        kind: Kind
      ) {
        const jobId = yield* ownJob(caller, text)
        const parts = partsOf(jobId)
        if (parts.kind !== kind || JobRules.isGone(parts.createdAt, yield* DateTime.now))
          return yield* new JobNotFound()
        const outcome = yield* jobs.outcome(jobId)
        if (Option.isSome(outcome)) {
          if (outcome.value._tag === "Failed") {
            const { code, retryable } = outcome.value.failure
            return yield* new JobFailed({ failure: code, retryable })
          }
          const { result } = outcome.value
          if (isOf(kind)(result)) return result
          return yield* Effect.die(new Error(`A job of kind ${kind} holds the result of another kind`))
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

      const standing = Effect.fn("Jobs.standing")(function* <const Kind extends JobKind>(
        caller: Caller,
        text: string,
        kind: Kind
      ) {
        return yield* result(caller, text, kind).pipe(
          Effect.map((found) => ({ status: JobStatus.cases.Completed.make({}), result: Option.some(found) })),
          Effect.catchTag("JobNotReady", ({ pollAfterSeconds }) =>
            Effect.succeed({ status: JobStatus.cases.Processing.make({ pollAfterSeconds }), result: Option.none() })
          ),
          Effect.catchTag("JobFailed", ({ failure: code, retryable }) =>
            Effect.succeed({
              status: JobStatus.cases.Failed.make({ failure: { code, retryable } }),
              result: Option.none()
            })
          )
        )
      })

      const cleanup = Effect.fn("Jobs.cleanup")(function* (caller: Caller, text: string) {
        const jobId = yield* ownJob(caller, text)
        yield* eraseAll(jobId)
        return { jobId, cleanedAt: yield* DateTime.now }
      })

      return Jobs.of({ status, result, standing, cleanup })
    })
  )
}
