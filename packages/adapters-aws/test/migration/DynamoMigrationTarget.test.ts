import { layer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { MigrationTarget, type Mover } from "@serenya/domain/migration/MigrationTarget"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { Effect } from "effect"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as World from "./MigrationWorld.ts"

LocalDynamo.suites(() => {
  layer(World.table, { timeout: "1 minute", excludeTestServices: true })("DynamoMigrationTarget", (it) => {
    it.effect("writes nothing over whoever stands there, also where another run wrote them since it looked", () =>
      Effect.gen(function* () {
        const { write } = yield* MigrationTarget
        const [mine, other] = [yield* Fixtures.user, yield* Fixtures.user]
        const movers: ReadonlyArray<Mover> = [mine, other].map((user) => ({ user, payments: [] }))
        const written = { _tag: "Written", foreign: [] } as const
        assertEquals(yield* write(movers.slice(0, 1)), [written])
        const profile = [...(yield* World.items).values()].find((item) => item["SK"]?.S === "PROFILE")
        yield* World.plant({ ...profile, version: { N: "2" } })
        const before = yield* World.items

        assertEquals(yield* write(movers), [written, written])
        const after = yield* World.items
        for (const [key, item] of before) assertEquals(after.get(key), item)
        assertEquals(after.size, 2 * before.size)
      })
    )
  })
})
