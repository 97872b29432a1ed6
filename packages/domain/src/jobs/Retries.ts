import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { ConsentRequired } from "../consents/ConsentErrors.ts"
import { ConsentProof } from "../consents/ConsentProof.ts"
import type { Caller } from "../sessions/Caller.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UsageLimitReached } from "../subscriptions/SubscriptionErrors.ts"
import * as UsageRules from "../subscriptions/UsageRules.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, unchanged, updateCaller } from "../users/UserUpdates.ts"
import { DocumentVault } from "./DocumentVault.ts"
import { JobStatus } from "./Job.ts"
import { JobNotFound, type JobNotRetryable } from "./JobErrors.ts"
import { type JobId, partsOf } from "./JobId.ts"
import { retryStep } from "./JobRetryRules.ts"
import * as JobRules from "./JobRules.ts"
import { type Claim, JobStore } from "./JobStore.ts"
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
      const vault = yield* DocumentVault
      const jobs = yield* JobStore
      const ownJob = yield* makeOwnJob

      /** A document counts as one again; a request never did. */
      const admit = (caller: Caller, jobId: JobId) =>
        updateCaller(
          users,
          caller,
          Effect.fnUntraced(function* (user, now) {
            yield* Effect.fromResult(ConsentProof.prove(user))
            if (partsOf(jobId).kind !== "result") return unchanged(undefined)
            const lapsesAt = DateTime.add(now, JobRules.runWindow)
            const subscription = yield* Effect.fromResult(UsageRules.reserve(user.subscription, jobId, lapsesAt, now))
            return changed(UserRules.change(user, { subscription }, now), undefined)
          })
        )

      /** Counted before anything else happens, and once: whoever else asks finds the claim of this retry. */
      const count = Effect.fnUntraced(function* (jobId: JobId, claim: Option.Option<Claim>) {
        const times = JobRules.timesRetried(Option.flatMap(claim, ({ retried }) => retried)) + 1
        return Option.isSome(yield* jobs.restart(jobId, claim, { times, at: yield* DateTime.now }))
      })

      /** The rest of a retry that was counted; again is fine. */
      const start = Effect.fnUntraced(function* (jobId: JobId) {
        yield* jobs.reopen(jobId)
        if (yield* vault.announce(jobId)) return
        // A cleanup or an erasure came in between, and finds nothing more to erase than this.
        yield* jobs.erase(jobId)
        return yield* new JobNotFound()
      })

      const retry: Retries["Service"]["retry"] = Effect.fn("Retries.retry")(function* (caller, text) {
        const jobId = yield* ownJob(caller, text)
        const uploaded = yield* vault.exists(jobId)
        const ending = yield* jobs.ending(jobId)
        const claim = yield* jobs.claimed(jobId)
        const step = yield* Effect.fromResult(
          retryStep({ uploaded, ending, claim }, partsOf(jobId), yield* DateTime.now)
        )
        if (step !== "begun") {
          yield* admit(caller, jobId)
          // Somebody who came first got further: look again.
          if (step === "begin" && !(yield* count(jobId, claim))) return yield* retry(caller, jobId)
          yield* start(jobId)
        }
        return JobStatus.cases.Processing.make({ pollAfterSeconds: JobRules.pollAfterSeconds })
      })

      return Retries.of({ retry })
    })
  )
}
