import { ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3"
import { JobId, prefixesOf } from "@serenya/domain/jobs/JobId"
import * as JobListingRules from "@serenya/domain/jobs/JobListingRules"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Option, Schema } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import { listObjects } from "../s3/ListObjects.ts"
import { S3 } from "../s3/S3.ts"

const decodeJobId = Schema.decodeUnknownOption(JobId)

/** Of an object that no grant admitted there is no job. */
const jobAt = (folder: string, key: string): ReadonlyArray<JobId> =>
  Option.toArray(decodeJobId(key.slice(folder.length)))

/** The jobs of a person that have an object under one of `folders`: one listing for each folder and kind of job. */
export const jobsUnder = (s3: S3Client, bucket: string, folders: ReadonlyArray<string>) =>
  Effect.fnUntraced(
    function* (userId: UserId) {
      const listings = yield* Effect.forEach(
        folders.flatMap((folder) => prefixesOf(userId).map((prefix) => ({ folder, prefix: folder + prefix }))),
        ({ folder, prefix }) =>
          Effect.map(listObjects(bucket, prefix), (objects) => objects.flatMap(({ key }) => jobAt(folder, key))),
        { concurrency: "unbounded" }
      )
      return [...new Set(listings.flat())]
    },
    Effect.provideService(S3, s3)
  )

/** The first jobs after a place in the order of keys, which within a folder is that of ids: each folder is read no further than it takes. */
export const jobsAfter = (s3: S3Client, Bucket: string, folders: ReadonlyArray<string>) => {
  const inFolder = Effect.fnUntraced(function* (
    folder: string,
    after: Option.Option<JobId>,
    limit: number
  ): Effect.fn.Return<ReadonlyArray<JobId>, Unavailable> {
    const jobs: Array<JobId> = []
    let StartAfter = Option.getOrUndefined(Option.map(after, (id) => folder + id))
    while (jobs.length < limit) {
      const { Contents = [], IsTruncated = false } = yield* awsCall("storage", "S3.listJobs", (options) =>
        s3.send(new ListObjectsV2Command({ Bucket, Prefix: folder, MaxKeys: limit, StartAfter }), options)
      )
      jobs.push(...Contents.flatMap(({ Key = "" }) => jobAt(folder, Key)))
      StartAfter = Contents.at(-1)?.Key
      if (!IsTruncated || StartAfter === undefined) break
    }
    return jobs
  })

  return Effect.fnUntraced(function* (after: Option.Option<JobId>, limit: number) {
    const listings = yield* Effect.forEach(folders, (folder) => inFolder(folder, after, limit), {
      concurrency: "unbounded"
    })
    return JobListingRules.firstAfter(listings.flat(), after, limit)
  })
}
