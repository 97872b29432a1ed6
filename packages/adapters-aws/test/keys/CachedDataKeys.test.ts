import { it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DataKeys } from "@serenya/domain/keys/DataKeys"
import * as MemoryDataKeys from "@serenya/domain/keys/MemoryDataKeys"
import * as DataKeysLaws from "@serenya/domain/testing/DataKeysLaws"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { Effect, Layer } from "effect"
import { TestClock } from "effect/testing"
import * as CachedDataKeys from "../../src/keys/CachedDataKeys.ts"
import * as CountedDataKeys from "../support/CountedDataKeys.ts"

DataKeysLaws.suite("cached", CachedDataKeys.layer.pipe(Layer.provide(MemoryDataKeys.layer)))

const cached = Layer.fresh(
  CachedDataKeys.layer.pipe(Layer.provideMerge(CountedDataKeys.layer), Layer.provide(MemoryDataKeys.layer))
)

/** A key that the cache does not hold yet: made before it was filled, as for a row that is read for the first time. */
const uncached = Effect.gen(function* () {
  const keys = yield* DataKeys
  const userId = yield* Fixtures.userId
  const { wrapped } = yield* keys.generate(userId)
  yield* TestClock.adjust(CachedDataKeys.limits.timeToLive)
  return { unwrap: keys.unwrap(userId, wrapped) }
})

const test = (
  name: string,
  body: Effect.Effect<void, unknown, DataKeys | CountedDataKeys.Calls | CountedDataKeys.Outage>
) => it.effect(name, () => Effect.provide(body, cached))

test(
  "asks once for a key that is used again, and not at all for one it just made",
  Effect.gen(function* () {
    const keys = yield* DataKeys
    const calls = yield* CountedDataKeys.Calls
    const userId = yield* Fixtures.userId
    const { wrapped } = yield* keys.generate(userId)
    yield* keys.unwrap(userId, wrapped)
    assertEquals(calls.unwrap, 0)
    const { unwrap } = yield* uncached
    yield* unwrap
    yield* unwrap
    assertEquals(calls.unwrap, 1)
  })
)

test(
  "shares one call among those who miss at once",
  Effect.gen(function* () {
    const calls = yield* CountedDataKeys.Calls
    const { unwrap } = yield* uncached
    yield* Effect.all(
      Array.from({ length: 50 }, () => unwrap),
      { concurrency: "unbounded" }
    )
    assertEquals(calls.unwrap, 1)
  })
)

test(
  "forgets a key after five minutes, and after its uses are spent",
  Effect.gen(function* () {
    const calls = yield* CountedDataKeys.Calls
    const { unwrap } = yield* uncached
    yield* unwrap
    yield* TestClock.adjust("299 seconds")
    yield* unwrap
    assertEquals(calls.unwrap, 1)
    yield* TestClock.adjust("1 second")
    yield* unwrap
    assertEquals(calls.unwrap, 2)
    yield* Effect.forEach(Array.from({ length: CachedDataKeys.limits.uses - 1 }), () => unwrap)
    assertEquals(calls.unwrap, 2)
    yield* unwrap
    assertEquals(calls.unwrap, 3)
  })
)

test(
  "holds a bounded number of keys",
  Effect.gen(function* () {
    const keys = yield* DataKeys
    const calls = yield* CountedDataKeys.Calls
    const { unwrap: first } = yield* uncached
    yield* first
    for (let i = 0; i < CachedDataKeys.limits.capacity; i++) yield* keys.generate(yield* Fixtures.userId)
    yield* first
    assertEquals(calls.unwrap, 2)
  })
)

test(
  "does not keep a failure",
  Effect.gen(function* () {
    const outage = yield* CountedDataKeys.Outage
    const { unwrap } = yield* uncached
    outage.now = true
    assertEquals((yield* Effect.flip(unwrap))._tag, "Unavailable")
    outage.now = false
    yield* unwrap
  })
)
