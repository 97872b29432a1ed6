import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import * as MemorySecretKeys from "@serenya/domain/keys/MemorySecretKeys"
import { LegacySource } from "@serenya/domain/migration/LegacySource"
import * as MemoryLegacyArchive from "@serenya/domain/migration/MemoryLegacyArchive"
import * as MemoryMigrationJournal from "@serenya/domain/migration/MemoryMigrationJournal"
import * as MigrationRun from "@serenya/domain/migration/MigrationRun"
import { verify } from "@serenya/domain/migration/MigrationVerification"
import * as Tally from "@serenya/domain/migration/Tally"
import { ConfigProvider, Effect, Layer } from "effect"
import * as DynamoMigrationTarget from "../../src/migration/DynamoMigrationTarget.ts"
import * as EnvelopeLegacyCipher from "../../src/migration/EnvelopeLegacyCipher.ts"
import * as InventedLegacyKeys from "../../src/migration/InventedLegacyKeys.ts"
import * as PgLegacySource from "../../src/migration/PgLegacySource.ts"
import * as Sql from "../../src/migration/Sql.ts"
import * as AesGcmPersonalDataCipher from "../../src/users/AesGcmPersonalDataCipher.ts"
import * as HmacEmailIndex from "../../src/users/HmacEmailIndex.ts"
import { oneRowAtATime } from "./Baseline.ts"
import * as DerivedDataKeys from "./DerivedDataKeys.ts"
import * as LocalTable from "./LocalTable.ts"
import * as Postgres from "./Postgres.ts"

/**
 * `node packages/adapters-aws/testing/legacy/bench.ts 100000 2000`: moves so many invented people from PostgreSQL 15 into an
 * embedded table, each a process of its own, and so many of them once more with a script that does one row at a time.
 * `LEGACY_DATABASE_URL`: a database that `fill.ts` filled, instead of a new one.
 */
const [people = 2000, compared = 500] = process.argv.slice(2).map(Number)
const filled = process.env["LEGACY_DATABASE_URL"]

const say = (line: string) => Effect.sync(() => process.stdout.write(`${line}\n`))
const mebi = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`
const most = Effect.suspend(() =>
  say(`  at most ${mebi(process.resourceUsage().maxRSS * 1024)} in this process so far`)
)

const timed = Effect.fnUntraced(function* <A, E, R>(
  name: string,
  work: Effect.Effect<A, E, R>,
  rowsOf: (a: A) => number
) {
  const [from, spent] = [performance.now(), process.cpuUsage()]
  const result = yield* work
  const { system, user } = process.cpuUsage(spent)
  const [seconds, rows] = [(performance.now() - from) / 1000, rowsOf(result)]
  const cpu = ((user + system) / 1e6).toFixed(1)
  yield* say(`${name}: ${rows} rows in ${seconds.toFixed(1)} s (${cpu} s of CPU): ${Math.round(rows / seconds)} rows/s`)
  return result
})

/** Filled by another process, so that this one's memory is the move's. */
const newDatabase = Effect.gen(function* () {
  const url = yield* Postgres.start
  const script = [join(import.meta.dirname, "fill.ts"), String(people)]
  const env = { ...process.env, LEGACY_DATABASE_URL: url }
  yield* Effect.promise(() => promisify(execFile)(process.execPath, script, { env }))
  return url
})

const database = Layer.unwrap(
  Effect.map(filled === undefined ? newDatabase : Effect.succeed(filled), (url) =>
    Layer.provide(Sql.layer, ConfigProvider.layer(ConfigProvider.fromEnvRecord({ LEGACY_DATABASE_URL: url })))
  )
)

const world = Layer.mergeAll(
  PgLegacySource.layer,
  EnvelopeLegacyCipher.layer,
  AesGcmPersonalDataCipher.layer.pipe(Layer.provide(DerivedDataKeys.layer)),
  HmacEmailIndex.layer.pipe(Layer.provide(MemorySecretKeys.layer)),
  MemoryLegacyArchive.layer,
  MemoryMigrationJournal.layer,
  DynamoMigrationTarget.layer.pipe(Layer.provide(LocalTable.layer))
).pipe(Layer.provideMerge(Layer.mergeAll(database, InventedLegacyKeys.layer)))

const inAnotherTable = Effect.provide(Layer.fresh(LocalTable.layer), { local: true })

const rowsOf = (tally: Tally.Tally): number => Tally.accounts(tally).reduce((sum, { read }) => sum + read, 0)

const program = Effect.gen(function* () {
  const counts = yield* (yield* LegacySource).counts
  yield* say(`${counts.get("users")} people in PostgreSQL`)
  const moving = MigrationRun.run({ dryRun: false, onBatch: () => Effect.void })
  const { asOf, consumed, tally } = yield* timed("admin migrate run", moving, ({ tally }) => rowsOf(tally))
  yield* most
  for (const { archived, balances, failed, leftOut, migrated, read, table } of Tally.accounts(tally))
    yield* say(`  ${balances ? "✓" : "✗"} ${table}: ${read} = ${migrated} + ${archived} + ${leftOut} + ${failed}`)
  yield* say(`  ${Math.round(consumed.write)} write units, ${Math.round(consumed.read)} read units`)
  yield* timed("one row at a time", inAnotherTable(oneRowAtATime(compared)), (rows) => rows)
  const verifying = verify(asOf, () => Effect.void)
  const { differences } = yield* timed("admin migrate verify", verifying, ({ rows }) => rows)
  yield* most
  yield* say(`  ${differences.length} differences`)
  for (const { field, id, table } of differences.slice(0, 20)) yield* say(`    ${table} ${id} ${field}`)
}).pipe(Effect.provide(world), Effect.scoped)

await Effect.runPromise(program)
