import { describe, layer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { LegacySource } from "@serenya/domain/migration/LegacySource"
import { TableName } from "@serenya/domain/migration/LegacyTables"
import * as MemoryMigrationJournal from "@serenya/domain/migration/MemoryMigrationJournal"
import type { MigrationJournal } from "@serenya/domain/migration/MigrationJournal"
import { verify } from "@serenya/domain/migration/MigrationVerification"
import * as Tally from "@serenya/domain/migration/Tally"
import { numbers } from "@serenya/domain/testing/Mulberry32"
import { ConfigProvider, Effect, Exit, Layer } from "effect"
import * as DynamoMigrationTarget from "../../src/migration/DynamoMigrationTarget.ts"
import * as Sql from "../../src/migration/Sql.ts"
import * as OldDatabase from "../../testing/legacy/OldDatabase.ts"
import * as Postgres from "../../testing/legacy/Postgres.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as World from "./MigrationWorld.ts"

/** At least a thousand: fewer are done before twenty processes have died. */
const people = Number(process.env["SERENYA_MOVED_PEOPLE"] ?? 10_000)
const kills = 20
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

/** What a move of everybody asks of the table, in requests: for 200 people two looks and about ten transactions. */
const requests = (people / 200) * 12

/** A process that dies at a random request, or, every fifth, between what a page has written and its line in the journal. */
const dyingProcess = Effect.fnUntraced(function* (
  n: number,
  random: () => number,
  journal: MigrationJournal["Service"]
) {
  const isWriting = n % 5 !== 0
  const left = isWriting ? 1 + Math.floor((random() * 1.5 * requests) / kills) : Number.POSITIVE_INFINITY
  const lifetime = Layer.succeed(World.Lifetime, { requests: left, lost: random() < 0.5 })
  const dying = DynamoMigrationTarget.layer.pipe(Layer.provide(World.mortal), Layer.provide(lifetime))
  const lines = 1 + Math.floor(random() * 3)
  const attempt = World.migrated(isWriting ? journal : World.dyingAt(journal, lines))
  return yield* Effect.exit(Effect.provide(attempt, dying, { local: true }))
})

/** Moves everybody in processes of which twenty die, each going on where the one before it was; how many did die. */
const movedThroughKills = Effect.gen(function* () {
  const journal = MemoryMigrationJournal.make()
  const random = numbers(people)
  let died = 0
  for (let n = 1; n <= kills; n += 1) if (Exit.isFailure(yield* dyingProcess(n, random, journal))) died += 1
  const { progress } = yield* World.migrated(journal)
  return { died, tally: progress.tally, items: World.settled(yield* World.items) }
})

const inAnotherTable = Effect.provide(Layer.fresh(World.table), { local: true })

describe.skipIf(isMissing)("PostgreSQL 15", () => {
  LocalDynamo.suites(() => {
    layer(Layer.merge(World.oldIn(database), World.table), { timeout: "10 minutes", excludeTestServices: true })(
      `a move of ${people} people`,
      (it) => {
        it.effect(
          "accounts for every row, finds no difference, writes nothing twice, and ends in the same table after twenty kills",
          () =>
            Effect.gen(function* () {
              const { progress } = yield* World.migrated()
              const accounts = Tally.accounts(progress.tally)
              const counts = yield* (yield* LegacySource).counts
              assertEquals(new Set(accounts.map(({ table }) => table)), new Set<string>(TableName.literals))
              for (const { balances, read, table } of accounts) {
                assertTrue(balances, table)
                assertEquals([table, read], [table, counts.get(table)])
              }

              const again = yield* World.migrated()
              assertEquals([again.progress.tally, again.progress.consumed.write], [progress.tally, 0])

              const { differences, people: seen } = yield* verify(progress.asOf, () => Effect.void)
              assertEquals([differences, seen], [[], people])

              const killed = yield* inAnotherTable(movedThroughKills)
              assertEquals([killed.died, killed.tally], [kills, progress.tally])
              assertEquals(killed.items, World.settled(yield* World.items))
            }),
          1_800_000
        )
      }
    )
  })
})
