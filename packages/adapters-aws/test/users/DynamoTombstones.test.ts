import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as TombstonesLaws from "@serenya/domain/testing/TombstonesLaws"
import { Tombstones } from "@serenya/domain/users/Tombstones"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Effect, Layer, Redacted, Stream } from "effect"
import * as DynamoTombstones from "../../src/users/DynamoTombstones.ts"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as Wire from "../support/Wire.ts"

LocalDynamo.suites(() => {
  const stores = Layer.mergeAll(DynamoUserStore.layer, DynamoTombstones.layer)
  TombstonesLaws.suite("DynamoDB", stores.pipe(Layer.provide(LocalDynamo.layer)))

  const tapped = stores.pipe(Layer.provideMerge(Wire.layer), Layer.provideMerge(LocalDynamo.layer))
  withLayer(tapped, { timeout: "60 seconds", excludeTestServices: true })("DynamoTombstones", (it) => {
    it.effect("follows one partition of an index over as many pages as it has, over one whose answer was lost", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const wire = yield* Wire.Wire
        // A page ends after a megabyte: eight rows of 190 kB are two pages.
        const userAgent = Redacted.make("x".repeat(190_000))
        const long = { createdFrom: { ...Fixtures.origin, userAgent } }
        const marked = yield* Effect.replicateEffect(Fixtures.userWith({ ...long, status: "deleted" }), 8)
        const alive = yield* Effect.replicateEffect(Fixtures.userWith(long), 3)
        yield* Effect.forEach([...marked, ...alive], (user) => store.insert(user))
        yield* wire.suffer(Wire.lostResponse)
        const [told, calls] = yield* wire.during(Tombstones.use(({ standing }) => Stream.runCollect(standing)))
        assertEquals(new Set(told.map(({ id }) => id)), new Set(marked.map(({ id }) => id)))
        assertEquals(told.length, 8)
        assertEquals(calls, ["Query", "Query", "Query"])
      })
    )
  })
})
