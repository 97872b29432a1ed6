import { layer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { legacyTables, TableName } from "@serenya/domain/migration/LegacyTables"
import { Effect } from "effect"
import { Sql } from "../../src/migration/Sql.ts"
import * as PgliteSql from "../../testing/legacy/PgliteSql.ts"

layer(PgliteSql.layer(1, 0), { timeout: "2 minutes", excludeTestServices: true })("the old schema", (it) => {
  it.effect("has no column that is neither read nor left out with a reason", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const session = yield* (yield* Sql).connect
        const rows = yield* session.query(
          "select table_name::text as name, column_name::text as column_name from information_schema.columns where table_schema = 'public'"
        )
        const columns = (table: string) =>
          rows.flatMap((row) => (row["name"] === table ? [String(row["column_name"])] : []))
        for (const table of TableName.literals) {
          const { read, unread } = legacyTables[table]
          assertEquals(
            [table, ...Object.keys(read), ...Object.keys(unread)].toSorted(),
            [table, ...columns(table)].toSorted()
          )
        }
        assertEquals(new Set(rows.map(({ name }) => String(name))), new Set<string>(TableName.literals))
      })
    )
  )
})
