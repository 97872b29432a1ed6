import { JobEnding, JobFailureCode, JobOutcome } from "@serenya/domain/jobs/JobOutcome"
import { JobResult } from "@serenya/domain/jobs/JobResult"
import { Effect, Schema } from "effect"

/** `claims/{job_id}`: `token` names the write, so that a worker whose answer was lost knows its own again. */
const ClaimObject = Schema.Struct({
  retried: Schema.optionalKey(Schema.Struct({ times: Schema.Int, at: Schema.DateTimeUtcFromMillis })),
  attempt: Schema.Int,
  lease_until: Schema.DateTimeUtcFromMillis,
  token: Schema.String
})
export type ClaimObject = typeof ClaimObject.Type

const ClaimText = Schema.fromJsonString(ClaimObject)
export const encodeClaim = Schema.encodeEffect(ClaimText)
export const decodeClaim = Schema.decodeUnknownEffect(ClaimText)

const FailedObject = Schema.Struct({
  status: Schema.Literal("failed"),
  code: JobFailureCode,
  retryable: Schema.Boolean,
  at: Schema.DateTimeUtc
})

/** `outgoing/{job_id}`: the result itself, of its kind, or why there is none. */
const OutcomeObject = Schema.Union([FailedObject, JobResult])

const OutcomeText = Schema.fromJsonString(Schema.toCodecJson(OutcomeObject))
const encodeOutcomeText = Schema.encodeEffect(OutcomeText)
const decodeOutcomeText = Schema.decodeUnknownEffect(OutcomeText)

export const encodeOutcome = (outcome: JobOutcome) =>
  encodeOutcomeText(
    outcome._tag === "Completed" ? outcome.result : { status: "failed" as const, ...outcome.failure, at: outcome.at }
  )

export const decodeOutcome = (text: unknown) =>
  Effect.map(decodeOutcomeText(text), (object) =>
    "status" in object
      ? JobOutcome.cases.Failed.make({ failure: { code: object.code, retryable: object.retryable }, at: object.at })
      : JobOutcome.cases.Completed.make({ result: object })
  )

/** Metadata of `outgoing/{job_id}`: the ending is known from a HEAD, and whoever asks for it reads no medical data. */
const EndingMetadata = Schema.Union([
  Schema.Struct({ status: Schema.Literal("completed") }),
  Schema.Struct({
    status: Schema.Literal("failed"),
    code: JobFailureCode,
    retryable: Schema.Literals(["true", "false"])
  })
])
const decodeEndingMetadata = Schema.decodeUnknownEffect(EndingMetadata)

export const metadataOf = (ending: JobEnding): Record<string, string> =>
  ending._tag === "Completed"
    ? { status: "completed" }
    : { status: "failed", code: ending.failure.code, retryable: String(ending.failure.retryable) }

export const decodeEnding = (metadata: unknown) =>
  Effect.map(decodeEndingMetadata(metadata), (known) =>
    known.status === "completed"
      ? JobEnding.cases.Completed.make({})
      : JobEnding.cases.Failed.make({ failure: { code: known.code, retryable: known.retryable === "true" } })
  )
