import { it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { MigrationTarget } from "@serenya/domain/migration/MigrationTarget"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import type { MetadataBearer } from "@smithy/types"
import { Clock, Effect, Fiber, Layer } from "effect"
import { TestClock } from "effect/testing"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import type { DynamoCommand } from "../../src/dynamo/DynamoCommands.ts"
import * as DynamoMigrationTarget from "../../src/migration/DynamoMigrationTarget.ts"
import { UserTable } from "../../src/resources/UserTable.ts"
import * as Pace from "../../src/shared/Pace.ts"
import { config } from "../support/Emulator.ts"

it.effect("lets through what was asked for, evenly, and nobody later than needed", () =>
  Effect.gen(function* () {
    const pace = Pace.make(100)
    const passed: Array<number> = []
    const take = (amount: number) =>
      Effect.andThen(
        pace(amount),
        Effect.map(Clock.currentTimeMillis, (now) => passed.push(now))
      )
    const fiber = yield* Effect.forkChild(Effect.forEach([50, 100, 25, 100, 1], take, { concurrency: "unbounded" }))
    yield* TestClock.adjust("1 minute")
    yield* Fiber.join(fiber)
    assertEquals(passed, [0, 500, 1500, 1750, 2750])
  })
)

it.effect("saves nothing up while nobody asks", () =>
  Effect.gen(function* () {
    const pace = Pace.make(100)
    yield* pace(100)
    yield* TestClock.adjust("1 hour")
    yield* pace(100)
    const fiber = yield* Effect.forkChild(Effect.andThen(pace(100), Clock.currentTimeMillis))
    yield* TestClock.adjust("1 hour")
    assertEquals(yield* Fiber.join(fiber), 3_601_000)
  })
)

/** A client that writes everything at once, and says when how many items came. */
const recording = (arrived: Array<{ readonly at: number; readonly items: number }>) =>
  Layer.effect(
    Dynamo,
    Effect.map(Clock.Clock, (clock) => {
      const send = <Output extends MetadataBearer>({ input }: DynamoCommand<Output>) => {
        const items = "TransactItems" in input && Array.isArray(input.TransactItems) ? input.TransactItems.length : 0
        arrived.push({ at: clock.currentTimeMillisUnsafe(), items })
        // Nobody reads more of what a write answers.
        return Promise.resolve({ $metadata: {} } as Output)
      }
      return Dynamo.of({ send })
    })
  )

it.effect("bounds the items that a move writes in a second, whatever runs at once", () =>
  Effect.gen(function* () {
    const arrived: Array<{ readonly at: number; readonly items: number }> = []
    const target = DynamoMigrationTarget.layer.pipe(
      Layer.provide(recording(arrived)),
      Layer.provide(config("http://127.0.0.1:1", { [UserTable.env]: "t", MIGRATION_WRITES_PER_SECOND: "200" }))
    )
    const users = yield* Effect.replicateEffect(Fixtures.user, 250)
    const movers = users.map((user) => ({ user, payments: [] }))
    const fiber = yield* MigrationTarget.use(({ write }) => write(movers)).pipe(
      Effect.provide(target),
      Effect.forkChild
    )
    for (let seconds = 0; seconds < 20; seconds += 1) {
      yield* Effect.promise(() => new Promise<void>((resume) => setImmediate(resume)))
      yield* TestClock.adjust("1 second")
    }
    const landings = yield* Fiber.join(fiber)
    assertEquals([landings.length, arrived.length], [250, 10])
    for (const { at } of arrived) {
      const before = arrived.filter((one) => one.at < at).reduce((sum, { items }) => sum + items, 0)
      assertTrue(before <= (at / 1000) * 200, `${before} items in ${at} ms`)
    }
    assertTrue(arrived.at(-1)?.at === 4500)
  })
)
