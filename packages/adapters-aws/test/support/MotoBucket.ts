import { Effect, Layer } from "effect"
import { TempBucket } from "../../src/resources/TempBucket.ts"
import { createBucket } from "../../src/s3/CreateBucket.ts"
import { S3 } from "../../src/s3/S3.ts"
import * as Moto from "../../testing/Moto.ts"
import { config } from "./Emulator.ts"

export const bucket = "serenya-temp-files-test"

/** One moto with an empty temp bucket: the S3 client and a configuration that names both. */
export const layer = Layer.unwrap(
  Effect.map(Moto.endpoint, (endpoint) =>
    S3.layer.pipe(
      Layer.tap((context) => Effect.provideContext(createBucket(bucket, TempBucket), context)),
      Layer.provideMerge(config(endpoint, { [TempBucket.env]: bucket }))
    )
  )
)
