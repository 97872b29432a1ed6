import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, type Layer } from "effect"
import { IdempotencyKey } from "../src/idempotency/IdempotencyKey.ts"
import {
  IdempotencyRecord,
  type Pending,
  RequestHash,
  ScopeId,
  SealedAnswer
} from "../src/idempotency/IdempotencyRecord.ts"
import * as IdempotencyRules from "../src/idempotency/IdempotencyRules.ts"
import { IdempotencyStore } from "../src/idempotency/IdempotencyStore.ts"
import * as Fixtures from "./Fixtures.ts"

const at = (parts: Partial<DateTime.DateTime.PartsForMath> = {}) => DateTime.add(Fixtures.at, parts)
const hashOf = (request: string) => RequestHash.make(request.padEnd(43, "h"))

/** A first call on a key of its own, except for what `fields` says. */
const pending = Effect.fnUntraced(function* (fields: Partial<Omit<Pending, "_tag">> = {}) {
  return IdempotencyRecord.cases.Pending.make({
    scope: ScopeId.make(yield* Fixtures.uuid),
    key: IdempotencyKey.make(`key-${yield* Fixtures.uuid}`),
    callId: yield* Fixtures.uuid,
    requestHash: hashOf("one"),
    leaseUntil: at(IdempotencyRules.lease),
    expiresAt: at(IdempotencyRules.retention),
    ...fields
  })
})

/** The same request with the same key, by another call. */
const again = Effect.fnUntraced(function* (first: Pending, fields: Partial<Omit<Pending, "_tag">> = {}) {
  return IdempotencyRecord.cases.Pending.make({ ...first, callId: yield* Fixtures.uuid, ...fields })
})

const completed = (record: Pending, answer = "sealed") => IdempotencyRules.complete(record, SealedAnswer.make(answer))

/** Every `IdempotencyStore` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<IdempotencyStore, E>) =>
  withLayer(layer, { timeout: "30 seconds", excludeTestServices: true })(`IdempotencyStore laws: ${name}`, (it) => {
    it.effect("gives a free key to who asks, and shows others who has it", () =>
      Effect.gen(function* () {
        const store = yield* IdempotencyStore
        const first = yield* pending()
        assertEquals(yield* store.begin(first, at()), first)
        assertEquals(yield* store.begin(yield* again(first), at({ seconds: 29 })), first)
        assertEquals(yield* store.begin(first, at({ seconds: 29 })), first)
      })
    )

    it.effect("gives one key to exactly one of ten who ask at once", () =>
      Effect.gen(function* () {
        const store = yield* IdempotencyStore
        const first = yield* pending()
        const calls = [first, ...(yield* Effect.forEach(Array.from({ length: 9 }), () => again(first)))]
        const standing = yield* Effect.forEach(calls, (call) => store.begin(call, at()), { concurrency: "unbounded" })
        const callIds = new Set(standing.map(({ callId }) => callId))
        assertEquals(callIds.size, 1)
        assertTrue(calls.some(({ callId }) => callIds.has(callId)))
      })
    )

    it.effect("keeps the keys of one scope from those of another, and one key from another", () =>
      Effect.gen(function* () {
        const store = yield* IdempotencyStore
        const first = yield* pending({ key: IdempotencyKey.make("a") })
        yield* store.begin(first, at())
        const elsewhere = yield* again(first, { scope: ScopeId.make(yield* Fixtures.uuid) })
        assertEquals(yield* store.begin(elsewhere, at()), elsewhere)
        for (const key of ["A", "b", "a#RECORD", "#", "~!\"'(),/:;<=>?@[\\]{}", "k".repeat(255)]) {
          const other = yield* again(first, { key: IdempotencyKey.make(key) })
          assertEquals(yield* store.begin(other, at()), other)
        }
      })
    )

    it.effect(
      "gives the key of a call that died to the same request once its lease is over, and to no other request",
      () =>
        Effect.gen(function* () {
          const store = yield* IdempotencyStore
          const first = yield* pending()
          yield* store.begin(first, at())
          const later = { leaseUntil: at({ minutes: 1 }) }
          const other = yield* again(first, { ...later, requestHash: hashOf("two") })
          assertEquals(yield* store.begin(other, at({ minutes: 1 })), first)
          const second = yield* again(first, later)
          assertEquals(yield* store.begin(second, at({ seconds: 29 })), first)
          assertEquals(yield* store.begin(second, at({ seconds: 30 })), second)
          assertEquals(yield* store.begin(yield* again(first), at({ seconds: 31 })), second)
        })
    )

    it.effect("shows an answer to whoever asks until it expires; then the key is free, for any request", () =>
      Effect.gen(function* () {
        const store = yield* IdempotencyStore
        const first = yield* pending()
        yield* store.begin(first, at())
        yield* store.complete(completed(first))
        yield* store.complete(completed(first))
        const other = yield* again(first, { requestHash: hashOf("two"), expiresAt: at({ hours: 48 }) })
        assertEquals(yield* store.begin(yield* again(first), at({ minutes: 1 })), completed(first))
        assertEquals(yield* store.begin(other, at({ hours: 24, seconds: -1 })), completed(first))
        assertEquals(yield* store.begin(other, at({ hours: 24 })), other)
      })
    )

    it.effect("lets no call that was overtaken write over its successor, or free the key", () =>
      Effect.gen(function* () {
        const store = yield* IdempotencyStore
        const first = yield* pending()
        yield* store.begin(first, at())
        const second = yield* again(first, { leaseUntil: at({ minutes: 2 }) })
        yield* store.begin(second, at({ minutes: 1 }))
        yield* store.complete(completed(first, "late"))
        yield* store.release(first)
        assertEquals(yield* store.begin(yield* again(first), at({ minutes: 1 })), second)
        yield* store.complete(completed(second))
        yield* store.complete(completed(first, "later"))
        assertEquals(yield* store.begin(yield* again(first), at({ minutes: 3 })), completed(second))
      })
    )

    it.effect("frees a key that is released, but not one whose answer stands", () =>
      Effect.gen(function* () {
        const store = yield* IdempotencyStore
        const first = yield* pending()
        yield* store.begin(first, at())
        yield* store.release(first)
        yield* store.release(first)
        const second = yield* again(first, { requestHash: hashOf("two") })
        assertEquals(yield* store.begin(second, at()), second)
        yield* store.complete(completed(second))
        yield* store.release(second)
        assertEquals(yield* store.begin(yield* again(second), at()), completed(second))
      })
    )

    it.effect("writes no answer where nothing was begun", () =>
      Effect.gen(function* () {
        const store = yield* IdempotencyStore
        const first = yield* pending()
        yield* store.complete(completed(first))
        const second = yield* again(first)
        assertEquals(yield* store.begin(second, at()), second)
      })
    )
  })
