import { CreateBucketCommand, type S3Client } from "@aws-sdk/client-s3"
import { Context, Effect, Layer } from "effect"
import { TempBucket } from "../../src/resources/TempBucket.ts"
import { S3 } from "../../src/s3/S3.ts"
import { config } from "./Emulator.ts"
import * as Moto from "./Moto.ts"

export const bucket = "serenya-temp-files-test"

const create = (client: S3Client) =>
  Effect.promise(() =>
    client.send(
      new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } })
    )
  )

/** One moto with an empty temp bucket: the S3 client and a configuration that names both. */
export const layer = Layer.unwrap(
  Effect.map(Moto.endpoint, (endpoint) =>
    S3.layer.pipe(
      Layer.tap((context) => create(Context.get(context, S3))),
      Layer.provideMerge(config(endpoint, { [TempBucket.env]: bucket }))
    )
  )
)
