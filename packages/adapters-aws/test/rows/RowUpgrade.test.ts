import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { SubscriptionLedger } from "@serenya/domain/subscriptions/SubscriptionLedger"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as PurchaseFixtures from "@serenya/domain/testing/PurchaseFixtures"
import * as UserRules from "@serenya/domain/users/UserRules"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Config, Effect, Layer, Option } from "effect"
import type { Item } from "../../src/dynamo/AttributeValue.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { NamedTable } from "../../src/dynamo/NamedTable.ts"
import { UserTable } from "../../src/resources/UserTable.ts"
import { nameOf, ownerOf } from "../../src/rows/ImportUnit.ts"
import { upgradeIn } from "../../src/rows/RowUpgrade.ts"
import * as DynamoSubscriptionLedger from "../../src/subscriptions/DynamoSubscriptionLedger.ts"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import * as Rows from "../../testing/Rows.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as Wire from "../support/Wire.ts"

const kindOf = (row: Item) => row["entity_type"]?.S ?? ""

/** Somebody with a purchase, and all of their rows. */
const customer = Effect.gen(function* () {
  const { client, name } = yield* NamedTable
  const user = yield* Fixtures.user
  yield* (yield* UserStore).insert(user)
  const purchase = yield* PurchaseFixtures.purchase("google")
  const held = { purchase, lookAt: Option.some(Fixtures.at) }
  const next = Fixtures.changed(user, {})
  yield* (yield* SubscriptionLedger).record({
    user: next,
    held,
    before: Option.none(),
    payments: [],
    receipt: Option.none()
  })
  const rows = (yield* Rows.all(client, name)).filter((row) => ownerOf(row) === user.id)
  return { user: next, held, rows }
})

const row = (rows: ReadonlyArray<Item>, kind: string) =>
  Effect.fromOption(Option.fromUndefinedOr(rows.find((row) => kindOf(row) === kind)))

/** As purchases were written before parts of a price could go back. */
const before = (purchase: Item): Item => {
  const attributes = purchase["purchase"]?.M ?? {}
  const terms = (attributes["terms"]?.L ?? []).map(({ M = {} }) => {
    const { partial_refunds: _, ...older } = M
    return { M: older }
  })
  return { ...purchase, purchase: { M: { ...attributes, terms: { L: terms } } } }
}

const stored = Effect.fnUntraced(function* (key: Item) {
  const { client, name } = yield* NamedTable
  return (yield* Rows.all(client, name)).find((row) => nameOf(row) === nameOf(key))
})

LocalDynamo.suites(() => {
  const named = Layer.effect(NamedTable, Effect.all({ client: Dynamo, name: Config.NonEmptyString(UserTable.env) }))
  const world = Layer.mergeAll(DynamoUserStore.layer, DynamoSubscriptionLedger.layer, named).pipe(
    Layer.provideMerge(Wire.layer),
    Layer.provide(LocalDynamo.layer)
  )
  withLayer(world, { timeout: "60 seconds", excludeTestServices: true })("upgrading rows", (it) => {
    it.effect("finds every row current that the stores write today", () =>
      Effect.gen(function* () {
        const { rows } = yield* customer
        const upgrade = upgradeIn(yield* NamedTable, false)
        const outcomes = yield* Effect.forEach(rows, (row) => Effect.map(upgrade(row), (is) => `${kindOf(row)} ${is}`))
        assertEquals(outcomes.toSorted(), [
          "APPOINTMENT current",
          "DATA_KEY current",
          "EMAIL_GUARD current",
          "IDENTITY_GUARD current",
          "PURCHASE current",
          "PURCHASE_OWNER current",
          "USER_PROFILE current"
        ])
      })
    )

    it.effect("writes an older purchase as it is written today, once, and a dry run nothing", () =>
      Effect.gen(function* () {
        const table = yield* NamedTable
        const { held, rows, user } = yield* customer
        const now = yield* row(rows, "PURCHASE")
        yield* Rows.put(table.client, table.name, before(now))
        assertEquals(yield* upgradeIn(table, true)(before(now)), "upgraded")
        assertEquals(yield* stored(now), before(now))
        assertEquals(yield* upgradeIn(table, false)(before(now)), "upgraded")
        assertEquals(yield* stored(now), now)
        assertEquals(yield* (yield* SubscriptionLedger).purchasesOf(user.id), [held])
        assertEquals(yield* upgradeIn(table, false)(now), "current")
      })
    )

    it.effect("files a tombstone that was written before tombstones were filed, in the version that it has", () =>
      Effect.gen(function* () {
        const table = yield* NamedTable
        const { rows, user } = yield* customer
        const alive = yield* row(rows, "USER_PROFILE")
        const leaving = UserRules.tombstone(user, Fixtures.at)
        yield* (yield* UserStore).save(leaving)
        const now = Option.getOrThrow(Option.fromUndefinedOr(yield* stored(alive)))
        const older: Item = {
          ...now,
          ...(alive["GSI1PK"] && { GSI1PK: alive["GSI1PK"] }),
          ...(alive["GSI1SK"] && { GSI1SK: alive["GSI1SK"] })
        }
        yield* Rows.put(table.client, table.name, older)
        assertEquals(yield* upgradeIn(table, false)(older), "upgraded")
        assertEquals(yield* stored(now), now)
        assertEquals(yield* (yield* UserStore).find(user.id), Option.some(leaving))
      })
    )

    it.effect("touches nothing that no store reads whole: another schema, another kind, an attribute too many", () =>
      Effect.gen(function* () {
        const upgrade = upgradeIn(yield* NamedTable, false)
        const { rows } = yield* customer
        const profile = yield* row(rows, "USER_PROFILE")
        const strange: ReadonlyArray<Item> = [
          { ...profile, schema_version: { N: "2" } },
          { ...profile, entity_type: { S: "UNHEARD_OF" } },
          { ...profile, nickname: { S: "x" } },
          { ...(yield* row(rows, "PURCHASE")), look_at: { S: "soon" } }
        ]
        for (const one of strange) assertEquals(yield* upgrade(one), "unreadable")
        assertEquals(yield* stored(profile), profile)
      })
    )

    it.effect("leaves what somebody wrote in between", () =>
      Effect.gen(function* () {
        const table = yield* NamedTable
        const wire = yield* Wire.Wire
        const { rows } = yield* customer
        const now = yield* row(rows, "PURCHASE")
        const { look_at: _, ...meanwhile } = now
        yield* Rows.put(table.client, table.name, before(now))
        yield* wire.suffer((send) => Effect.runPromise(Rows.put(table.client, table.name, meanwhile)).then(send))
        assertEquals(yield* upgradeIn(table, false)(before(now)), "current")
        assertEquals(yield* stored(now), meanwhile)
      })
    )
  })
})
