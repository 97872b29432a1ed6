import { assert, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import * as Rows from "@serenya/adapters-aws/testing/Rows"
import { Effect } from "effect"
import * as Engine from "../support/Engine.ts"
import { folder } from "../support/Folder.ts"
import * as Program from "../support/Program.ts"

const json = Effect.fnUntraced(function* (args: ReadonlyArray<string>, settings: Readonly<Record<string, string>>) {
  const { code, stderr, stdout } = yield* Program.run(["table", ...args, "--json"], settings)
  return { code, stderr, said: JSON.parse(stdout || "null") }
})

Engine.suites("pnpm admin table", () => {
  it.live(
    "create makes the table once, finds it as it is, and says what another one differs in",
    () =>
      Effect.gen(function* () {
        const { at } = yield* Engine.serve
        const settings = at("serenya-copy")
        const stage = ["--stage", "serenya-copy"]
        const dry = yield* json(["create", "--dry-run"], settings)
        assertEquals(dry.said, { dry_run: true, table: "serenya-copy", created: true, differences: [] })
        for (const created of [true, false]) {
          const { code, said } = yield* json(["create", ...stage], settings)
          assertEquals([code, said], [0, { dry_run: false, table: "serenya-copy", created, differences: [] }])
        }
        // The same table under production's name would have to be protected.
        const { at: elsewhere } = yield* Engine.serve
        const prod = elsewhere("serenya-prod")
        yield* Program.run(["table", "create", "--stage", "serenya-prod", "--yes-this-is-prod"], prod)
        const checked = yield* Program.run(["table", "create", "--dry-run"], prod)
        assertEquals(checked.code, 1)
        assert.match(checked.stdout, /^point-in-time recovery +on +off$/m)
        assert.include(checked.stderr, "serenya-prod differs in")
      }),
    300_000
  )

  it.live(
    "delete takes the table that is named away, once, and never production's",
    () =>
      Effect.gen(function* () {
        const { at } = yield* Engine.serve
        const settings = at("serenya-copy")
        const stage = ["--stage", "serenya-copy"]
        yield* json(["create", ...stage], settings)
        const wrong = yield* json(["delete", "--stage", "serenya-dev"], settings)
        assertEquals(wrong.code, 2)
        assert.include(wrong.stderr, "This changes serenya-copy, not serenya-dev")
        const dry = yield* json(["delete", "--dry-run"], settings)
        assertEquals(dry.said, { dry_run: true, table: "serenya-copy", deleted: false, rows: 0 })
        for (const deleted of [true, false]) {
          const { code, said } = yield* json(["delete", ...stage], settings)
          assertEquals([code, said], [0, { dry_run: false, table: "serenya-copy", deleted, rows: 0 }])
        }
        const prod = yield* json(["delete", "--stage", "serenya-prod", "--yes-this-is-prod"], at("serenya-prod"))
        assertEquals(prod.code, 1)
        assert.include(prod.stderr, "serenya-prod is production: table delete refuses it.")
      }),
    300_000
  )

  it.live(
    "count tells the rows of each kind, however many parts are read at once",
    () =>
      Effect.gen(function* () {
        const { at, client } = yield* Engine.serve
        const settings = at("serenya-copy")
        yield* json(["create", "--stage", "serenya-copy"], settings)
        for (let i = 0; i < 40; i++) {
          const kind = i % 4 === 0 ? {} : { entity_type: { S: i % 4 === 1 ? "PAYMENT" : "USER_PROFILE" } }
          const Item = { PK: { S: `USER#${i % 9}` }, SK: { S: `S${i}` }, ...kind }
          yield* Rows.put(client, "serenya-copy", Item)
        }
        const rows = { "(unknown)": 10, PAYMENT: 10, USER_PROFILE: 20 }
        for (const segments of ["1", "13"])
          assertEquals((yield* json(["count", "--segments", segments], settings)).said, { rows, all: 40 })
        const { stdout } = yield* Program.run(["table", "count"], settings)
        assertEquals(
          stdout,
          "kind          rows\n(unknown)       10\nPAYMENT         10\nUSER_PROFILE    20\nall             40\n"
        )
        const none = yield* Program.run(["table", "count", "--segments", "0"], settings)
        assertEquals(none.code, 2)
        assert.include(none.stderr, "a number from 1 to 64")
      }),
    300_000
  )

  it.live(
    "works in a state folder too, and says where there is none",
    () =>
      Effect.gen(function* () {
        const root = yield* folder
        const first = yield* json(["create", "--local", root], {})
        assertEquals(first.said.created, true)
        assertEquals((yield* json(["create", "--local", root], {})).said.differences, [])
        assertEquals((yield* json(["count", "--local", root], {})).said, { rows: {}, all: 0 })
        const nowhere = yield* json(["count", "--local", "/nowhere"], {})
        assertEquals(nowhere.code, 1)
        assert.include(nowhere.stderr, "There is no state folder /nowhere")
      }),
    300_000
  )
})
