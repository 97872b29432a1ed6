import { DateTime, type Duration, Option } from "effect"
import type {
  AnalysisRejected,
  DocumentFault,
  DocumentTooLarge,
  UnsupportedDocument
} from "../analysis/AnalysisErrors.ts"
import type { ConsentRequired } from "../consents/ConsentErrors.ts"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import { JobStatus } from "./Job.ts"
import type { JobEnding, JobFailure, JobFailureCode } from "./JobOutcome.ts"

/** How long a grant admits an upload. */
export const uploadWindow = { minutes: 5 } as const

/** After this a job without an ending has failed: the upload window, and three attempts of Lambda's with its pauses between them. */
export const runWindow = { minutes: 20 } as const

/** Objects are gone by lifecycle after this; so is the job. */
export const retention = { hours: 48 } as const

/** A worker holds a job this long without a sign of life; it gives one every `heartbeat`. */
export const lease = { seconds: 30 } as const
export const heartbeat: Duration.Input = "10 seconds"

export const maxAttempts = 3

const pollAfterSeconds = 2

export const isOver = (createdAt: DateTime.Utc, now: DateTime.Utc): boolean =>
  DateTime.isGreaterThan(now, DateTime.add(createdAt, runWindow))

/** Past its retention a job is gone, also where the lifecycle has not deleted its objects yet. */
export const isGone = (createdAt: DateTime.Utc, now: DateTime.Utc): boolean =>
  DateTime.isGreaterThan(now, DateTime.add(createdAt, retention))

/** What an object store tells about a job. */
export interface Traces {
  readonly ending: Option.Option<JobEnding>
  readonly uploaded: boolean
}

/** Where a job stands. None: there is no such job, no longer, or not yet. */
export const status = (traces: Traces, createdAt: DateTime.Utc, now: DateTime.Utc): Option.Option<JobStatus> => {
  if (isGone(createdAt, now)) return Option.none()
  if (Option.isSome(traces.ending)) return Option.some(ended(traces.ending.value))
  if (traces.uploaded) {
    return Option.some(
      isOver(createdAt, now)
        ? JobStatus.cases.Failed.make({ failure: { code: "PROCESSING_TIMED_OUT", retryable: true } })
        : JobStatus.cases.Processing.make({ pollAfterSeconds })
    )
  }
  return DateTime.isLessThan(now, DateTime.add(createdAt, uploadWindow))
    ? Option.some(JobStatus.cases.AwaitingUpload.make({ pollAfterSeconds }))
    : Option.none()
}

const ended = (ending: JobEnding): JobStatus =>
  ending._tag === "Completed"
    ? JobStatus.cases.Completed.make({})
    : JobStatus.cases.Failed.make({ failure: ending.failure })

const documentCodes: Readonly<Record<DocumentFault, JobFailureCode>> = {
  empty: "EMPTY_DOCUMENT",
  wrong_file_type: "WRONG_FILE_TYPE",
  truncated: "TRUNCATED_DOCUMENT",
  encrypted: "ENCRYPTED_DOCUMENT",
  unreadable: "UNREADABLE_DOCUMENT",
  too_many_pages: "TOO_MANY_PAGES",
  too_many_pixels: "TOO_MANY_PIXELS",
  no_text: "NO_TEXT_LAYER",
  hidden_text: "HIDDEN_TEXT"
}

/** The failure that a person is told; `retryable` means the same file may pass another time. */
export const failureOf = (
  error: UnsupportedDocument | DocumentTooLarge | AnalysisRejected | ConsentRequired | AccountNotActive | Unavailable
): JobFailure => {
  switch (error._tag) {
    case "UnsupportedDocument":
      return { code: documentCodes[error.reason], retryable: false }
    case "DocumentTooLarge":
      return { code: "DOCUMENT_TOO_LARGE", retryable: false }
    case "AnalysisRejected":
      return { code: "ANALYSIS_REJECTED", retryable: true }
    case "ConsentRequired":
      return { code: "CONSENT_REQUIRED", retryable: false }
    case "AccountNotActive":
      return { code: "ACCOUNT_NOT_ACTIVE", retryable: false }
    case "Unavailable":
      return { code: "ANALYSIS_UNAVAILABLE", retryable: true }
  }
}

const ours: ReadonlySet<JobFailureCode> = new Set<JobFailureCode>([
  "ANALYSIS_UNAVAILABLE",
  "ANALYSIS_REJECTED",
  "PROCESSING_TIMED_OUT",
  "PROCESSING_INTERRUPTED"
])

/** What an ending does to the reserved document: a result counts it, our failure gives it back, the person's lets it lapse. */
export const settlement = (ending: JobEnding): "commit" | "release" | "lapse" =>
  ending._tag === "Completed" ? "commit" : ours.has(ending.failure.code) ? "release" : "lapse"

/** Whether the input has done its duty: kept only where the job may be tried again. */
export const isInputSpent = (ending: JobEnding): boolean => ending._tag === "Completed" || !ending.failure.retryable
