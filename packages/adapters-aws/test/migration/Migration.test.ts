import { layer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { LegacySource } from "@serenya/domain/migration/LegacySource"
import { TableName } from "@serenya/domain/migration/LegacyTables"
import { verify } from "@serenya/domain/migration/MigrationVerification"
import * as Tally from "@serenya/domain/migration/Tally"
import { Reason } from "@serenya/domain/migration/Verdict"
import { Effect, Layer } from "effect"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as World from "./MigrationWorld.ts"

const people = 300

/** What only a table that was used before the migration, or a column that PostgreSQL itself guards, could bring about. */
const elsewhere = new Set([
  "email_taken",
  "identity_taken",
  "transaction_taken",
  "payment_foreign",
  "subscription_unfit"
])

LocalDynamo.suites(() => {
  layer(Layer.merge(World.old(7, people), World.table), { timeout: "10 minutes", excludeTestServices: true })(
    `a move of ${people} people`,
    (it) => {
      it.effect(
        "accounts for every row, finds no difference, and writes nothing the second time",
        () =>
          Effect.gen(function* () {
            const { progress, told } = yield* World.migrated()
            const accounts = Tally.accounts(progress.tally)
            const counts = yield* (yield* LegacySource).counts
            assertEquals(new Set(accounts.map(({ table }) => table)), new Set<string>(TableName.literals))
            for (const { balances, failed, leftOut, read, table } of accounts) {
              assertTrue(balances, table)
              assertEquals([table, read], [table, counts.get(table)])
              assertEquals(told.filter((one) => one.table === table).length, leftOut + failed)
            }
            const seen = new Set<string>(told.map(({ verdict }) => verdict))
            assertEquals(
              Reason.literals.filter((reason) => !seen.has(reason) && !elsewhere.has(reason)),
              []
            )

            const first = yield* World.items
            const again = yield* World.migrated()
            assertEquals(again.progress.tally, progress.tally)
            assertEquals(yield* World.items, first)

            const verified = yield* verify(progress.asOf, () => Effect.void)
            assertEquals([verified.differences, verified.people], [[], people])

            assertTrue(progress.consumed.write > 4 * people && progress.consumed.read > 0)
            assertEquals(again.progress.consumed.write, 0)
          }),
        600_000
      )
    }
  )
})
