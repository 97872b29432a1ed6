import { PGlite } from "@electric-sql/pglite"
import { Effect, Layer } from "effect"
import { Sql, session } from "../../src/migration/Sql.ts"
import * as OldDatabase from "./OldDatabase.ts"

/** PostgreSQL in this process, in memory: one connection, whoever asks. */
const database = Effect.acquireRelease(
  Effect.promise(() => PGlite.create()),
  (db) => Effect.promise(() => db.close())
)

/** The old database with `count` people of a seed. */
export const layer = (seed: number, count: number) =>
  Layer.effect(
    Sql,
    Effect.gen(function* () {
      const db = yield* database
      const only = session((text, values) => db.query(text, values))
      yield* OldDatabase.fill(only, seed, count)
      return Sql.of({ connect: Effect.succeed(only) })
    })
  )
