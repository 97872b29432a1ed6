import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import type { Batch } from "@serenya/domain/migration/MigrationJournal"
import { MigrationJournal } from "@serenya/domain/migration/MigrationJournal"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { Effect, Option } from "effect"
import * as FileJournal from "../../src/migration/FileJournal.ts"
import * as Program from "../support/Program.ts"

const folder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "serenya-migrate-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true, force: true }))
)

const id = (n: number) => `0a0a0a0a-0000-4000-8000-${String(n).padStart(12, "0")}`

const batch = (n: number, last = false): Batch => ({
  stage: "people",
  after: Option.some(id(n)),
  last,
  tally: { users: { read: 3, verdicts: { migrated: 1, email_shared: 1, account_deleted: 1 } } },
  told: [
    { table: "users", id: id(10 * n + 1), verdict: "email_shared", about: [id(10 * n + 2)] },
    { table: "users", id: id(10 * n + 3), verdict: "account_deleted" }
  ],
  consumed: { read: 1.5, write: 20 }
})

const written = Effect.fnUntraced(function* (path: string, batches: ReadonlyArray<Batch>) {
  yield* MigrationJournal.use((journal) =>
    Effect.andThen(
      journal.open(Fixtures.at),
      Effect.forEach(batches, (one) => journal.append(one))
    )
  ).pipe(Effect.provide(FileJournal.layer(path)))
})

const reopened = (path: string) =>
  MigrationJournal.use((journal) => journal.open(Fixtures.at)).pipe(Effect.provide(FileJournal.layer(path)))

describe("a journal in a file", () => {
  it.live("goes on where it was, and keeps the moment of its first run", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "journal")
      yield* written(path, [batch(1), batch(2)])
      const progress = yield* reopened(path)
      assertEquals(progress.asOf, Fixtures.at)
      assertEquals(progress.reached.get("people"), { after: Option.some(id(2)), done: false })
      assertEquals(progress.tally.users, { read: 6, verdicts: { migrated: 2, email_shared: 2, account_deleted: 2 } })
      assertEquals(progress.consumed, { read: 3, write: 40 })
    }).pipe(Effect.scoped)
  )

  it.live("forgets a line that a kill cut short, wherever it was cut", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "journal")
      yield* written(path, [batch(1)])
      const whole = yield* Effect.promise(() => readFile(path, "utf8"))
      yield* written(path, [batch(2)])
      const line = (yield* Effect.promise(() => readFile(path, "utf8"))).slice(whole.length, -1)
      const before = yield* reopened(path)
      for (const cut of [1, 7, Math.floor(line.length / 2), line.length]) {
        yield* Effect.promise(async () => {
          await rm(path)
          await appendFile(path, whole + line.slice(0, cut))
        })
        const progress = yield* reopened(path)
        assertEquals(progress.reached.get("people")?.after, Option.some(id(1)))
        yield* written(path, [batch(2)])
        assertEquals((yield* reopened(path)).tally, before.tally)
      }
    }).pipe(Effect.scoped)
  )
})

const aws = {
  LEGACY_DATABASE_URL: "postgres://127.0.0.1:1/old",
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  USER_TABLE: "serenya-test",
  EVENTS_BUCKET: "events",
  MASTER_KEY: "key",
  EMAIL_INDEX_SECRET: "secret"
}

describe("pnpm admin migrate", () => {
  it.live.each(["plan", "run", "verify", "report", "rollback"])("%s says what it does, with an example", (command) =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* Program.run(["migrate", command, "--help"])
      assertEquals([code, stderr], [0, ""])
      assertTrue(stdout.includes("EXAMPLES") && stdout.includes(`migrate ${command}`))
      // oxlint-disable-next-line no-control-regex -- escape codes are what it is about
      assert.notMatch(stdout, /\u001b\[/)
    })
  )

  const wrong: ReadonlyArray<
    readonly [
      what: string,
      args: ReadonlyArray<string>,
      settings: Readonly<Record<string, string>>,
      exit: number,
      says: string
    ]
  > = [
    [
      "a setting that is missing",
      ["plan"],
      { AWS_REGION: "eu-west-1" },
      2,
      "AWS_SECRET_ACCESS_KEY, LEGACY_DATABASE_URL"
    ],
    ["another table", ["run", "--stage", "serenya-prod"], aws, 2, "--stage serenya-test"],
    ["no confirmation", ["run"], aws, 2, "--stage serenya-test"],
    ["another table to take back from", ["rollback", "--stage", "serenya-prod"], aws, 2, "--stage serenya-test"],
    ["no journal", ["verify", "--journal", "/nowhere/journal"], aws, 1, "There is no journal /nowhere/journal"],
    ["a database that is not there", ["plan"], aws, 1, "The old database says ECONNREFUSED"]
  ]

  it.live.each(wrong)("says what to type with %s", ([, args, settings, exit, says]) =>
    Effect.gen(function* () {
      const { code, stderr, stdout } = yield* Program.run(["migrate", ...args], settings)
      assertEquals(code, exit)
      assertTrue(`${stdout}${stderr}`.includes(says), `${stdout}${stderr}`)
    })
  )

  it.live("reports counts, reasons and ids of a run on one page", () =>
    Effect.gen(function* () {
      const root = yield* folder
      const [journal, out] = [join(root, "journal"), join(root, "page.html")]
      yield* written(journal, [batch(1), batch(2, true)])
      const { code, stderr, stdout } = yield* Program.run([
        "migrate",
        "report",
        "--journal",
        journal,
        "--out",
        out,
        "--json"
      ])
      assertEquals([code, stderr], [0, ""])
      const summary: { balances: boolean; tables: ReadonlyArray<unknown> } = JSON.parse(stdout)
      assertTrue(summary.balances)
      assertEquals(summary.tables, [
        {
          table: "users",
          read: 6,
          migrated: 2,
          archived: 0,
          left_out: 2,
          failed: 2,
          reasons: { migrated: 2, email_shared: 2, account_deleted: 2 }
        }
      ])
      const html = yield* Effect.promise(() => readFile(out, "utf8"))
      for (const n of [11, 12, 13, 21, 22, 23]) assertTrue(html.includes(id(n)))
      assertTrue(
        html.includes("Several accounts have this address") && html.includes("✓ Every row read is accounted for")
      )
    }).pipe(Effect.scoped)
  )
})
