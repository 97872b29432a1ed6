import { OtherTable, PersonTable, type TableName } from "@serenya/domain/migration/LegacyTables"
import { Array, Effect } from "effect"
import type { Session } from "../../src/migration/Sql.ts"
import { oldPerson, type Row } from "./OldPeople.ts"
import { oldSchema } from "./OldSchema.ts"
import { oldTables } from "./OldTables.ts"

const people = 250

/** Rows with the same columns in one statement; columns that a row does not name get their default. */
const insert = Effect.fnUntraced(function* (session: Session, table: TableName, rows: ReadonlyArray<Row>) {
  const shapes = Object.entries(Array.groupBy(rows, (row) => Object.keys(row).join(", ")))
  for (const [columns, alike] of shapes) {
    yield* session.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::text::jsonb)`,
      [JSON.stringify(alike)]
    )
  }
})

/** Makes the old database with `count` people of a seed: the first of them are the odd ones. */
export const fill = Effect.fnUntraced(function* (session: Session, seed: number, count: number) {
  for (const statement of oldSchema.split(";\n").filter((text) => text.trim() !== "")) yield* session.query(statement)
  for (let from = 0; from < count; from += people) {
    const chunk = Array.makeBy(Math.min(people, count - from), (i) => oldPerson(seed, from + i))
    for (const table of PersonTable.literals)
      yield* insert(
        session,
        table,
        chunk.flatMap((rows) => rows[table])
      )
  }
  for (const table of OtherTable.literals) yield* insert(session, table, oldTables[table])
})
