import { Schema } from "effect"
import { JobResult } from "./JobResult.ts"

/** Why a job ended without a result. */
export const JobFailureCode = Schema.Literals([
  "EMPTY_DOCUMENT",
  "WRONG_FILE_TYPE",
  "TRUNCATED_DOCUMENT",
  "ENCRYPTED_DOCUMENT",
  "UNREADABLE_DOCUMENT",
  "TOO_MANY_PAGES",
  "TOO_MANY_PIXELS",
  "NO_TEXT_LAYER",
  "HIDDEN_TEXT",
  "DOCUMENT_TOO_LARGE",
  "CONSENT_REQUIRED",
  "ACCOUNT_NOT_ACTIVE",
  "ANALYSIS_UNAVAILABLE",
  "ANALYSIS_REJECTED",
  "PROCESSING_TIMED_OUT",
  "PROCESSING_INTERRUPTED"
])
export type JobFailureCode = typeof JobFailureCode.Type

/** Why a job failed, in one fact. */
export const JobFailure = Schema.Struct({ code: JobFailureCode, retryable: Schema.Boolean })
export type JobFailure = typeof JobFailure.Type

/** How a job ended. Written once; what stands first stays. */
export const JobOutcome = Schema.TaggedUnion({
  Completed: { result: JobResult },
  Failed: { failure: JobFailure, at: Schema.DateTimeUtc }
})
export type JobOutcome = typeof JobOutcome.Type

/** How a job ended, without the medical data. */
export const JobEnding = Schema.TaggedUnion({
  Completed: {},
  Failed: { failure: JobFailure }
})
export type JobEnding = typeof JobEnding.Type
