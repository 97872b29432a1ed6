import { ConfigProvider, Effect, Layer } from "effect"
import * as Sql from "../../src/migration/Sql.ts"
import * as OldDatabase from "./OldDatabase.ts"

/**
 * `LEGACY_DATABASE_URL=postgres://… node packages/adapters-aws/testing/legacy/fill.ts 10000`: makes the old database in an
 * empty one, with so many invented people, of whom the first are the odd ones.
 */
const [people = 1000, seed = 3] = process.argv.slice(2).map(Number)

const program = Effect.gen(function* () {
  const session = yield* (yield* Sql.Sql).connect
  yield* OldDatabase.fill(session, seed, people)
  yield* session.query("analyze")
})

const settings = ConfigProvider.layer(ConfigProvider.fromEnvRecord(process.env))
await Effect.runPromise(program.pipe(Effect.scoped, Effect.provide(Sql.layer.pipe(Layer.provide(settings)))))
