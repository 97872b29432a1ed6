import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { IdempotencyKey } from "@serenya/domain/idempotency/IdempotencyKey"
import { IdempotencyRecord, RequestHash, ScopeId, SealedAnswer } from "@serenya/domain/idempotency/IdempotencyRecord"
import * as IdempotencyRules from "@serenya/domain/idempotency/IdempotencyRules"
import { IdempotencyStore } from "@serenya/domain/idempotency/IdempotencyStore"
import { assertDies } from "@serenya/domain/testing/Defects"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as IdempotencyStoreLaws from "@serenya/domain/testing/IdempotencyStoreLaws"
import { DateTime, Effect, Layer } from "effect"
import { marshal, unmarshal } from "../../src/dynamo/AttributeValue.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { GetItem, PutItem } from "../../src/dynamo/DynamoCommands.ts"
import * as DynamoIdempotencyStore from "../../src/idempotency/DynamoIdempotencyStore.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as Wire from "../support/Wire.ts"

const TableName = "serenya-test"

const pending = Effect.gen(function* () {
  return IdempotencyRecord.cases.Pending.make({
    scope: ScopeId.make(yield* Fixtures.uuid),
    key: IdempotencyKey.make("8e03978e-40d5-43dd-bc93-6894a57f9324"),
    callId: yield* Fixtures.uuid,
    requestHash: RequestHash.make("h".repeat(43)),
    leaseUntil: DateTime.add(Fixtures.at, IdempotencyRules.lease),
    expiresAt: DateTime.add(Fixtures.at, IdempotencyRules.retention)
  })
})

const answered = (record: Effect.Success<typeof pending>) =>
  IdempotencyRules.complete(record, SealedAnswer.make("c2VhbGVk"))

const keyOf = ({ scope, key }: IdempotencyRecord) => ({ PK: `IDEMPOTENCY#${scope}#${key}`, SK: "RECORD" })

const rowOf = Effect.fnUntraced(function* (record: IdempotencyRecord) {
  const client = yield* Dynamo
  const Key = marshal(keyOf(record))
  const { Item } = yield* Effect.promise(() => client.send(GetItem({ TableName, Key })))
  return unmarshal(Item ?? {})
})

LocalDynamo.suites(() => {
  IdempotencyStoreLaws.suite("DynamoDB", DynamoIdempotencyStore.layer.pipe(Layer.provide(LocalDynamo.layer)))

  const tapped = DynamoIdempotencyStore.layer.pipe(
    Layer.provideMerge(Wire.layer),
    Layer.provideMerge(LocalDynamo.layer)
  )

  withLayer(tapped, { timeout: "30 seconds", excludeTestServices: true })("DynamoIdempotencyStore", (it) => {
    it.effect("needs one call each, also where a record is in the way", () =>
      Effect.gen(function* () {
        const store = yield* IdempotencyStore
        const wire = yield* Wire.Wire
        const first = yield* pending
        const callsOf = <A, E>(effect: Effect.Effect<A, E>) => Effect.map(wire.during(effect), ([, calls]) => calls)
        assertEquals(yield* callsOf(store.begin(first, Fixtures.at)), ["PutItem"])
        const second = { ...first, callId: "another" }
        assertEquals(yield* callsOf(store.begin(second, Fixtures.at)), ["PutItem"])
        assertEquals(yield* callsOf(store.release(second)), ["DeleteItem"])
        assertEquals(yield* callsOf(store.complete(answered(first))), ["PutItem"])
      })
    )

    it.effect("stores exactly these attributes, times in milliseconds and the time to live in seconds", () =>
      Effect.gen(function* () {
        const store = yield* IdempotencyStore
        const first = yield* pending
        const row = {
          ...keyOf(first),
          entity_type: "IDEMPOTENCY",
          schema_version: 1,
          scope: first.scope,
          idempotency_key: first.key,
          call_id: first.callId,
          request_hash: first.requestHash,
          expires_at: Fixtures.at.epochMilliseconds + 86_400_000,
          ttl: Math.ceil(Fixtures.at.epochMilliseconds / 1000) + 86_400
        }
        yield* store.begin(first, Fixtures.at)
        assertEquals(yield* rowOf(first), { ...row, lease_until: Fixtures.at.epochMilliseconds + 30_000 })
        yield* store.complete(answered(first))
        assertEquals(yield* rowOf(first), { ...row, sealed_answer: "c2VhbGVk" })
      })
    )

    it.effect("ends a call whose response was lost like one that was answered", () =>
      Effect.gen(function* () {
        const store = yield* IdempotencyStore
        const wire = yield* Wire.Wire
        const first = yield* pending
        yield* wire.suffer(Wire.lostResponse)
        assertEquals(yield* store.begin(first, Fixtures.at), first)
        yield* wire.suffer(Wire.lostResponse)
        yield* store.release(first)
        yield* store.begin(first, Fixtures.at)
        yield* wire.suffer(Wire.lostResponse)
        yield* store.complete(answered(first))
        assertEquals(yield* store.begin({ ...first, callId: "another" }, Fixtures.at), answered(first))
      })
    )

    it.effect("is unavailable when the table stays silent, after four attempts", () =>
      Effect.gen(function* () {
        const store = yield* IdempotencyStore
        const wire = yield* Wire.Wire
        const first = yield* pending
        const down = Wire.failsWith(Object.assign(new Error("throttled"), { name: "ThrottlingException" }))
        for (const call of [
          Effect.asVoid(store.begin(first, Fixtures.at)),
          store.complete(answered(first)),
          store.release(first)
        ]) {
          yield* wire.suffer(down, down, down, down)
          const [refusal, calls] = yield* wire.during(Effect.flip(call))
          assertTrue(refusal.retryable && refusal.resource === "storage")
          assertEquals(calls.length, 4)
        }
      })
    )

    it.effect("takes a row that is none of its own for a defect", () =>
      Effect.gen(function* () {
        const store = yield* IdempotencyStore
        const first = yield* pending
        const client = yield* Dynamo
        const Item = marshal({ ...keyOf(first), call_id: "x", expires_at: 9e12, request_hash: "canary" })
        yield* Effect.promise(() => client.send(PutItem({ TableName, Item })))
        yield* assertDies(store.begin(first, Fixtures.at), ["canary"])
      })
    )
  })
})
