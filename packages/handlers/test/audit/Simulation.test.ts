import { assert, it } from "@effect/vitest"
import { AuditEventId } from "@serenya/domain/audit/AuditEvent"
import { keyOf } from "@serenya/domain/audit/AuditKey"
import { AuditTrail } from "@serenya/domain/audit/AuditTrail"
import * as ChangeCapture from "@serenya/domain/audit/ChangeCapture"
import * as ChangeRules from "@serenya/domain/audit/ChangeRules"
import * as MemoryAuditTrail from "@serenya/domain/audit/MemoryAuditTrail"
import * as MemoryStrandedChanges from "@serenya/domain/audit/MemoryStrandedChanges"
import { type ReadRow, UnreadableRow } from "@serenya/domain/audit/TableChange"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { numbers } from "@serenya/domain/testing/Mulberry32"
import { User } from "@serenya/domain/users/User"
import { UserId } from "@serenya/domain/users/UserId"
import { Context, DateTime, Effect, Layer, Option, Result } from "effect"
import * as StreamLambda from "../../src/lambda/StreamLambda.ts"
import { linesDuring } from "../lambda/support/Stdout.ts"
import * as EventSource from "./EventSource.ts"
import { type Write, writes } from "./Writes.ts"

const seed = Number(process.env["AUDIT_SEED"] ?? "1")
const count = 100_000
const shards = 4
const firstSecond = 1_772_357_400

const subjectOf = ({ after, before }: Write) => after?.id ?? before?.id ?? UserId.make("")

const recordOf = (write: Write, n: number) => ({
  eventID: n.toString(16).padStart(32, "0"),
  eventName: write.before === undefined ? "INSERT" : write.after === undefined ? "REMOVE" : "MODIFY",
  dynamodb: {
    ApproximateCreationDateTime: firstSecond + Math.floor(n / 10),
    Keys: { PK: { S: `USER#${subjectOf(write)}` }, SK: { S: "PROFILE" } },
    // One write in a thousand left a row that nobody can read.
    ...(write.before !== undefined && { OldImage: write.before }),
    ...(write.after !== undefined && { NewImage: n % 1000 === 999 ? "poison" : write.after }),
    SequenceNumber: String(n).padStart(21, "1")
  }
})

type Record = ReturnType<typeof recordOf>

const isPoison = ({ dynamodb }: Record) => dynamodb.NewImage === "poison"

/** Images are the users themselves: what rows look like is another test's. */
const read: ReadRow = ({ after, before, keys }) => {
  const users = [before, after].filter((image) => image !== undefined)
  if (!users.every((image) => image instanceof User)) return Result.fail(new UnreadableRow({ reason: "does_not_fit" }))
  return Result.succeed({
    _tag: "User",
    subject: UserId.make(keys.partition.slice("USER#".length)),
    before: Option.liftPredicate((image): image is User => image instanceof User)(before),
    after: Option.liftPredicate((image): image is User => image instanceof User)(after)
  })
}

const throttled = new Unavailable({
  resource: "storage",
  operation: "test",
  retryable: true,
  cause: new Error("throttled")
})

/** The trail, one append in two hundred of which fails: before it took effect, or after. */
const faulty = (trail: AuditTrail["Service"], random: () => number): AuditTrail["Service"] => ({
  ...trail,
  append: (event) => {
    const fate = random()
    if (fate > 0.005) return trail.append(event)
    return fate < 0.0025 ? Effect.fail(throttled) : Effect.andThen(trail.append(event), Effect.fail(throttled))
  }
})

const expectedOf = (write: Write, record: Record) =>
  ChangeRules.userChanges(
    {
      id: AuditEventId.make(record.eventID),
      at: DateTime.makeUnsafe(record.dynamodb.ApproximateCreationDateTime * 1000),
      by: "service",
      subject: subjectOf(write)
    },
    Option.fromUndefinedOr(write.before),
    Option.fromUndefinedOr(write.after)
  ).map(keyOf)

it(
  `tells of each of ${count} writes once, under failing appends, broken invocations, lost answers and bisects`,
  { timeout: 600_000 },
  async () => {
    const told = writes(seed, count, 500)
    const records = told.map(recordOf)
    const context = await Effect.runPromise(
      Effect.scoped(Layer.build(Layer.merge(MemoryAuditTrail.layer, MemoryStrandedChanges.layer)))
    )
    const random = numbers(seed + 1)
    const handler = StreamLambda.make({
      layer: Layer.succeedContext(
        Context.add(context, AuditTrail, faulty(Context.get(context, AuditTrail), numbers(seed + 2)))
      ),
      handle: (change) => ChangeCapture.capture(read, change)
    })
    const counts = { invocations: 0, bisects: 0, partialFailures: 0 }
    await linesDuring(async () => {
      const shardOf = (shard: number) => records.filter((_, n) => (told[n]?.person ?? 0) % shards === shard)
      for (let shard = 0; shard < shards; shard++) await EventSource.deliver(handler, shardOf(shard), random, counts)
    })

    const objects = Context.get(context, MemoryAuditTrail.MemoryTrailObjects)
    const stranded = Context.get(context, MemoryStrandedChanges.MemoryStranded)
    const poison = records.filter(isPoison)
    const expected = told.flatMap((write, n) => {
      const record = records[n]
      return record === undefined || isPoison(record) ? [] : [{ id: record.eventID, keys: expectedOf(write, record) }]
    })
    const eventIds = new Set(Array.from(objects.keys(), (key) => key.slice(-37, -5)))
    const message = `seed ${seed}, ${JSON.stringify(counts)}`

    assert.strictEqual(eventIds.size, count - poison.length, message)
    assert.deepStrictEqual([...objects.keys()].toSorted(), expected.flatMap(({ keys }) => keys).toSorted(), message)
    assert.deepStrictEqual(
      new Set<string>(stranded.map(({ id }) => id)),
      new Set(poison.map(({ eventID }) => eventID)),
      message
    )
    for (const happened of Object.values(counts)) assert.isAbove(happened, 100, message)
  }
)
