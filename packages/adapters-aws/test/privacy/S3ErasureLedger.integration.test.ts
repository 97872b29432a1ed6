import { GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3"
import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse } from "@effect/vitest/utils"
import * as MemorySecretKeys from "@serenya/domain/keys/MemorySecretKeys"
import { ErasureLedger } from "@serenya/domain/privacy/ErasureLedger"
import * as ErasureLedgerLaws from "@serenya/domain/testing/ErasureLedgerLaws"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { Effect, Layer } from "effect"
import * as S3ErasureLedger from "../../src/privacy/S3ErasureLedger.ts"
import { EventsBucket } from "../../src/resources/EventsBucket.ts"
import { createBucket } from "../../src/s3/CreateBucket.ts"
import { S3 } from "../../src/s3/S3.ts"
import * as Moto from "../../testing/Moto.ts"
import { config } from "../support/Emulator.ts"

const bucket = "serenya-events-test"

const events = Layer.unwrap(
  Effect.map(Moto.endpoint, (endpoint) =>
    S3.layer.pipe(
      Layer.tap((context) => Effect.provideContext(createBucket(bucket, EventsBucket), context)),
      Layer.provideMerge(config(endpoint, { [EventsBucket.env]: bucket }))
    )
  )
)

const world = S3ErasureLedger.layer.pipe(Layer.provideMerge(events), Layer.provide(MemorySecretKeys.layer))

Moto.suites(() => {
  ErasureLedgerLaws.suite("S3", world)

  withLayer(world, { timeout: "60 seconds", excludeTestServices: true })("S3ErasureLedger", (it) => {
    it.effect("keeps one small object per person, under erasures/, that holds the moment and nothing else", () =>
      Effect.gen(function* () {
        const s3 = yield* S3
        const userId = yield* Fixtures.userId
        const { reference } = yield* (yield* ErasureLedger).record(userId, Fixtures.at)
        const { Contents = [] } = yield* Effect.promise(() => s3.send(new ListObjectsV2Command({ Bucket: bucket })))
        const Key = `erasures/${reference}.json`
        assertEquals(Contents.map((object) => object.Key).includes(Key), true)
        assertFalse(Contents.some((object) => object.Key?.includes(userId)))
        const object = yield* Effect.promise(() => s3.send(new GetObjectCommand({ Bucket: bucket, Key })))
        const text = yield* Effect.promise(async () => object.Body?.transformToString())
        assertEquals(text, '{"requested_at":"2026-03-01T09:30:00.123Z"}')
      })
    )
  })
})
