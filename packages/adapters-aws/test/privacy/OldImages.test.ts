import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse, assertTrue } from "@effect/vitest/utils"
import { DataKeys } from "@serenya/domain/keys/DataKeys"
import * as MemoryDataKeys from "@serenya/domain/keys/MemoryDataKeys"
import { assertDies } from "@serenya/domain/testing/Defects"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import type { UserId } from "@serenya/domain/users/UserId"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Effect, Layer, Option } from "effect"
import { type Item, marshal } from "../../src/dynamo/AttributeValue.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { GetItem, PutItem } from "../../src/dynamo/DynamoCommands.ts"
import * as AesGcmPersonalDataCipher from "../../src/users/AesGcmPersonalDataCipher.ts"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"

const TableName = "serenya-test"

const imageOf = Effect.fnUntraced(function* (id: UserId, SK: string) {
  const client = yield* Dynamo
  const Key = marshal({ PK: `USER#${id}`, SK })
  const { Item } = yield* Effect.promise(() => client.send(GetItem({ TableName, Key, ConsistentRead: true })))
  return Item ?? {}
})

const putBack = Effect.fnUntraced(function* (Item: Item) {
  const client = yield* Dynamo
  yield* Effect.promise(() => client.send(PutItem({ TableName, Item })))
})

const registered = Effect.gen(function* () {
  const cipher = yield* PersonalDataCipher
  const id = yield* Fixtures.userId
  const person = yield* Fixtures.person
  const user = yield* Fixtures.userWith({ id, person: yield* cipher.seal(id, person) })
  yield* (yield* UserStore).insert(user)
  return { user, person, image: yield* imageOf(id, "PROFILE") }
})

LocalDynamo.suites(() => {
  const world = Layer.mergeAll(DynamoUserStore.layer, AesGcmPersonalDataCipher.layer).pipe(
    Layer.provideMerge(MemoryDataKeys.layer),
    Layer.provideMerge(LocalDynamo.layer)
  )

  withLayer(world, { timeout: "30 seconds", excludeTestServices: true })("an old image of a profile", (it) => {
    it.effect("holds no data key, so that it opens nothing by itself", () =>
      Effect.gen(function* () {
        const { image, person, user } = yield* registered
        assertFalse(JSON.stringify(image).includes(user.person.dataKey))
        assertEquals((yield* imageOf(user.id, "PROFILE#DATA_KEY"))["data_key"], { S: user.person.dataKey })
        const found = Option.getOrThrow(yield* (yield* UserStore).find(user.id))
        assertEquals(yield* (yield* PersonalDataCipher).open(user.id, found.person), person)
      })
    )

    it.effect("does not open once the key item is destroyed, even put back into the table", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const { image, user } = yield* registered
        yield* store.erase(user)
        assertEquals(yield* imageOf(user.id, "PROFILE#DATA_KEY"), {})
        yield* putBack(image)
        assertEquals(yield* store.find(user.id), Option.none())
        // It is seen, and goes again.
        assertEquals(yield* store.remains(user), true)
        yield* store.erase(user)
        assertEquals(yield* store.remains(user), false)
      })
    )

    it.effect("does not open under another key of the same person either", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const { image, user } = yield* registered
        yield* store.erase(user)
        yield* putBack(image)
        const { wrapped } = yield* (yield* DataKeys).generate(user.id)
        yield* putBack(marshal({ PK: `USER#${user.id}`, SK: "PROFILE#DATA_KEY", data_key: wrapped }))
        const found = yield* store.find(user.id)
        assertTrue(Option.isSome(found) && found.value.person.dataKey === wrapped)
        yield* assertDies((yield* PersonalDataCipher).open(user.id, Option.getOrThrow(found).person))
      })
    )
  })
})
