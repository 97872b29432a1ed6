import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse, assertTrue } from "@effect/vitest/utils"
import * as PaymentRules from "@serenya/domain/subscriptions/PaymentRules"
import { NotificationId } from "@serenya/domain/subscriptions/StoreNotification"
import { type LedgerEntry, SubscriptionLedger } from "@serenya/domain/subscriptions/SubscriptionLedger"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as PurchaseFixtures from "@serenya/domain/testing/PurchaseFixtures"
import * as SubscriptionLedgerLaws from "@serenya/domain/testing/SubscriptionLedgerLaws"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Effect, Layer, Option } from "effect"
import { type PlainMap, unmarshal } from "../../src/dynamo/AttributeValue.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { Scan } from "../../src/dynamo/DynamoCommands.ts"
import * as DynamoSubscriptionLedger from "../../src/subscriptions/DynamoSubscriptionLedger.ts"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as Wire from "../support/Wire.ts"

/** A person's first step: a purchase with a payment, an appointment and a receipt. */
const firstStep = Effect.gen(function* () {
  const user = yield* Fixtures.user
  yield* (yield* UserStore).insert(user)
  const purchase = yield* PurchaseFixtures.purchase("google")
  const [booking] = PaymentRules.bookingsOf(purchase)
  const payments = Option.toArray(Option.fromUndefinedOr(booking)).map((booked) =>
    PaymentRules.payment(booked, user.subscription.id, user.id)
  )
  const heard = {
    provider: "google" as const,
    id: NotificationId.make(user.id),
    type: "PURCHASED",
    receivedAt: Fixtures.at
  }
  return {
    user: Fixtures.changed(user, { emailVerified: false }),
    held: { purchase, lookAt: Option.some(Fixtures.at) },
    before: Option.none(),
    payments,
    receipt: Option.some(heard)
  } satisfies LedgerEntry
})

/** Every row of the table that names this user. */
const rowsOf = Effect.fnUntraced(function* ({ user }: LedgerEntry) {
  const client = yield* Dynamo
  const { Items = [] } = yield* Effect.promise(() => client.send(Scan({ TableName: "serenya-test" })))
  const rows = Items.map(unmarshal).filter((row) => JSON.stringify(row).includes(user.id))
  return new Map<unknown, PlainMap>(rows.map((row) => [row["entity_type"], row]))
})

LocalDynamo.suites(() => {
  SubscriptionLedgerLaws.suite(
    "DynamoDB",
    Layer.merge(DynamoSubscriptionLedger.layer, DynamoUserStore.layer).pipe(Layer.provide(LocalDynamo.layer))
  )

  const tapped = Layer.mergeAll(DynamoSubscriptionLedger.layer, DynamoUserStore.layer).pipe(
    Layer.provideMerge(Wire.layer),
    Layer.provideMerge(LocalDynamo.layer)
  )

  withLayer(tapped, { timeout: "30 seconds", excludeTestServices: true })("DynamoSubscriptionLedger", (it) => {
    it.effect("needs one transaction to record, one query or get to read, and no index ever", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const wire = yield* Wire.Wire
        const entry = yield* firstStep
        const [, recording] = yield* wire.during(ledger.record(entry))
        assertEquals(recording, ["TransactWriteItems"])
        const [, reading] = yield* wire.during(ledger.purchasesOf(entry.user.id))
        assertEquals(reading, ["Query"])
        const [, finding] = yield* wire.during(ledger.ownerOf(entry.held.purchase))
        assertEquals(finding, ["GetItem"])
        const [, showing] = yield* wire.during(ledger.payments(entry.user.id, 20, Option.none()))
        assertEquals(showing, ["Query"])
        assertFalse(wire.inputs.some((input) => "IndexName" in input))
        const reads = wire.inputs.filter((input) => "Key" in input || "KeyConditionExpression" in input)
        assertTrue(reads.every((input) => "ConsistentRead" in input && input.ConsistentRead === true))
      })
    )

    it.effect("counts a step once whose answer was lost, also for who asks again with a token of their own", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const wire = yield* Wire.Wire
        const entry = yield* firstStep
        yield* wire.suffer(Wire.lostResponse, Wire.lostResponse, Wire.lostResponse, Wire.lostResponse)
        assertEquals((yield* Effect.flip(ledger.record(entry)))._tag, "Unavailable")
        yield* ledger.record(entry)
        const { payments } = yield* ledger.payments(entry.user.id, 20, Option.none())
        assertEquals(payments, entry.payments)
        assertEquals(yield* (yield* UserStore).find(entry.user.id), Option.some(entry.user))
      })
    )

    it.effect("keeps a receipt and erases through lost answers", () =>
      Effect.gen(function* () {
        const ledger = yield* SubscriptionLedger
        const wire = yield* Wire.Wire
        const entry = yield* firstStep
        yield* ledger.record(entry)
        yield* wire.suffer(Wire.lostResponse)
        const heard = yield* Effect.fromOption(entry.receipt)
        const other = { ...heard, id: NotificationId.make(`other-${entry.user.id}`) }
        yield* ledger.keep(other)
        yield* wire.suffer(Wire.delivered, Wire.delivered, Wire.lostResponse)
        yield* ledger.erase(entry.user.id)
        assertFalse(yield* ledger.remains(entry.user.id))
      })
    )

    it.effect(
      "writes rows as SPEC 5 has them: a ttl on the receipt alone, times in milliseconds, no key beside the profile",
      () =>
        Effect.gen(function* () {
          const ledger = yield* SubscriptionLedger
          const entry = yield* firstStep
          yield* ledger.record(entry)
          const rows = yield* rowsOf(entry)
          const keyOf = (kind: string) => [rows.get(kind)?.["PK"], rows.get(kind)?.["SK"]]
          const { id } = entry.user
          const line = `google#${entry.held.purchase.externalId}`
          const [payment] = entry.payments
          assertEquals(keyOf("PURCHASE"), [`USER#${id}`, `PURCHASE#${line}`])
          assertEquals(keyOf("PURCHASE_OWNER"), [`PURCHASE#${line}`, "OWNER"])
          assertEquals(keyOf("PAYMENT"), [`USER#${id}`, `PAYMENT#2026-03-01#${payment?.id}`])
          assertEquals(keyOf("PAYMENT_GUARD"), [`TXN#google#${payment?.transactionId}`, "CHARGE"])
          assertEquals(keyOf("NOTIFICATION"), [`NOTIFICATION#google#${id}`, "RECEIPT"])
          assertEquals(keyOf("APPOINTMENT"), ["DIARY", `2026-03-01T09:30:00.123Z#${line}`])
          assertEquals(
            [...rows].flatMap(([kind, row]) => ("ttl" in row ? [kind] : [])),
            ["NOTIFICATION"]
          )
          assertEquals(rows.get("NOTIFICATION")?.["ttl"], 1780133401)
          assertEquals(rows.get("PAYMENT")?.["processed_at"], 1772357400123)
          assertFalse("data_key" in (rows.get("USER_PROFILE") ?? { data_key: "" }))
        })
    )
  })
})
