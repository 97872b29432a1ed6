import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as PurchaseFixtures from "@serenya/domain/testing/PurchaseFixtures"
import type { UserId } from "@serenya/domain/users/UserId"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Config, Effect, Layer, Option } from "effect"
import type { Item } from "../../src/dynamo/AttributeValue.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { NamedTable } from "../../src/dynamo/NamedTable.ts"
import { UserTable } from "../../src/resources/UserTable.ts"
import { guardsOf, isGuard, nameOf, ownerOf, unitsOf } from "../../src/rows/ImportUnit.ts"
import { importInto } from "../../src/rows/RowImport.ts"
import { owner } from "../../src/subscriptions/LedgerGuards.ts"
import * as PurchaseItem from "../../src/subscriptions/PurchaseItem.ts"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import * as Rows from "../../testing/Rows.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as Wire from "../support/Wire.ts"

const inserted = Effect.fnUntraced(function* (fields: Fixtures.UserFields = {}) {
  const user = yield* Fixtures.userWith(fields)
  yield* (yield* UserStore).insert(user)
  return user
})

/** Every row of these people, their guards too, as an export has them. */
const rowsOf = Effect.fnUntraced(function* (...ids: ReadonlyArray<UserId>) {
  const { client, name } = yield* NamedTable
  return (yield* Rows.all(client, name)).filter((row) => ids.some((id) => id === ownerOf(row)))
})

const removed = Effect.fnUntraced(function* (rows: ReadonlyArray<Item>) {
  const { client, name } = yield* NamedTable
  yield* Effect.forEach(rows, (row) => Rows.remove(client, name, row))
})

/** What became of each row, guards first; a profile stands for its data key too. */
const imported = Effect.fnUntraced(function* (rows: ReadonlyArray<Item>, isDryRun = false) {
  const run = importInto(yield* NamedTable, isDryRun)
  const units = unitsOf(rows)
  const guards = yield* run(units.filter(({ row }) => isGuard(row)))
  const others = yield* run(units.filter(({ row }) => !isGuard(row)))
  return [...guards, ...others].map(({ outcome, unit: { row } }) => `${row["entity_type"]?.S} ${outcome}`).toSorted()
})

const find = (id: UserId) => UserStore.use((store) => store.find(id))

const all = (outcome: string) => [`EMAIL_GUARD ${outcome}`, `IDENTITY_GUARD ${outcome}`, `USER_PROFILE ${outcome}`]

