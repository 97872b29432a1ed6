import { Context, DateTime, Effect, Layer } from "effect"
import type { ConsentRequired } from "../consents/ConsentErrors.ts"
import type { Caller } from "../sessions/Caller.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UsageLimitReached } from "../subscriptions/SubscriptionErrors.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import type * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { updateCaller } from "../users/UserUpdates.ts"
import { JobStatus } from "./Job.ts"
import type { JobNotFound, JobNotRetryable } from "./JobErrors.ts"
import { partsOf } from "./JobId.ts"
import { retryStep } from "./JobRetryRules.ts"
import * as JobRules from "./JobRules.ts"
import * as JobStarting from "./JobStarting.ts"
import { makeOwnJob } from "./OwnJob.ts"

type Refusal =
  | JobNotFound
  | JobNotRetryable
  | ConsentRequired
  | UsageLimitReached
  | UserRules.NotAdmitted
  | ConcurrentUpdate

/** Starts failed jobs again, with the input that is still there. */
export class Retries extends Context.Service<
  Retries,
  {
    /**
     * Three times at most, and only where the same input may pass. Asked for again before a worker came, or after a crash
     * of ours, it goes on with the same retry and counts no other. A document is reserved again.
     */
    retry(caller: Caller, jobId: string): Effect.Effect<JobStatus, Refusal | Unavailable>
  }
>()("@serenya/domain/jobs/Retries") {
  static readonly layer = Layer.effect(
    Retries,
    Effect.gen(function* () {
      const users = yield* UserStore
      const ownJob = yield* makeOwnJob
      const { admit, count, start, traces } = yield* JobStarting.make

      const retry: Retries["Service"]["retry"] = Effect.fn("Retries.retry")(function* (caller, text) {
        const jobId = yield* ownJob(caller, text)
        const found = yield* traces(jobId)
        const step = yield* Effect.fromResult(retryStep(found, partsOf(jobId), yield* DateTime.now))
        if (step !== "begun") {
          yield* updateCaller(users, caller, (user, now) => admit(jobId, user, now))
          // Somebody who came first got further: look again.
          if (step === "begin" && !(yield* count(jobId, found.claim))) return yield* retry(caller, jobId)
          yield* start(jobId)
        }
        return JobStatus.cases.Processing.make({ pollAfterSeconds: JobRules.pollAfterSeconds })
      })

      return Retries.of({ retry })
    })
  )
}
