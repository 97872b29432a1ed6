import type { S3Client } from "@aws-sdk/client-s3"
import { JobId, prefixesOf } from "@serenya/domain/jobs/JobId"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Option, Schema } from "effect"
import { listObjects } from "../s3/ListObjects.ts"
import { S3 } from "../s3/S3.ts"

const decodeJobId = Schema.decodeUnknownOption(JobId)

/** The jobs of a person that have an object under one of `folders`: one listing for each folder and kind of job. */
export const jobsUnder = (s3: S3Client, bucket: string, folders: ReadonlyArray<string>) =>
  Effect.fnUntraced(
    function* (userId: UserId) {
      const listings = yield* Effect.forEach(
        folders.flatMap((folder) => prefixesOf(userId).map((prefix) => ({ folder, prefix: folder + prefix }))),
        ({ folder, prefix }) =>
          Effect.map(listObjects(bucket, prefix), (objects) =>
            objects.flatMap(({ key }) => Option.toArray(decodeJobId(key.slice(folder.length))))
          ),
        { concurrency: "unbounded" }
      )
      return [...new Set(listings.flat())]
    },
    Effect.provideService(S3, s3)
  )
