import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import type { Place, Told } from "@serenya/adapters-aws/dynamo/TableFeed"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import type * as StreamLambda from "@serenya/handlers/lambda/StreamLambda"
import { Effect, Fiber, Option, Schema } from "effect"
import { TestClock } from "effect/testing"
import * as TableEvents from "../../src/gateway/TableEvents.ts"

const Batch = Schema.Struct({ Records: Schema.Array(Schema.String) })
const decodeBatch = Schema.decodeUnknownSync(Batch)

const told = (n: number): Told => ({ record: `r${n}`, place: { stream: "s", sequence: `${n}` } })

/** A stream of `length` records, a function that fails those of `failing` so often, and what became of all of it. */
const scene = (length: number, failing: Readonly<Record<string, number>> = {}) => {
  const all = Array.from({ length }, (_, index) => told(index + 1))
  const left = new Map(Object.entries(failing))
  const batches: Array<string> = []
  let place = Option.none<Place>()
  const invoke: StreamLambda.Handler = async (event) => {
    const { Records } = decodeBatch(event)
    batches.push(Records.join(" "))
    const failed = Records.filter((record) => (left.get(record) ?? 0) > 0)
    for (const record of failed) left.set(record, (left.get(record) ?? 0) - 1)
    if (failed.includes("r0")) throw new Error("broken off")
    return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.slice(1) })) }
  }
  const deliver = TableEvents.make(
    {
      after: (after) => {
        const from = Option.match(after, { onNone: () => 0, onSome: ({ sequence }) => Number(sequence) })
        return Effect.succeed(all.slice(from, from + 3))
      }
    },
    invoke,
    {
      read: Effect.sync(() => place),
      write: (next) => Effect.sync(() => void (place = Option.some(next)))
    },
    "1 second"
  )
  const ended = Effect.gen(function* () {
    const running = yield* Effect.forkChild(deliver)
    for (let second = 0; second < 30; second++) {
      yield* Effect.promise(() => new Promise<void>((resolve) => setImmediate(resolve)))
      yield* TestClock.adjust("1 second")
    }
    yield* Fiber.join(running)
    return { batches, place: Option.map(place, ({ sequence }) => sequence) }
  })
  return ended
}

describe("TableEvents", () => {
  it.effect("hands over everything there is, in order, in batches, and remembers how far it came", () =>
    Effect.gen(function* () {
      assertEquals(yield* scene(7), { batches: ["r1 r2 r3", "r4 r5 r6", "r7"], place: Option.some("7") })
    })
  )

  it.effect("hands over again from the first that failed, and does not go beyond it before", () =>
    Effect.gen(function* () {
      assertEquals(yield* scene(4, { r2: 2 }), {
        batches: ["r1 r2 r3", "r2 r3", "r2 r3", "r4"],
        place: Option.some("4")
      })
    })
  )

  it.effect("passes over what fails for ever, after five tries more, and only that", () =>
    Effect.gen(function* () {
      assertEquals(yield* scene(3, { r1: 99 }), {
        batches: [...Array.from({ length: 6 }, () => "r1 r2 r3"), "r2 r3"],
        place: Option.some("3")
      })
    })
  )

  it.effect("looks again after an outage, and meanwhile keeps its place", () =>
    Effect.gen(function* () {
      let looks = 0
      const down = new Unavailable({ resource: "storage", operation: "test", retryable: true, cause: undefined })
      const deliver = Effect.suspend(() => (++looks === 1 ? Effect.fail(down) : Effect.void))
      const running = yield* Effect.forkChild(TableEvents.follow(deliver, "1 second"))
      yield* TestClock.adjust("2500 millis")
      assertEquals(looks, 3)
      yield* Fiber.interrupt(running)
    })
  )
})
