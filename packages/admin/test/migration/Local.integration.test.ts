import { readFileSync, watch } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import * as Dynoxide from "@serenya/adapters-aws/dynamo/Dynoxide"
import * as Sql from "@serenya/adapters-aws/migration/Sql"
import * as OldDatabase from "@serenya/adapters-aws/testing/legacy/OldDatabase"
import { oldPerson } from "@serenya/adapters-aws/testing/legacy/OldPeople"
import * as Postgres from "@serenya/adapters-aws/testing/legacy/Postgres"
import * as AesGcmPersonalDataCipher from "@serenya/adapters-aws/users/AesGcmPersonalDataCipher"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import { UserId } from "@serenya/domain/users/UserId"
import { UserStore } from "@serenya/domain/users/UserStore"
import * as FileStack from "@serenya/local/stack/FileStack"
import * as Settings from "@serenya/local/stack/Settings"
import * as StateFolder from "@serenya/local/stores/StateFolder"
import { Effect, Layer, Option, Redacted } from "effect"
import * as Folder from "../support/Folder.ts"
import * as Program from "../support/Program.ts"

const isMissing = Postgres.isMissing || Option.isNone(Dynoxide.binary())
if (isMissing && process.env["SERENYA_REQUIRE_POSTGRES"] === "1")
  throw new Error("PostgreSQL 15 and the embedded engine are required")
if (isMissing) console.warn("Skipped: PostgreSQL 15 is not installed, or dynoxide has no build for this platform")

const people = 700
const seed = 23

/** An old database of invented people, an engine, and a state folder in which nobody ever was. */
const machine = Effect.gen(function* () {
  const [database, engine, root] = yield* Effect.all(
    [Postgres.start, Dynoxide.serve(Option.getOrThrow(Dynoxide.binary())), Folder.folder],
    { concurrency: "unbounded" }
  )
  const settings = { LEGACY_DATABASE_URL: database, DYNAMODB_ENDPOINT: engine }
  yield* Effect.scoped(
    Effect.flatMap(Sql.Sql, ({ connect }) =>
      Effect.flatMap(connect, (session) => OldDatabase.fill(session, seed, people))
    )
  ).pipe(Effect.provide(Layer.provide(Sql.layer, Settings.provider(settings))))
  return { root, settings }
})

/** None of a file that is not there, or is being replaced at this moment. */
const linesIn = (path: string): number => {
  try {
    return readFileSync(path, "utf8").split("\n").length - 1
  } catch {
    return 0
  }
}

/** Waits until a journal has so many lines. */
const written = (root: string, lines: number) =>
  Effect.callback<void>((resume) => {
    const watcher = watch(root, () => {
      if (linesIn(join(root, "journal")) >= lines) resume(Effect.void)
    })
    return Effect.sync(() => watcher.close())
  })

/** The n-th person's name as this machine's service reads it. */
const nameOf = Effect.fnUntraced(function* (root: string, settings: Settings.Settings, n: number) {
  const state = StateFolder.layer(root)
  const { layer } = yield* Effect.provide(FileStack.open("http://127.0.0.1/uploads", settings), state)
  const id = UserId.make(String(oldPerson(seed, n).users[0]?.["id"]))
  return yield* Effect.gen(function* () {
    const user = Option.getOrThrow(yield* (yield* UserStore).find(id))
    const person = yield* (yield* PersonalDataCipher).open(id, user.person)
    return Option.map(Option.fromUndefinedOr(person.name), Redacted.value)
  }).pipe(Effect.provide(AesGcmPersonalDataCipher.layer.pipe(Layer.provideMerge(layer), Layer.provide(state))))
})

describe.skipIf(isMissing)("pnpm admin migrate --local", () => {
  it.live(
    "moves people into this machine's service, in processes that are killed, so that it knows them",
    () =>
      Effect.gen(function* () {
        const { root, settings } = yield* machine
        const at = ["--local", root, "--journal", join(root, "journal"), "--json"]
        const run = Program.run(["migrate", "run", ...at], settings)
        for (const lines of [2, 3]) {
          // Whoever loses the race is interrupted: the process is killed.
          assertEquals(yield* Effect.raceFirst(run, written(root, lines)), undefined)
        }
        const ran = yield* run
        // Some rows failed, as they must: an operator's script is told by the exit code.
        assert.match(ran.stderr, /rows could not be migrated/)
        const account: { readonly balances: boolean; readonly tables: ReadonlyArray<unknown> } = JSON.parse(ran.stdout)
        assertTrue(account.balances && account.tables.length === 14)
        const verified = yield* Program.run(["migrate", "verify", ...at], settings)
        assertEquals([verified.code, verified.stderr], [0, ""])
        assertEquals(JSON.parse(verified.stdout).differences, [])
        assertEquals(yield* nameOf(root, settings, 600), Option.some("Ada Lovelace 600"))
      }).pipe(Effect.scoped),
    900_000
  )
})