LocalDynamo.suites(() => {
  // Over the client that the wire breaks; no row here holds what only the table's own client reads.
  const named = Layer.effect(NamedTable, Effect.all({ client: Dynamo, name: Config.NonEmptyString(UserTable.env) }))
  const world = Layer.mergeAll(DynamoUserStore.layer, named).pipe(
    Layer.provideMerge(Wire.layer),
    Layer.provide(LocalDynamo.layer)
  )
  withLayer(world, { timeout: "60 seconds", excludeTestServices: true })("importing rows", (it) => {
    it.effect("brings a person back whole, and again changes nothing; a dry run nothing at all", () =>
      Effect.gen(function* () {
        const user = yield* inserted()
        const rows = yield* rowsOf(user.id)
        yield* removed(rows)
        assertEquals(yield* imported(rows, true), all("written"))
        assertEquals(yield* rowsOf(user.id), [])
        assertEquals(yield* imported(rows), all("written"))
        assertEquals(yield* find(user.id), Option.some(user))
        assertEquals(yield* rowsOf(user.id), rows)
        for (const isDryRun of [true, false]) assertEquals(yield* imported(rows, isDryRun), all("present"))
      })
    )

    it.effect("leaves a newer version as it is, and brings one up that is older, without the guards that it lost", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const [google, apple] = [yield* Fixtures.identityOf("google"), yield* Fixtures.identityOf("apple")]
        const first = yield* inserted({ identities: [google, apple] })
        const early = yield* rowsOf(first.id)
        const second = Fixtures.changed(first, { identities: [google], status: "suspended" })
        yield* store.unlink(second, apple)
        const late = yield* rowsOf(first.id)

        const back = yield* imported(early)
        assertEquals(back, [
          "EMAIL_GUARD present",
          "IDENTITY_GUARD present",
          "IDENTITY_GUARD written",
          "USER_PROFILE newer"
        ])
        assertEquals(yield* find(first.id), Option.some(second))

        yield* removed(late)
        yield* imported(early)
        assertEquals(yield* find(first.id), Option.some(first))
        assertEquals(yield* imported(late), ["EMAIL_GUARD present", "IDENTITY_GUARD present", "USER_PROFILE written"])
        assertEquals(yield* find(first.id), Option.some(second))
        assertEquals(yield* store.findByIdentity(apple), Option.none())
      })
    )

    it.effect("gives nobody what somebody else holds by now, in a dry run too", () =>
      Effect.gen(function* () {
        const user = yield* inserted()
        const rows = yield* rowsOf(user.id)
        yield* removed(rows)
        const heir = yield* inserted({ emailKey: user.emailKey })
        const before = yield* rowsOf(heir.id)
        const outcomes = ["EMAIL_GUARD held", "IDENTITY_GUARD written", "USER_PROFILE held"]
        for (const isDryRun of [true, false]) assertEquals(yield* imported(rows, isDryRun), outcomes)
        assertEquals(yield* find(user.id), Option.none())
        assertEquals(yield* rowsOf(heir.id), before)
      })
    )

    it.effect("writes no profile whose guards are not there, and no row that no store could read", () =>
      Effect.gen(function* () {
        const user = yield* inserted()
        const rows = yield* rowsOf(user.id)
        yield* removed(rows)
        const own = rows.filter((row) => !isGuard(row))
        assertEquals(yield* imported(own), ["USER_PROFILE unguarded"])
        const broken = own.map((row) => ("email_hash" in row ? { ...row, email_hash: { S: "x" } } : row))
        assertEquals(yield* imported(broken), ["USER_PROFILE unreadable"])
        assertEquals(yield* rowsOf(user.id), [])
      })
    )

    it.effect("keeps a row that is another one by now, and a purchase with whose line it is", () =>
      Effect.gen(function* () {
        const { client, name } = yield* NamedTable
        const { id } = yield* inserted()
        const purchase = yield* PurchaseFixtures.purchase("apple")
        const row = PurchaseItem.encode(id, { purchase, lookAt: Option.none() })
        assertEquals(yield* imported([row]), ["PURCHASE unguarded"])
        assertEquals(yield* imported([owner(id, purchase), row]), ["PURCHASE written", "PURCHASE_OWNER written"])
        const grown = PurchaseItem.encode(id, { purchase, lookAt: Option.some(Fixtures.at) })
        yield* Rows.put(client, name, grown)
        assertEquals(yield* imported([row]), ["PURCHASE different"])
        assertEquals(
          (yield* rowsOf(id)).filter((found) => nameOf(found) === nameOf(row)),
          [grown]
        )
        const stranger = yield* Fixtures.userId
        assertEquals(yield* imported([PurchaseItem.encode(stranger, { purchase, lookAt: Option.none() })]), [
          "PURCHASE held"
        ])
        assertEquals(
          Option.map(guardsOf(row), (keys) => keys.map(nameOf)),
          Option.some([nameOf(owner(id, purchase))])
        )
      })
    )

    it.effect("ends once where two import at once, and where an answer was lost", () =>
      Effect.gen(function* () {
        const wire = yield* Wire.Wire
        const users = yield* Effect.replicateEffect(inserted(), 5)
        const rows = yield* rowsOf(...users.map(({ id }) => id))
        yield* removed(rows)
        yield* Effect.all([imported(rows), imported(rows)], { concurrency: 2 })
        assertEquals(yield* rowsOf(...users.map(({ id }) => id)), rows)
        yield* removed(rows)
        yield* wire.suffer(Wire.delivered, ...Array.from({ length: 4 }, () => Wire.lostResponse))
        yield* imported(rows)
        assertEquals(yield* rowsOf(...users.map(({ id }) => id)), rows)
      })
    )
  })
})
