import { DateTime, Option } from "effect"
import type { JobStatus } from "./Job.ts"
import { type JobId, partsOf } from "./JobId.ts"
import type { JobFailure } from "./JobOutcome.ts"
import type { JobRecord, JobState } from "./JobRecord.ts"
import type { RetryTraces } from "./JobRetryRules.ts"
import * as JobRules from "./JobRules.ts"
import type { Claim } from "./JobStore.ts"

const workState = (claim: Option.Option<Claim>, now: DateTime.Utc): JobState =>
  Option.match(
    Option.filter(claim, ({ attempt }) => attempt > 0),
    {
      onNone: () => "waiting",
      onSome: ({ leaseUntil }) => (DateTime.isGreaterThan(leaseUntil, now) ? "running" : "stalled")
    }
  )

const stateOf = (status: JobStatus, claim: Option.Option<Claim>, now: DateTime.Utc): JobState => {
  switch (status._tag) {
    case "AwaitingUpload":
      return "awaiting_upload"
    case "Processing":
      return workState(claim, now)
    case "Completed":
      return "completed"
    case "Failed":
      return "failed"
  }
}

const failureIn = (status: JobStatus): Option.Option<JobFailure> =>
  status._tag === "Failed" ? Option.some(status.failure) : Option.none()

/** What an object store tells of a job, by the rules that its owner's status goes by. None: nothing at all. */
export const recordOf = (jobId: JobId, traces: RetryTraces, now: DateTime.Utc): Option.Option<JobRecord> => {
  const { claim, ending, uploaded } = traces
  const parts = partsOf(jobId)
  const retried = Option.flatMap(claim, ({ retried }) => retried)
  const status = JobRules.status({ ending, uploaded, retried }, parts, now)
  if (Option.isNone(status) && !uploaded && Option.isNone(ending) && Option.isNone(claim)) return Option.none()
  return Option.some({
    jobId,
    ...parts,
    state: Option.match(status, { onNone: () => "expired", onSome: (known) => stateOf(known, claim, now) }),
    failure: Option.flatMap(status, failureIn),
    isInputHeld: uploaded,
    attempt: Option.match(claim, { onNone: () => 0, onSome: ({ attempt }) => attempt }),
    leaseUntil: Option.map(claim, ({ leaseUntil }) => leaseUntil),
    retried
  })
}
