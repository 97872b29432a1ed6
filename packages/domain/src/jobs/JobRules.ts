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
import type { JobIdParts } from "./JobId.ts"
import type { JobEnding, JobFailure, JobFailureCode } from "./JobOutcome.ts"
import type { Retried } from "./JobStore.ts"

/** How long a grant admits an upload. */
export const uploadWindow = { minutes: 5 } as const

/** This long after its start a job without an ending has failed: the upload window, and three attempts of Lambda's with its pauses between them. */
export const runWindow = { minutes: 20 } as const

/** Objects are gone by lifecycle after this; so is the job. */
export const retention = { hours: 48 } as const

/** A worker holds a job this long without a sign of life; it gives one every `heartbeat`. */
export const lease = { seconds: 30 } as const
export const heartbeat: Duration.Input = "10 seconds"

/** Of one start, and of the owner. */
export const maxAttempts = 3
export const maxRetries = 3

export const pollAfterSeconds = 2

/** What a job id says that its standing depends on. */
export type Begun = Pick<JobIdParts, "kind" | "createdAt">

export const timesRetried = (retried: Option.Option<Retried>): number =>
  Option.match(retried, { onNone: () => 0, onSome: ({ times }) => times })

export const areRetriesSpent = (retried: Option.Option<Retried>): boolean => timesRetried(retried) >= maxRetries

/** Whether the run window is over, of the first start or of the latest. */
export const isOver = (
  retried: Option.Option<Retried>,
  { createdAt }: Pick<Begun, "createdAt">,
  now: DateTime.Utc
): boolean => {
  const startedAt = Option.match(retried, { onNone: () => createdAt, onSome: ({ at }) => at })
  return DateTime.isGreaterThan(now, DateTime.add(startedAt, runWindow))
}

/** Past its retention a job is gone, also where the lifecycle has not deleted its objects yet. */
export const isGone = (createdAt: DateTime.Utc, now: DateTime.Utc): boolean =>
  DateTime.isGreaterThan(now, DateTime.add(createdAt, retention))

/** A failure as its owner is told of it: after the last retry there is no other. */
export const failedAfter = (retried: Option.Option<Retried>, { code, retryable }: JobFailure): JobFailure => ({
  code,
  retryable: retryable && !areRetriesSpent(retried)
})

/** What an object store tells about a job. `retried` changes nothing within the run window of the first start. */
export interface Traces {
  readonly ending: Option.Option<JobEnding>
  readonly uploaded: boolean
  readonly retried: Option.Option<Retried>
}

const timedOut: JobFailure = { code: "PROCESSING_TIMED_OUT", retryable: true }

/** Where a job stands. None: there is no such job, no longer, or not yet. Only documents are uploaded after their job began. */
export const status = (
  { ending, retried, uploaded }: Traces,
  begun: Begun,
  now: DateTime.Utc
): Option.Option<JobStatus> => {
  const { createdAt, kind } = begun
  if (isGone(createdAt, now)) return Option.none()
  if (Option.isSome(ending)) return Option.some(ended(ending.value))
  if (uploaded) {
    return Option.some(
      isOver(retried, begun, now)
        ? JobStatus.cases.Failed.make({ failure: failedAfter(retried, timedOut) })
        : JobStatus.cases.Processing.make({ pollAfterSeconds })
    )
  }
  return kind === "result" && DateTime.isLessThan(now, DateTime.add(createdAt, uploadWindow))
    ? Option.some(JobStatus.cases.AwaitingUpload.make({ pollAfterSeconds }))
    : Option.none()
}

/** Why a job is given up without another look at its input. */
export const givenUp = (
  { attempt, retried }: { readonly attempt: number; readonly retried: Option.Option<Retried> },
  begun: Begun,
  now: DateTime.Utc
): Option.Option<JobFailure> => {
  if (isOver(retried, begun, now)) return Option.some(timedOut)
  return attempt > maxAttempts ? Option.some({ code: "PROCESSING_INTERRUPTED", retryable: true }) : Option.none()
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
