import type { RawRow } from "@serenya/domain/migration/LegacyRow"
import { PersonTable } from "@serenya/domain/migration/LegacyTables"
import { Config, Effect, Option, Redacted } from "effect"
import { marshal } from "../../src/dynamo/AttributeValue.ts"
import { Dynamo } from "../../src/dynamo/Dynamo.ts"
import { PutItem } from "../../src/dynamo/DynamoCommands.ts"
import * as LegacyEnvelope from "../../src/migration/LegacyEnvelope.ts"
import { LegacyKeys } from "../../src/migration/LegacyKeys.ts"
import { Sql } from "../../src/migration/Sql.ts"
import { UserTable } from "../../src/resources/UserTable.ts"
import { seal, sealingKey } from "../../src/users/AesGcm.ts"

const children = PersonTable.literals.filter(
  (table) => !["users", "biometric_registrations", "processing_job_events"].includes(table)
)

/**
 * The script that one would write on an afternoon, for comparison: user after user, a query for each table of theirs, opened
 * and sealed, a put for each row. No guard, no checkpoint, no account. Answers how many rows it moved.
 */
export const oneRowAtATime = (people: number) =>
  Effect.gen(function* () {
    const client = yield* Dynamo
    const TableName = yield* Config.NonEmptyString(UserTable.env)
    const keys = yield* LegacyKeys
    const session = yield* (yield* Sql).connect
    const newKey = yield* sealingKey(Redacted.make(new Uint8Array(32).fill(7)))
    let rows = 0

    const put = (PK: string, SK: string, row: RawRow) =>
      Effect.promise(() => client.send(PutItem({ TableName, Item: marshal({ PK, SK, row: JSON.stringify(row) }) })))

    const resealed = Effect.fnUntraced(function* (text: unknown, userId: string) {
      const envelope = LegacyEnvelope.parse(String(text))
      if (Option.isNone(envelope)) return text
      const key = yield* keys.unwrap(envelope.value.encryptedKey, envelope.value.context)
      const opened = Option.flatMap(key, (key) => LegacyEnvelope.open(envelope.value, key))
      return Option.isNone(opened) ? text : yield* seal(newKey, opened.value, userId)
    })

    for (const { id } of yield* session.query(`select id::text as id from users order by id limit ${people}`)) {
      const key = String(id)
      const [user = {}] = yield* session.query("select * from users where id = $1::text::uuid", [key])
      const sealed: Record<string, unknown> = { ...user }
      for (const column of ["email", "name", "given_name", "family_name"])
        if (user[column] !== null) sealed[column] = yield* resealed(user[column], key)
      yield* put(`USER#${key}`, "PROFILE", sealed)
      rows += 1
      for (const table of children) {
        for (const row of yield* session.query(`select * from ${table} where user_id = $1::text::uuid`, [key])) {
          yield* put(`USER#${key}`, `${table}#${String(row["id"])}`, row)
          rows += 1
        }
      }
    }
    return rows
  })
