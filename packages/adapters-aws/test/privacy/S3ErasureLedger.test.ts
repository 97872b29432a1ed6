import { createHmac } from "node:crypto"
import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import { ErasureLedger } from "@serenya/domain/privacy/ErasureLedger"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { DateTime, Effect, Layer, Option, Redacted } from "effect"
import * as S3ErasureLedger from "../../src/privacy/S3ErasureLedger.ts"
import { S3 } from "../../src/s3/S3.ts"
import * as TinyS3 from "../jobs/TinyS3.ts"
import { config } from "../support/Emulator.ts"
import * as ScriptedServer from "../support/ScriptedServer.ts"

const bytes = new Uint8Array(32).fill(7)

const keys = Layer.mock(SecretKeys, {
  ring: (name) =>
    name === "erasure-ledger"
      ? Effect.succeed({
          current: { id: "1", bytes: Redacted.make(bytes) },
          previous: Option.none(),
          rotatedAt: Fixtures.at
        })
      : Effect.die(new Error(`Not the ledger's key: ${name}`))
})

const ledgerOn = Effect.fnUntraced(function* (script: Parameters<typeof ScriptedServer.start>[0]) {
  const { received, url } = yield* ScriptedServer.start(script)
  const world = S3.layer.pipe(Layer.provideMerge(config(url, { EVENTS_BUCKET: "events" })), Layer.merge(keys))
  const context = yield* Layer.build(S3ErasureLedger.layer.pipe(Layer.provide(world)))
  return { ledger: yield* ErasureLedger.pipe(Effect.provide(context)), received }
})

describe("S3ErasureLedger", () => {
  it.live("calls an entry by the HMAC-SHA-256 of the user id under the ledger's own key", () =>
    Effect.gen(function* () {
      const { ledger, received } = yield* ledgerOn(TinyS3.make())
      const userId = yield* Fixtures.userId
      const { reference } = yield* ledger.record(userId, Fixtures.at)
      assertEquals(reference, createHmac("sha256", bytes).update(userId).digest("hex"))
      assertEquals(
        received.map(({ method, path }) => `${method} ${path.split("?")[0]}`),
        [`PUT /events/erasures/${reference}.json`]
      )
      assertEquals(received[0]?.headers["if-none-match"], "*")
    })
  )

  it.live("ends a record whose answer was lost like one that was answered, and keeps the first", () =>
    Effect.gen(function* () {
      const s3 = TinyS3.make()
      const { ledger } = yield* ledgerOn((request, nth) => {
        const answer = s3(request)
        return nth === 1 ? "lost" : answer
      })
      const userId = yield* Fixtures.userId
      const entry = yield* ledger.record(userId, Fixtures.at)
      assertEquals(entry.requestedAt, Fixtures.at)
      assertEquals(yield* ledger.record(userId, DateTime.add(Fixtures.at, { days: 1 })), entry)
      assertEquals(yield* ledger.find(userId), Option.some(entry))
    })
  )

  it.live("takes a missing bucket for an outage, never for a person who was not erased", () =>
    Effect.gen(function* () {
      const { ledger } = yield* ledgerOn(() => ({ status: 404, body: "<Error><Code>NoSuchBucket</Code></Error>" }))
      const userId = yield* Fixtures.userId
      assertEquals((yield* Effect.flip(ledger.find(userId)))._tag, "Unavailable")
      assertEquals((yield* Effect.flip(ledger.record(userId, Fixtures.at)))._tag, "Unavailable")
    })
  )
})
