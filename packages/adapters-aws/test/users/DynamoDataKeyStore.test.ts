import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { WrappedKey } from "@serenya/domain/keys/DataKeys"
import { DataKeyStore } from "@serenya/domain/keys/DataKeyStore"
import * as DataKeyStoreLaws from "@serenya/domain/testing/DataKeyStoreLaws"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { Sealed } from "@serenya/domain/users/Person"
import type { User } from "@serenya/domain/users/User"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Effect, Layer, Option } from "effect"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { PutItem } from "../../src/dynamo/DynamoCommands.ts"
import * as DataKeyItem from "../../src/users/DataKeyItem.ts"
import * as DynamoDataKeyStore from "../../src/users/DynamoDataKeyStore.ts"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import * as ProfileItem from "../../src/users/ProfileItem.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as Wire from "../support/Wire.ts"

const TableName = "serenya-test"
const after = WrappedKey.make("YWZ0ZXI=")

const renewed = (user: User): User =>
  Fixtures.changed(user, {
    person: { ...user.person, dataKey: after, keyNumber: 2, email: Sealed.make("c2VhbGVkIGFuZXc=") }
  })

const inserted = Effect.gen(function* () {
  const user = yield* Fixtures.user
  yield* (yield* UserStore).insert(user)
  return user
})

LocalDynamo.suites(() => {
  const stores = Layer.mergeAll(DynamoUserStore.layer, DynamoDataKeyStore.layer)
  DataKeyStoreLaws.suite("DynamoDB", stores.pipe(Layer.provide(LocalDynamo.layer)))

  const tapped = stores.pipe(Layer.provideMerge(Wire.layer), Layer.provideMerge(LocalDynamo.layer))
  withLayer(tapped, { timeout: "30 seconds", excludeTestServices: true })("DynamoDataKeyStore", (it) => {
    it.effect("needs one call each, also where the answer of the first was lost", () =>
      Effect.gen(function* () {
        const keys = yield* DataKeyStore
        const wire = yield* Wire.Wire
        const user = yield* inserted
        const before = user.person.dataKey
        yield* wire.suffer(Wire.lostResponse)
        const rewrapping = { userId: user.id, before, after: WrappedKey.make("cmV3cmFwcGVk") }
        const [, rewraps] = yield* wire.during(keys.rewrap(rewrapping))
        assertEquals(rewraps, ["UpdateItem", "UpdateItem"])
        yield* wire.suffer(Wire.lostResponse)
        const [, renews] = yield* wire.during(keys.renew({ user: renewed(user), before: rewrapping.after }))
        assertEquals(renews, ["TransactWriteItems", "TransactWriteItems"])
        assertEquals(yield* (yield* UserStore).find(user.id), Option.some(renewed(user)))
      })
    )

    it.effect("is never read half: who meets one item from before a renewal, and one from after it, looks again", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const wire = yield* Wire.Wire
        const client = yield* Dynamo
        const user = yield* inserted
        const next = renewed(user)
        const items = DataKeyItem.apart(yield* ProfileItem.encode(next))
        // What a query may see in the middle of the transaction: the new profile, and still the old key.
        yield* Effect.promise(() => client.send(PutItem({ TableName, Item: items.profile })))
        const finishing: Wire.Fault = (send) => client.send(PutItem({ TableName, Item: items.dataKey })).then(send)
        yield* wire.suffer(Wire.delivered, finishing)
        const [found, calls] = yield* wire.during(store.find(user.id))
        assertEquals(found, Option.some(next))
        assertEquals(calls, ["Query", "Query", "PutItem"])
      })
    )
  })
})
