import { DateTime, Option, Result } from "effect"
import { JobNotFound, JobNotReplayable } from "./JobErrors.ts"
import { type RetryStep, type RetryTraces, retryStep } from "./JobRetryRules.ts"
import * as JobRules from "./JobRules.ts"

/**
 * `begin` and `resume`: a retry, counted like its owner's. `announce`: the input is told of again and nothing is counted, for
 * its event was lost, its worker died, or what an ended job leaves behind was not settled.
 */
export type ReplayStep = Exclude<RetryStep, "begun"> | "announce"

const refused = (reason: JobNotReplayable["reason"]) => Result.fail(new JobNotReplayable({ reason }))

/** What repeating a job takes, wherever it stopped. A worker that is at it is left alone. */
export const replayStep = (
  traces: RetryTraces,
  parts: JobRules.Begun,
  now: DateTime.Utc
): Result.Result<ReplayStep, JobNotFound | JobNotReplayable> => {
  const { claim, ending, uploaded } = traces
  const retried = Option.flatMap(claim, ({ retried }) => retried)
  const status = JobRules.status({ ending, uploaded, retried }, parts, now)
  if (Option.isNone(status)) return Result.fail(new JobNotFound())
  if (status.value._tag === "AwaitingUpload") return refused("not_uploaded")
  const isHeld = Option.exists(claim, ({ leaseUntil }) => DateTime.isGreaterThan(leaseUntil, now))
  if (isHeld && Option.isNone(ending)) return refused("running")
  const step = retryStep(traces, parts, now)
  if (Result.isSuccess(step) && step.success !== "begun") return Result.succeed(step.success)
  if (uploaded) return Result.succeed("announce")
  if (status.value._tag === "Completed") return refused("completed")
  return refused(status.value._tag === "Failed" && !status.value.failure.retryable ? "failed_for_good" : "input_gone")
}
