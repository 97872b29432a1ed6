import * as LegacyArchiveLaws from "@serenya/domain/testing/LegacyArchiveLaws"
import { Effect, Layer } from "effect"
import * as S3LegacyArchive from "../../src/migration/S3LegacyArchive.ts"
import { EventsBucket } from "../../src/resources/EventsBucket.ts"
import { createBucket } from "../../src/s3/CreateBucket.ts"
import { S3 } from "../../src/s3/S3.ts"
import * as Moto from "../../testing/Moto.ts"
import * as Emulator from "../support/Emulator.ts"

const bucket = "serenya-events-test"

const events = Layer.unwrap(
  Effect.map(Moto.endpoint, (endpoint) =>
    Layer.effectDiscard(createBucket(bucket, EventsBucket)).pipe(
      Layer.provideMerge(S3.layer),
      Layer.provideMerge(Emulator.config(endpoint, { [EventsBucket.env]: bucket }))
    )
  )
)

Moto.suites(() => LegacyArchiveLaws.suite("S3", S3LegacyArchive.layer.pipe(Layer.provide(events))))
