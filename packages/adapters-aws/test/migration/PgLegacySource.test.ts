import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { layer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import * as MemorySecretKeys from "@serenya/domain/keys/MemorySecretKeys"
import { LegacySource } from "@serenya/domain/migration/LegacySource"
import * as MemoryLegacyArchive from "@serenya/domain/migration/MemoryLegacyArchive"
import * as MemoryMigrationJournal from "@serenya/domain/migration/MemoryMigrationJournal"
import * as MigrationRun from "@serenya/domain/migration/MigrationRun"
import { Effect, Layer, Option, Stream } from "effect"
import * as EnvelopeLegacyCipher from "../../src/migration/EnvelopeLegacyCipher.ts"
import * as InventedLegacyKeys from "../../src/migration/InventedLegacyKeys.ts"
import * as PgLegacySource from "../../src/migration/PgLegacySource.ts"
import { type Session, Sql } from "../../src/migration/Sql.ts"
import * as AesGcmPersonalDataCipher from "../../src/users/AesGcmPersonalDataCipher.ts"
import * as HmacEmailIndex from "../../src/users/HmacEmailIndex.ts"
import * as DerivedDataKeys from "../../testing/legacy/DerivedDataKeys.ts"
import * as PgliteSql from "../../testing/legacy/PgliteSql.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"
import * as World from "./MigrationWorld.ts"

const people = 1500
const pageSize = 50

interface Asked {
  readonly text: string
  readonly rows: number
}
const asked: Array<Asked> = []

/** Everything that is asked of the database, and how many rows each answer has. */
const overheard = (session: Session): Session => ({
  query: (text, values) =>
    Effect.tap(session.query(text, values), (rows) => Effect.sync(() => asked.push({ text, rows: rows.length })))
})

const database = Layer.effect(
  Sql,
  Effect.map(Sql, ({ connect }) => Sql.of({ connect: Effect.map(connect, overheard) }))
).pipe(Layer.provide(PgliteSql.layer(19, people)))

const world = Layer.mergeAll(
  PgLegacySource.sized(pageSize).pipe(Layer.provideMerge(database)),
  EnvelopeLegacyCipher.layer.pipe(Layer.provide(InventedLegacyKeys.layer)),
  AesGcmPersonalDataCipher.layer.pipe(Layer.provide(DerivedDataKeys.layer)),
  HmacEmailIndex.layer.pipe(Layer.provide(MemorySecretKeys.layer)),
  MemoryLegacyArchive.layer,
  MemoryMigrationJournal.layer,
  World.table
)

setFlagsFromString("--expose-gc")
const collect: unknown = runInNewContext("gc")

/** Bytes of the JavaScript heap that something still holds. */
const held = (): number => {
  if (typeof collect === "function") collect()
  return process.memoryUsage().heapUsed
}

LocalDynamo.suites(() => {
  layer(world, { timeout: "5 minutes", excludeTestServices: true })("the old database", (it) => {
    it.effect(
      "is read by a cursor of its own, which holds still for a snapshot, and no further than was asked for",
      () =>
        Effect.gen(function* () {
          asked.length = 0
          const source = yield* LegacySource
          const [first] = yield* source.people(Option.none()).pipe(Stream.take(1), Stream.runCollect)
          assertEquals(first?.length, pageSize)
          const texts = asked.map(({ text }) => text)
          assertTrue(texts.includes("begin transaction isolation level repeatable read read only"))
          assertTrue(texts.some((text) => text.startsWith("declare page_of_users no scroll cursor for select")))
          assertEquals(texts.filter((text) => text === `fetch ${pageSize} from page_of_users`).length, 1)
          assertEquals(texts.at(-1), "rollback")
        })
    )

    it.effect(
      "gives a page at a time, of which nothing is held once it was moved",
      () =>
        Effect.gen(function* () {
          asked.length = 0
          const heaps: Array<number> = []
          const onBatch = () =>
            Effect.sync(() => {
              heaps.push(heaps.length % 5 === 0 ? held() : Number.NaN)
            })
          yield* MigrationRun.run({ dryRun: false, onBatch })
          const pages = asked.filter(({ text }) => text.startsWith("fetch"))
          assertEquals(Math.max(...pages.map(({ rows }) => rows)), pageSize)
          assertTrue(pages.length >= people / pageSize)
          const measured = heaps.slice(0, people / pageSize).filter((heap) => !Number.isNaN(heap))
          const [, early = 0] = measured
          // A thousand people's rows are six megabytes.
          const grown = ((measured.at(-1) ?? 0) - early) / 2 ** 20
          assertTrue(grown < 1.5, `${grown.toFixed(2)} MiB in ${measured.length} looks`)
        }),
      300_000
    )
  })
})
