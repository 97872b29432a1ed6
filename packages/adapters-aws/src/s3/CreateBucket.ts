import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  PutBucketLifecycleConfigurationCommand
} from "@aws-sdk/client-s3"
import { Data, Effect } from "effect"
import { awsCall } from "../aws/AwsCall.ts"
import type { Bucket } from "../resources/Resource.ts"
import { S3 } from "./S3.ts"

class BucketExists extends Data.TaggedError("BucketExists") {}

const isOurs = (cause: unknown): boolean => cause instanceof Error && cause.name === "BucketAlreadyOwnedByYou"

/** us-east-1 is the one region that may not be named. */
const isConstraint = (region: string): region is BucketLocationConstraint => region !== "us-east-1"

/** Creates the bucket with its lifecycle, unless it is there. For emulators; deployed buckets are CDK's. */
export const createBucket = Effect.fn("CreateBucket.createBucket")(function* (
  name: string,
  { expireAfterDays }: Bucket
) {
  const client = yield* S3
  const region = yield* Effect.promise(() => client.config.region())
  const create = new CreateBucketCommand({
    Bucket: name,
    ...(isConstraint(region) && { CreateBucketConfiguration: { LocationConstraint: region } })
  })
  const lifecycle = new PutBucketLifecycleConfigurationCommand({
    Bucket: name,
    LifecycleConfiguration: {
      Rules: [{ ID: "expire", Filter: { Prefix: "" }, Status: "Enabled", Expiration: { Days: expireAfterDays } }]
    }
  })
  yield* awsCall(
    "storage",
    "CreateBucket.createBucket",
    (options) => client.send(create, options),
    (cause) => (isOurs(cause) ? new BucketExists() : undefined)
  ).pipe(Effect.catchTag("BucketExists", () => Effect.void))
  yield* awsCall("storage", "CreateBucket.lifecycle", (options) => client.send(lifecycle, options))
})
