import { describe, it } from "@effect/vitest"
import { assertEquals, assertFalse } from "@effect/vitest/utils"
import { StrandedChange, StrandedChanges } from "@serenya/domain/audit/StrandedChanges"
import * as AuditFixtures from "@serenya/domain/testing/AuditFixtures"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as StrandedChangesLaws from "@serenya/domain/testing/StrandedChangesLaws"
import { Context, Effect, Layer, Schema } from "effect"
import { Sqs } from "../../src/audit/Sqs.ts"
import * as SqsStrandedChanges from "../../src/audit/SqsStrandedChanges.ts"
import { config } from "../support/Emulator.ts"
import * as ScriptedServer from "../support/ScriptedServer.ts"

/** What was sent to the queue. */
class Sent extends Context.Service<Sent, ReadonlyArray<ScriptedServer.Received>>()(
  "@serenya/adapters-aws/test/audit/SqsStrandedChanges.test/Sent"
) {}

const accepted: ScriptedServer.Answer = {
  status: 200,
  headers: { "content-type": "application/x-amz-json-1.0" },
  body: JSON.stringify({ MessageId: "1" })
}

const queue = (script: Parameters<typeof ScriptedServer.start>[0]) =>
  Layer.unwrap(
    Effect.map(ScriptedServer.start(script), ({ received, url }) =>
      SqsStrandedChanges.layer.pipe(
        Layer.provide(Sqs.layer),
        Layer.provide(config(url, { STRANDED_CHANGES_QUEUE: `${url}/1/stranded` })),
        Layer.merge(Layer.succeed(Sent, received))
      )
    )
  )

const Message = Schema.fromJsonString(Schema.Struct({ QueueUrl: Schema.String, MessageBody: Schema.String }))
const decodeMessage = Schema.decodeUnknownEffect(Message)
const decodeChange = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.toCodecJson(StrandedChange)))

const waiting = Effect.flatMap(Sent, (received) =>
  Effect.forEach(received, ({ body }) =>
    Effect.flatMap(decodeMessage(body), ({ MessageBody }) => decodeChange(MessageBody))
  )
)

StrandedChangesLaws.suite(
  "SQS",
  queue(() => accepted),
  waiting
)

const stranded = Effect.map(AuditFixtures.eventId, (id): StrandedChange => ({
  id,
  at: Fixtures.at,
  keys: { partition: "USER#1", sort: "PROFILE" },
  reason: "unknown_kind"
}))

describe("SqsStrandedChanges", () => {
  it.live("tries again where the queue is slow, and is unavailable where there is none", () =>
    Effect.gen(function* () {
      const slow = yield* Layer.build(queue((_, nth) => (nth < 3 ? { status: 503 } : accepted)))
      yield* Context.get(slow, StrandedChanges).put(yield* stranded)
      assertEquals(Context.get(slow, Sent).length, 3)

      const missing = yield* Layer.build(
        queue(() => ({ status: 400, body: JSON.stringify({ __type: "com.amazonaws.sqs#QueueDoesNotExist" }) }))
      )
      const failure = yield* Effect.flip(Context.get(missing, StrandedChanges).put(yield* stranded))
      assertEquals(failure._tag, "Unavailable")
      assertFalse(failure.retryable)
    })
  )
})
