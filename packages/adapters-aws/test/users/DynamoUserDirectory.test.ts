import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as UserDirectoryLaws from "@serenya/domain/testing/UserDirectoryLaws"
import { UserDirectory } from "@serenya/domain/users/UserDirectory"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Effect, Layer, Redacted, Stream } from "effect"
import * as DynamoUserDirectory from "../../src/users/DynamoUserDirectory.ts"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as Wire from "../support/Wire.ts"

LocalDynamo.suites(() => {
  const stores = Layer.mergeAll(DynamoUserStore.layer, DynamoUserDirectory.layer)
  UserDirectoryLaws.suite("DynamoDB", stores.pipe(Layer.provide(LocalDynamo.layer)))

  const tapped = stores.pipe(Layer.provideMerge(Wire.layer), Layer.provideMerge(LocalDynamo.layer))
  withLayer(tapped, { timeout: "60 seconds", excludeTestServices: true })("DynamoUserDirectory", (it) => {
    it.effect("walks a table that no single page holds, over a page whose answer was lost", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const wire = yield* Wire.Wire
        // A page ends after a megabyte: eight rows of 190 kB are two pages.
        const userAgent = Redacted.make("x".repeat(190_000))
        const long = { createdFrom: { ...Fixtures.origin, userAgent } }
        const users = yield* Effect.replicateEffect(Fixtures.userWith(long), 8)
        yield* Effect.forEach(users, (user) => store.insert(user))
        yield* wire.suffer(Wire.lostResponse)
        const [told, calls] = yield* wire.during(UserDirectory.use(({ registered }) => Stream.runCollect(registered)))
        assertEquals(new Set(told.map(({ id }) => id)), new Set(users.map(({ id }) => id)))
        assertEquals(told.length, 8)
        assertEquals(calls, ["Scan", "Scan", "Scan"])
      })
    )
  })
})
