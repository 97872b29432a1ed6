import * as MemoryDataKeys from "@serenya/domain/keys/MemoryDataKeys"
import * as MemorySecretKeys from "@serenya/domain/keys/MemorySecretKeys"
import * as MemoryLegacyArchive from "@serenya/domain/migration/MemoryLegacyArchive"
import * as MemoryMigrationJournal from "@serenya/domain/migration/MemoryMigrationJournal"
import { MigrationJournal } from "@serenya/domain/migration/MigrationJournal"
import * as MigrationRun from "@serenya/domain/migration/MigrationRun"
import type { RowVerdict } from "@serenya/domain/migration/Verdict"
import type { MetadataBearer } from "@smithy/types"
import { Config, Context, Effect, Layer } from "effect"
import { type Item, unmarshal } from "../../src/dynamo/AttributeValue.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { DeleteItem, type DynamoCommand, PutItem, Scan } from "../../src/dynamo/DynamoCommands.ts"
import * as DynamoMigrationTarget from "../../src/migration/DynamoMigrationTarget.ts"
import * as EnvelopeLegacyCipher from "../../src/migration/EnvelopeLegacyCipher.ts"
import * as InventedLegacyKeys from "../../src/migration/InventedLegacyKeys.ts"
import * as PgLegacySource from "../../src/migration/PgLegacySource.ts"
import type { Sql } from "../../src/migration/Sql.ts"
import { UserTable } from "../../src/resources/UserTable.ts"
import * as AesGcmPersonalDataCipher from "../../src/users/AesGcmPersonalDataCipher.ts"
import * as HmacEmailIndex from "../../src/users/HmacEmailIndex.ts"
import * as LocalTable from "../../testing/legacy/LocalTable.ts"
import * as PgliteSql from "../../testing/legacy/PgliteSql.ts"

/** What does not differ between runs: the old database, the keys of both systems. */
export const oldIn = <E>(database: Layer.Layer<Sql, E>, pageSize = 200) =>
  Layer.mergeAll(
    PgLegacySource.sized(pageSize).pipe(Layer.provideMerge(database)),
    EnvelopeLegacyCipher.layer.pipe(Layer.provide(InventedLegacyKeys.layer)),
    AesGcmPersonalDataCipher.layer.pipe(Layer.provide(MemoryDataKeys.layer)),
    HmacEmailIndex.layer.pipe(Layer.provide(MemorySecretKeys.layer)),
    MemoryLegacyArchive.layer
  )

/** The same with the old database in the embedded engine. */
export const old = (seed: number, count: number, pageSize?: number) => oldIn(PgliteSql.layer(seed, count), pageSize)

/** An empty table in an engine of its own, and the target over it. */
export const table = DynamoMigrationTarget.layer.pipe(Layer.provideMerge(LocalTable.layer))

/** Requests that may still be sent before the process dies, as far as anybody outside can tell; `lost`: whose answers are lost then. */
export class Lifetime extends Context.Service<Lifetime, { requests: number; readonly lost: boolean }>()(
  "@serenya/adapters-aws/test/migration/MigrationWorld/Lifetime"
) {}

/** A client that dies with its process: the last request arrives, or it does not. */
export const mortal = Layer.effect(
  Dynamo,
  Effect.gen(function* () {
    const client = yield* Dynamo
    const lifetime = yield* Lifetime
    const send = async <Output extends MetadataBearer>(
      command: DynamoCommand<Output>,
      options?: { readonly abortSignal?: AbortSignal }
    ) => {
      lifetime.requests -= 1
      if (lifetime.requests < 0 || (lifetime.requests === 0 && !lifetime.lost))
        throw new Error("The process was killed")
      const answer = await client.send(command, options)
      if (lifetime.requests === 0) throw new Error("The process was killed")
      return answer
    }
    return Dynamo.of({ send })
  })
)

/** Every item of the table, by its key. */
export const items = Effect.gen(function* () {
  const client = yield* Dynamo
  const TableName = yield* Config.NonEmptyString(UserTable.env)
  const found = new Map<string, Item>()
  let after: Item | undefined
  do {
    const page = yield* Effect.promise(() => client.send(Scan({ TableName, ExclusiveStartKey: after })))
    for (const item of page.Items ?? []) found.set(`${item["PK"]?.S} ${item["SK"]?.S}`, item)
    after = page.LastEvaluatedKey
  } while (after !== undefined)
  return found
})

const random = new Set(["email", "name", "given_name", "family_name", "data_key"])

/** What of an item is the same in every run: of what is sealed, only that it is there. */
export const settled = (found: ReadonlyMap<string, Item>): ReadonlyMap<string, unknown> =>
  new Map(
    [...found]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [
        key,
        Object.fromEntries(
          Object.entries(unmarshal(item)).map(([name, value]) => [name, random.has(name) ? "sealed" : value])
        )
      ])
  )

/** Puts another item in the place of one, as somebody with a console would. */
export const plant = Effect.fnUntraced(function* (item: Item) {
  const client = yield* Dynamo
  const TableName = yield* Config.NonEmptyString(UserTable.env)
  yield* Effect.promise(() => client.send(PutItem({ TableName, Item: item })))
})

export const lose = Effect.fnUntraced(function* ({ PK, SK }: Item) {
  const client = yield* Dynamo
  const TableName = yield* Config.NonEmptyString(UserTable.env)
  yield* Effect.promise(() => client.send(DeleteItem({ TableName, Key: { PK, SK } as Item })))
})

/** A journal whose process dies before its n-th line is written. */
export const dyingAt = (journal: MigrationJournal["Service"], n: number): MigrationJournal["Service"] => {
  let lines = 0
  return MigrationJournal.of({
    open: (now) => journal.open(now),
    append: (batch) =>
      Effect.suspend(() => {
        lines += 1
        return lines >= n ? Effect.die(new Error("The process was killed")) : journal.append(batch)
      })
  })
}

/** One run, and what its journal was told; with the journal of an earlier run it goes on where that one was killed. */
export const migrated = Effect.fnUntraced(function* (
  journal: MigrationJournal["Service"] = MemoryMigrationJournal.make(),
  told: Array<RowVerdict> = []
) {
  const listening = MigrationJournal.of({
    open: (now) => journal.open(now),
    append: (batch) =>
      Effect.andThen(
        journal.append(batch),
        Effect.sync(() => told.push(...batch.told))
      )
  })
  const progress = yield* MigrationRun.run({ dryRun: false, onBatch: () => Effect.void }).pipe(
    Effect.provideService(MigrationJournal, listening)
  )
  return { progress, told }
})
