import { DeleteObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3"
import type { JobId } from "@serenya/domain/jobs/JobId"
import { JobStore } from "@serenya/domain/jobs/JobStore"
import { RandomIds } from "@serenya/domain/shared/RandomIds"
import { Effect, Layer, Option } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { TempBucket } from "../resources/TempBucket.ts"
import { readObject } from "../s3/ObjectCall.ts"
import { S3 } from "../s3/S3.ts"
import { jobsAfter, jobsUnder } from "./JobListing.ts"
import * as S3Claims from "./S3Claims.ts"
import * as S3Outcomes from "./S3Outcomes.ts"
import { tempObjects } from "./TempObjects.ts"

/** Keeps jobs as objects beside their documents. */
export const layer = Layer.effect(
  JobStore,
  Effect.gen(function* () {
    const s3 = yield* S3
    const objects = yield* tempObjects
    const Bucket = objects.bucket

    const remove = (Key: string) =>
      awsCall("storage", "S3.deleteJobObject", (options) => s3.send(new DeleteObjectCommand({ Bucket, Key }), options))

    const erase = Effect.fn("S3JobStore.erase")(function* (jobId: JobId) {
      yield* Effect.all([remove(S3Claims.claimKey(jobId)), remove(S3Outcomes.outcomeKey(jobId))], {
        concurrency: "unbounded",
        discard: true
      })
    })

    const has = (Key: string) =>
      Effect.map(
        readObject("S3.headJobObject", (options) => s3.send(new HeadObjectCommand({ Bucket, Key }), options)),
        Option.isSome
      )

    const remains = Effect.fn("S3JobStore.remains")((jobId: JobId) =>
      Effect.all(
        { claim: has(S3Claims.claimKey(jobId)), outcome: has(S3Outcomes.outcomeKey(jobId)) },
        { concurrency: "unbounded" }
      )
    )

    const { claims, outgoing } = TempBucket.prefixes
    const jobsOf = Effect.fn("S3JobStore.jobsOf")(jobsUnder(s3, Bucket, [claims, outgoing]))

    return JobStore.of({
      ...S3Claims.make(s3, objects, yield* RandomIds),
      ...S3Outcomes.make(s3, objects),
      reopen: Effect.fn("S3JobStore.reopen")((jobId: JobId) => Effect.asVoid(remove(S3Outcomes.outcomeKey(jobId)))),
      erase,
      remains,
      jobsOf,
      jobsAfter: Effect.fn("S3JobStore.jobsAfter")(jobsAfter(s3, Bucket, [claims, outgoing]))
    })
  })
)
