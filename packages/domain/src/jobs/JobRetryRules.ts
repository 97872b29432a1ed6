import { DateTime, Option, Result } from "effect"
import { JobNotFound, JobNotRetryable } from "./JobErrors.ts"
import * as JobRules from "./JobRules.ts"
import type { Claim } from "./JobStore.ts"

/** `begin` counts a retry; `resume` goes on with one that was counted and not yet begun by any worker; `begun`: one has. */
export type RetryStep = "begin" | "resume" | "begun"

/** What an object store tells about a job that is to be tried again. */
export interface RetryTraces extends Omit<JobRules.Traces, "retried"> {
  readonly claim: Option.Option<Claim>
}

const refused = (reason: JobNotRetryable["reason"]) => Result.fail(new JobNotRetryable({ reason }))

/** What is left to do for a retry, wherever another call of it stopped; a job that did not fail, or for good, is not tried again. */
export const retryStep = (
  { claim, ending, uploaded }: RetryTraces,
  parts: JobRules.Begun,
  now: DateTime.Utc
): Result.Result<RetryStep, JobNotFound | JobNotRetryable> => {
  const retried = Option.flatMap(claim, ({ retried }) => retried)
  const status = JobRules.status({ ending, uploaded, retried }, parts, now)
  if (Option.isNone(status)) return Result.fail(new JobNotFound())
  if (status.value._tag === "Completed" || status.value._tag === "AwaitingUpload") return refused("not_failed")
  const isWaiting = Option.exists(claim, ({ attempt }) => attempt === 0) && !JobRules.isOver(retried, parts, now)
  if (isWaiting) return uploaded ? Result.succeed("resume") : refused("input_gone")
  if (status.value._tag === "Processing") {
    return Option.isSome(retried) ? Result.succeed("begun") : refused("not_failed")
  }
  if (JobRules.areRetriesSpent(retried)) return refused("retries_spent")
  if (!status.value.failure.retryable) return refused("failed_for_good")
  if (!uploaded) return refused("input_gone")
  const isHeld = Option.isNone(ending) && Option.exists(claim, (held) => DateTime.isGreaterThan(held.leaseUntil, now))
  return isHeld ? refused("not_failed") : Result.succeed("begin")
}
