import type { DateTime, Option } from "effect"
import { Schema } from "effect"
import type { JobId, JobIdParts } from "./JobId.ts"
import type { JobFailure } from "./JobOutcome.ts"
import type { Retried } from "./JobStore.ts"

/**
 * Where a job stands, as an operator needs to know it: `waiting` for a worker, `running` under a live lease, `stalled` under one
 * that ended, `expired`: past its retention, or of which nothing can come any more.
 */
export const JobState = Schema.Literals([
  "awaiting_upload",
  "waiting",
  "running",
  "stalled",
  "completed",
  "failed",
  "expired"
])
export type JobState = typeof JobState.Type

/** What may be told of a job without its contents. */
export interface JobRecord extends JobIdParts {
  readonly jobId: JobId
  readonly state: JobState
  readonly failure: Option.Option<JobFailure>
  readonly isInputHeld: boolean
  /** Of the present start; 0: no worker came. */
  readonly attempt: number
  readonly leaseUntil: Option.Option<DateTime.Utc>
  readonly retried: Option.Option<Retried>
}
