import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { AuditEventId } from "@serenya/domain/audit/AuditEvent"
import type { TableChange } from "@serenya/domain/audit/TableChange"
import { Data, DateTime, Effect, Layer } from "effect"
import * as StreamLambda from "../../src/lambda/StreamLambda.ts"
import * as Corpus from "./support/Corpus.ts"
import { invocation } from "./support/Lambda.ts"
import { linesDuring } from "./support/Stdout.ts"

class Throttled extends Data.TaggedError("Throttled")<{}> {}

const record = (n: number, more: object = {}) => ({
  eventID: n.toString(16).padStart(32, "0"),
  eventName: "MODIFY",
  eventSource: "aws:dynamodb",
  dynamodb: {
    ApproximateCreationDateTime: 1_772_357_400.5,
    Keys: { PK: { S: `USER#${n}` }, SK: { S: "PROFILE" } },
    OldImage: { PK: { S: "old" } },
    NewImage: { PK: { S: "new" } },
    SequenceNumber: `${1000 + n}`,
    StreamViewType: "NEW_AND_OLD_IMAGES"
  },
  ...more
})

/** A handler that notes what it was given, and what became of each. */
const recording = (outcome: (change: TableChange) => Effect.Effect<void, Throttled> = () => Effect.void) => {
  const seen: Array<TableChange> = []
  const handler = StreamLambda.make({
    layer: Layer.empty,
    handle: (change) =>
      Effect.andThen(
        Effect.sync(() => seen.push(change)),
        outcome(change)
      )
  })
  return { seen, handler }
}

const failing =
  (partitions: ReadonlyArray<string>, failure: Effect.Effect<never, Throttled>) => (change: TableChange) =>
    partitions.includes(change.keys.partition) ? failure : Effect.void

describe("StreamLambda", () => {
  it("hands over each write: where, when to the millisecond, before and after", async () => {
    const { handler, seen } = recording()
    const answer = await handler({ Records: [record(1)] }, invocation())
    assertEquals(answer, { batchItemFailures: [] })
    assertEquals(
      seen.map(({ after, at, before, by, id, keys }) => ({ after, at: DateTime.formatIso(at), before, by, id, keys })),
      [
        {
          after: { PK: { S: "new" } },
          at: "2026-03-01T09:30:00.500Z",
          before: { PK: { S: "old" } },
          by: "service",
          id: AuditEventId.make("1".padStart(32, "0")),
          keys: { partition: "USER#1", sort: "PROFILE" }
        }
      ]
    )
  })

  it("knows what DynamoDB removed because its time was over from what we removed", async () => {
    const { handler, seen } = recording()
    const byDynamo = { userIdentity: { type: "Service", principalId: "dynamodb.amazonaws.com" } }
    await handler(
      {
        Records: [
          record(1, { eventName: "REMOVE", ...byDynamo }),
          record(2, { eventName: "REMOVE", userIdentity: null }),
          record(3, { eventName: "REMOVE" }),
          record(4, byDynamo)
        ]
      },
      invocation()
    )
    assertEquals(
      seen.map(({ by }) => by),
      ["expiry", "service", "service", "service"]
    )
  })

  it("names those that failed and no other, tries all, and logs no key", async () => {
    const { handler, seen } = recording(failing(["USER#2", "USER#4"], Effect.fail(new Throttled())))
    const lines = await linesDuring(async () => {
      const answer = await handler({ Records: [1, 2, 3, 4, 5].map((n) => record(n)) }, invocation())
      assertEquals(answer, { batchItemFailures: [{ itemIdentifier: "1002" }, { itemIdentifier: "1004" }] })
    })
    assert.strictEqual(seen.length, 5)
    assert.strictEqual(lines.length, 2)
    assert.deepInclude(lines[0], { message: "record failed, to be tried again", level: "WARN" })
    assert.notInclude(JSON.stringify(lines), "USER#")
  })

  it("has a defect tried again too, as an error whose message stays out of the log", async () => {
    const { handler } = recording(failing(["USER#1"], Effect.die(new Error("ada@example.test"))))
    const lines = await linesDuring(async () => {
      const answer = await handler({ Records: [record(1), record(2)] }, invocation())
      assertEquals(answer, { batchItemFailures: [{ itemIdentifier: "1001" }] })
    })
    assert.deepInclude(lines[0], { level: "ERROR" })
    assert.notInclude(JSON.stringify(lines), "ada")
  })

  it("rejects when time is nearly over, so that the whole batch comes again", async () => {
    const { handler } = recording(() => Effect.never)
    await linesDuring(async () => {
      const outcome = await handler({ Records: [record(1)] }, invocation(305)).then(
        () => "answered",
        (error: unknown) => String(error)
      )
      assert.include(outcome, "DeadlineExceeded")
    })
  })

  it.each([[{}], [null], ["text"], [{ Records: {} }], [{ Records: [] }]])("has nothing to do for %j", async (event) => {
    const { handler, seen } = recording()
    await linesDuring(async () => assertEquals(await handler(event, invocation()), { batchItemFailures: [] }))
    assert.strictEqual(seen.length, 0)
  })

  it.each([
    ["of another table", record(1, { dynamodb: { ...record(1).dynamodb, Keys: { id: { S: "a" } } } })],
    ["without a place in its shard", record(1, { dynamodb: { ...record(1).dynamodb, SequenceNumber: undefined } })],
    ["without an id", record(1, { eventID: undefined })],
    ["without a moment", record(1, { dynamodb: { ...record(1).dynamodb, ApproximateCreationDateTime: "now" } })],
    ["that is none", null]
  ])("tells as an error of a record %s, and goes on", async (_, broken) => {
    const { handler, seen } = recording()
    const lines = await linesDuring(() => handler({ Records: [broken, record(2)] }, invocation()))
    assertEquals(
      seen.map(({ keys }) => keys.partition),
      ["USER#2"]
    )
    assert.deepInclude(lines[0], { level: "ERROR" })
  })
})

describe.skipIf(Corpus.isMissing)("StreamLambda with recorded events", () => {
  it.each(Corpus.events)("takes nothing of %s for a write to our table", async (_, recorded) => {
    const { handler, seen } = recording()
    await linesDuring(async () => assertEquals(await handler(recorded, invocation()), { batchItemFailures: [] }))
    assert.strictEqual(seen.length, 0)
  })
})
