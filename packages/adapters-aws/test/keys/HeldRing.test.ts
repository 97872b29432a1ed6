import { it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import type { KeyRing } from "@serenya/domain/keys/SecretKeys"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { DateTime, Effect, Option, Redacted } from "effect"
import { TestClock } from "effect/testing"
import * as HeldRing from "../../src/keys/HeldRing.ts"

const ringOf = (n: number): KeyRing => ({
  current: { id: `key-${n}`, bytes: Redacted.make(new Uint8Array(32)) },
  previous: Option.none(),
  rotatedAt: DateTime.makeUnsafe(0)
})

/** A source that gives a new ring each time, counts, and can be out of reach. */
const source = Effect.gen(function* () {
  const state = { asked: 0, outage: false }
  const fetch = Effect.gen(function* () {
    state.asked += 1
    yield* Effect.yieldNow
    if (!state.outage) return ringOf(state.asked)
    const cause = new Error("outage")
    return yield* new Unavailable({ resource: "keys", operation: "fetch", retryable: true, cause })
  })
  const held = yield* HeldRing.make(fetch)
  return { state, get: (fresh: boolean) => Effect.map(held.get(fresh), ({ current }) => current.id), hold: held.hold }
})

it.effect("holds a ring for five minutes", () =>
  Effect.gen(function* () {
    const { get } = yield* source
    assertEquals(yield* get(false), "key-1")
    yield* TestClock.adjust("299 seconds")
    assertEquals(yield* get(false), "key-1")
    yield* TestClock.adjust("1 second")
    assertEquals(yield* get(false), "key-2")
  })
)

it.effect("asks afresh at most every ten seconds, counted from any asking", () =>
  Effect.gen(function* () {
    const { get, state } = yield* source
    assertEquals(yield* get(true), "key-1")
    yield* TestClock.adjust("9 seconds")
    assertEquals(yield* get(true), "key-1")
    yield* TestClock.adjust("1 second")
    assertEquals(yield* get(true), "key-2")
    assertEquals(yield* get(true), "key-2")
    assertEquals(state.asked, 2)
  })
)

it.effect("lets all who miss at once share one fetch", () =>
  Effect.gen(function* () {
    const { get, state } = yield* source
    const ids = yield* Effect.all(
      Array.from({ length: 50 }, (_, i) => get(i % 2 === 0)),
      { concurrency: "unbounded" }
    )
    assertEquals(new Set(ids), new Set(["key-1"]))
    assertEquals(state.asked, 1)
  })
)

it.effect(
  "serves the held ring while the source is out of reach, but as a fresh one to nobody; asks every ten seconds",
  () =>
    Effect.gen(function* () {
      const { get, state } = yield* source
      yield* get(false)
      state.outage = true
      yield* TestClock.adjust("1 hour")
      assertEquals(yield* get(false), "key-1")
      assertEquals((yield* Effect.flip(get(true)))._tag, "Unavailable")
      assertEquals(state.asked, 2)
      yield* TestClock.adjust("10 seconds")
      assertEquals(yield* get(false), "key-1")
      assertEquals((yield* Effect.flip(get(true)))._tag, "Unavailable")
      assertEquals(state.asked, 3)
      state.outage = false
      yield* TestClock.adjust("10 seconds")
      assertEquals(yield* get(false), "key-4")
    })
)

it.effect("is unavailable when it holds nothing, and asks again at once", () =>
  Effect.gen(function* () {
    const { get, state } = yield* source
    state.outage = true
    assertEquals((yield* Effect.flip(get(false)))._tag, "Unavailable")
    state.outage = false
    assertEquals(yield* get(false), "key-2")
  })
)

it.effect("gives the ring of a rotation from then on", () =>
  Effect.gen(function* () {
    const { get, hold, state } = yield* source
    yield* get(false)
    yield* hold(ringOf(99))
    assertEquals(yield* get(true), "key-99")
    assertEquals(state.asked, 1)
  })
)
