import * as MemoryDataKeys from "@serenya/domain/keys/MemoryDataKeys"
import * as MemorySecretKeys from "@serenya/domain/keys/MemorySecretKeys"
import { LegacySource } from "@serenya/domain/migration/LegacySource"
import * as MemoryLegacyArchive from "@serenya/domain/migration/MemoryLegacyArchive"
import * as MemoryMigrationJournal from "@serenya/domain/migration/MemoryMigrationJournal"
import { MigrationJournal } from "@serenya/domain/migration/MigrationJournal"
import * as MigrationRun from "@serenya/domain/migration/MigrationRun"
import { verify } from "@serenya/domain/migration/MigrationVerification"
import * as Tally from "@serenya/domain/migration/Tally"
import { ConfigProvider, Effect, Layer } from "effect"
import * as DynamoMigrationTarget from "../../src/migration/DynamoMigrationTarget.ts"
import * as EnvelopeLegacyCipher from "../../src/migration/EnvelopeLegacyCipher.ts"
import * as PgLegacySource from "../../src/migration/PgLegacySource.ts"
import * as Sql from "../../src/migration/Sql.ts"
import * as AesGcmPersonalDataCipher from "../../src/users/AesGcmPersonalDataCipher.ts"
import * as HmacEmailIndex from "../../src/users/HmacEmailIndex.ts"
import { oneRowAtATime } from "./Baseline.ts"
import * as LegacySeal from "./LegacySeal.ts"
import * as LocalTable from "./LocalTable.ts"
import * as OldDatabase from "./OldDatabase.ts"
import * as PgliteSql from "./PgliteSql.ts"

/**
 * `node packages/adapters-aws/testing/legacy/bench.ts 100000 1000`: moves so many invented people, and so many of them once
 * more with a script that does one row at a time. From PostgreSQL at LEGACY_DATABASE_URL (an empty database, which is
 * filled), or without one from an embedded engine, into an embedded table.
 */
const [people = 2000, compared = 500] = process.argv.slice(2).map(Number)
const seed = 3
const url = process.env["LEGACY_DATABASE_URL"]

const say = (line: string) => Effect.sync(() => process.stdout.write(`${line}\n`))

const timed = Effect.fnUntraced(function* <A, E, R>(
  name: string,
  work: Effect.Effect<A, E, R>,
  rowsOf: (a: A) => number
) {
  const from = performance.now()
  const result = yield* work
  const seconds = (performance.now() - from) / 1000
  const rows = rowsOf(result)
  yield* say(`${name.padEnd(28)}${rows} rows in ${seconds.toFixed(1)} s: ${Math.round(rows / seconds)} rows/s`)
  return result
})

const filled = Layer.effectDiscard(
  Effect.scoped(
    Effect.gen(function* () {
      const session = yield* (yield* Sql.Sql).connect
      yield* OldDatabase.fill(session, seed, people)
      yield* session.query("analyze")
    })
  )
)

const database =
  url === undefined
    ? PgliteSql.layer(seed, people)
    : filled.pipe(
        Layer.provideMerge(Sql.layer),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromEnvRecord({ LEGACY_DATABASE_URL: url })))
      )

const world = Layer.mergeAll(
  PgLegacySource.layer,
  EnvelopeLegacyCipher.layer,
  AesGcmPersonalDataCipher.layer.pipe(Layer.provide(MemoryDataKeys.layer)),
  HmacEmailIndex.layer.pipe(Layer.provide(MemorySecretKeys.layer)),
  MemoryLegacyArchive.layer
).pipe(Layer.provideMerge(Layer.mergeAll(database, LegacySeal.keys)))

const rowsOf = (tally: Tally.Tally): number => Tally.accounts(tally).reduce((sum, { read }) => sum + read, 0)
const table = DynamoMigrationTarget.layer.pipe(Layer.provideMerge(LocalTable.layer))

const program = Effect.gen(function* () {
  const counts = yield* (yield* LegacySource).counts
  yield* say(`${url === undefined ? "PGlite" : "PostgreSQL"}, ${counts.get("users")} people`)
  yield* timed("one row at a time", Effect.provide(oneRowAtATime(compared), LocalTable.layer), (rows) => rows)
  yield* Effect.gen(function* () {
    const journal = MemoryMigrationJournal.make()
    const progress = yield* timed(
      "admin migrate run",
      MigrationRun.run({ dryRun: false, onBatch: () => Effect.void }).pipe(
        Effect.provideService(MigrationJournal, journal)
      ),
      ({ tally }) => rowsOf(tally)
    )
    for (const { archived, balances, failed, leftOut, migrated, read, table } of Tally.accounts(progress.tally))
      yield* say(`  ${balances ? "✓" : "✗"} ${table}: ${read} = ${migrated} + ${archived} + ${leftOut} + ${failed}`)
    yield* say(`  ${Math.round(progress.consumed.write)} write units, ${Math.round(progress.consumed.read)} read units`)
    const { differences } = yield* timed(
      "admin migrate verify",
      verify(progress.asOf, () => Effect.void),
      ({ rows }) => rows
    )
    yield* say(`  ${differences.length} differences`)
    for (const { field, id, table } of differences.slice(0, 20)) yield* say(`    ${table} ${id} ${field}`)
  }).pipe(Effect.provide(table))
  yield* say(`at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB in this process`)
}).pipe(Effect.provide(world), Effect.scoped)

await Effect.runPromise(program)
