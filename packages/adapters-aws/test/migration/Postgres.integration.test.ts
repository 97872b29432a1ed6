import { describe, layer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { verify } from "@serenya/domain/migration/MigrationVerification"
import * as Tally from "@serenya/domain/migration/Tally"
import { ConfigProvider, Effect, Layer } from "effect"
import * as Sql from "../../src/migration/Sql.ts"
import * as OldDatabase from "../../testing/legacy/OldDatabase.ts"
import * as Postgres from "../../testing/legacy/Postgres.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as World from "./MigrationWorld.ts"

/** The embedded table slows as it fills: ten thousand people take an hour of a busy machine. `SERENYA_MOVED_PEOPLE` asks for more. */
const people = Number(process.env["SERENYA_MOVED_PEOPLE"] ?? 500)
const { isMissing } = Postgres

if (isMissing && process.env["SERENYA_REQUIRE_POSTGRES"] === "1")
  throw new Error("PostgreSQL 15 is required and not here")
if (isMissing) console.warn("Skipped: PostgreSQL 15 is not installed (Debian's postgresql-15)")

/** The old database in a real PostgreSQL, through the driver that operators use. */
const database = Layer.unwrap(
  Effect.map(Postgres.start, (url) => {
    const config = ConfigProvider.layer(ConfigProvider.fromEnvRecord({ LEGACY_DATABASE_URL: url }))
    const filled = Layer.effectDiscard(
      Effect.scoped(
        Effect.gen(function* () {
          yield* OldDatabase.fill(yield* (yield* Sql.Sql).connect, 5, people)
        })
      )
    )
    return filled.pipe(Layer.provideMerge(Layer.provide(Sql.layer, config)))
  })
)

describe.skipIf(isMissing)("PostgreSQL 15", () => {
  LocalDynamo.suites(() => {
    layer(Layer.merge(World.oldIn(database), World.table), { timeout: "10 minutes", excludeTestServices: true })(
      `a move of ${people} people`,
      (it) => {
        it.effect(
          "is what it is from the embedded engine: all accounted for, no difference, nothing twice",
          () =>
            Effect.gen(function* () {
              const { progress } = yield* World.migrated()
              const accounts = Tally.accounts(progress.tally)
              assertTrue(accounts.every(({ balances }) => balances))
              assertEquals(accounts.find(({ table }) => table === "users")?.read, people)
              const again = yield* World.migrated()
              assertEquals([again.progress.tally, again.progress.consumed.write], [progress.tally, 0])
              const { differences, people: seen } = yield* verify(progress.asOf, () => Effect.void)
              assertEquals([differences, seen], [[], people])
            }),
          600_000
        )
      }
    )
  })
})
