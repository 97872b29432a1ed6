import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3"
import type { JobId } from "@serenya/domain/jobs/JobId"
import type { JobOutcome } from "@serenya/domain/jobs/JobOutcome"
import { endingOf } from "@serenya/domain/jobs/JobOutcomeRules"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Effect, Option } from "effect"
import { TempBucket } from "../resources/TempBucket.ts"
import { readObject, writeObject } from "../s3/ObjectCall.ts"
import { decodeEnding, decodeOutcome, encodeOutcome, metadataOf } from "./JobObjects.ts"
import type { TempObjects } from "./TempObjects.ts"

export const outcomeKey = (jobId: JobId): string => `${TempBucket.prefixes.outgoing}${jobId}`

const erasedMeanwhile = new Unavailable({
  resource: "storage",
  operation: "S3JobStore.finish",
  retryable: true,
  cause: new Error("An outcome stood there and was erased before it could be read")
})

/** Outcomes over `outgoing/{job_id}`, written once. */
export const make = (s3: S3Client, { bucket: Bucket, encryption }: TempObjects) => {
  const ending = Effect.fn("S3JobStore.ending")(
    function* (jobId: JobId) {
      const command = new HeadObjectCommand({ Bucket, Key: outcomeKey(jobId) })
      const found = yield* readObject("S3.headOutcome", (options) => s3.send(command, options))
      if (Option.isNone(found)) return Option.none()
      return Option.some(yield* decodeEnding(found.value.Metadata))
    },
    Effect.catchTag("SchemaError", Effect.die)
  )

  const outcome = Effect.fn("S3JobStore.outcome")(
    function* (jobId: JobId) {
      const command = new GetObjectCommand({ Bucket, Key: outcomeKey(jobId) })
      const found = yield* readObject(
        "S3.getOutcome",
        async (options) => await (await s3.send(command, options)).Body?.transformToString()
      )
      if (Option.isNone(found)) return Option.none()
      return Option.some(yield* decodeOutcome(found.value))
    },
    Effect.catchTag("SchemaError", Effect.die)
  )

  /** A refusal is read again: another worker's ending, or our own whose answer was lost; either way it is the one that stands. */
  const finish = Effect.fn("S3JobStore.finish")(
    function* (jobId: JobId, outcome: JobOutcome) {
      const command = new PutObjectCommand({
        Bucket,
        Key: outcomeKey(jobId),
        Body: yield* encodeOutcome(outcome),
        ContentType: "application/json",
        Metadata: metadataOf(endingOf(outcome)),
        IfNoneMatch: "*",
        ...encryption
      })
      return yield* writeObject("S3.putOutcome", (options) => s3.send(command, options)).pipe(
        Effect.as(endingOf(outcome)),
        Effect.catchTag("PreconditionFailed", () =>
          Effect.flatMap(
            ending(jobId),
            Option.match({ onNone: () => Effect.fail(erasedMeanwhile), onSome: Effect.succeed })
          )
        )
      )
    },
    Effect.catchTag("SchemaError", Effect.die)
  )

  return { ending, outcome, finish }
}
