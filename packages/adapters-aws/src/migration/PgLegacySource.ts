import type { LegacyPerson, RawRow } from "@serenya/domain/migration/LegacyRow"
import { LegacySource } from "@serenya/domain/migration/LegacySource"
import type { ColumnKind } from "@serenya/domain/migration/LegacyTable"
import { legacyTables, type OtherTable, TableName } from "@serenya/domain/migration/LegacyTables"
import { Array, Effect, Layer, Option, Record, Stream } from "effect"
import { type Session, Sql } from "./Sql.ts"

const expressions: Readonly<Record<ColumnKind, (column: string) => string>> = {
  text: (column) => `${column}::text`,
  number: (column) => `${column}::float8`,
  moment: (column) => `floor(extract(epoch from ${column}) * 1000)::float8`,
  truth: (column) => column
}

/** The columns that are read, each as its kind says. What is not read never leaves the database. */
const columns = (table: TableName, alias: string): string =>
  Object.entries(legacyTables[table].read)
    .map(([name, kind]) => `${expressions[kind](`${alias}.${name}`)} as ${name}`)
    .join(", ")

/** Tables of a person, how each is reached, and under which name its owner. */
const owned = {
  consent_records: ["consent_records t", "t.user_id"],
  user_devices: ["user_devices t", "t.user_id"],
  user_sessions: ["user_sessions t", "t.user_id"],
  biometric_registrations: ["biometric_registrations t join user_devices d on d.id = t.device_id", "d.user_id"],
  subscriptions: ["subscriptions t", "t.user_id"],
  payments: ["payments t", "t.user_id"],
  processing_jobs: ["processing_jobs t", "t.user_id"],
  processing_job_events: ["processing_job_events t join processing_jobs j on j.id = t.job_id", "j.user_id"]
} as const
type Owned = keyof typeof owned

const ofPeople = (table: Owned): string => {
  const [from, owner] = owned[table]
  return `select ${owner}::text as owner, ${columns(table, "t")} from ${from} join unnest($1::text::uuid[]) page(person) on page.person = ${owner} order by t.id`
}

/** An event is an example if it was made in the very transaction in which the schema's update was noted. */
const sampled =
  "exists (select 1 from schema_versions v where v.version = '2.1.0' and v.applied_at = t.created_at) as is_sample"

const listOf = (table: "users" | OtherTable): string => {
  const more = table === "audit_events" ? `, ${sampled}` : ""
  return `select ${columns(table, "t")}${more} from ${table} t`
}

const keyType = (table: TableName): string => (legacyTables[table].key === "id" ? "uuid" : "text")

/** Everything after `after` in the order of the key, a page at a time, from a cursor in one read-only snapshot. */
const paged = (pageSize: number, table: "users" | OtherTable, after: Option.Option<string>) =>
  Effect.gen(function* () {
    const { connect } = yield* Sql
    const session = yield* connect
    const { key } = legacyTables[table]
    const where = Option.isSome(after) ? `where t.${key} > $1::text::${keyType(table)}` : ""
    yield* session.query("begin transaction isolation level repeatable read read only")
    yield* Effect.addFinalizer(() => Effect.ignore(session.query("rollback")))
    yield* session.query(
      `declare page_of_${table} no scroll cursor for ${listOf(table)} ${where} order by t.${key}`,
      Option.toArray(after)
    )
    const fetch = session.query(`fetch ${pageSize} from page_of_${table}`)
    const pages = Stream.paginate(undefined, () =>
      Effect.map(fetch, (rows) => {
        const next = rows.length < pageSize ? Option.none() : Option.some(undefined)
        return [rows.length === 0 ? [] : [rows], next] as const
      })
    )
    return { session, pages }
  })

const personOf = (
  user: RawRow,
  rows: Readonly<Record<Owned, ReadonlyMap<string, ReadonlyArray<RawRow>>>>
): LegacyPerson => {
  const id = String(user["id"])
  const of = (table: Owned) => rows[table].get(id) ?? []
  return {
    id,
    rows: {
      users: [user],
      consent_records: of("consent_records"),
      user_devices: of("user_devices"),
      user_sessions: of("user_sessions"),
      biometric_registrations: of("biometric_registrations"),
      subscriptions: of("subscriptions"),
      payments: of("payments"),
      processing_jobs: of("processing_jobs"),
      processing_job_events: of("processing_job_events")
    }
  }
}

const byOwner = (rows: ReadonlyArray<RawRow>): ReadonlyMap<string, ReadonlyArray<RawRow>> =>
  new Map(
    Object.entries(Array.groupBy(rows, ({ owner }) => String(owner))).map(([id, group]) => [
      id,
      group.map((row) => Record.remove(row, "owner"))
    ])
  )

const withTheirs = Effect.fnUntraced(function* (session: Session, users: ReadonlyArray<RawRow>) {
  const ids = [`{${users.map(({ id }) => String(id)).join(",")}}`]
  const read = (table: Owned) => Effect.map(session.query(ofPeople(table), ids), byOwner)
  const rows = yield* Effect.all({
    consent_records: read("consent_records"),
    user_devices: read("user_devices"),
    user_sessions: read("user_sessions"),
    biometric_registrations: read("biometric_registrations"),
    subscriptions: read("subscriptions"),
    payments: read("payments"),
    processing_jobs: read("processing_jobs"),
    processing_job_events: read("processing_job_events")
  })
  return users.map((user) => personOf(user, rows))
})

const sharedTransactions = `
  select id from (
    select p.id::text as id, p.user_id::text as payer,
      min(p.user_id::text) over same as first_payer, max(p.user_id::text) over same as last_payer
    from payments p join subscriptions s on s.id = p.subscription_id
    window same as (partition by s.provider, p.provider_transaction_id)
  ) stated where first_payer <> last_payer`

/** `LegacySource` over any `Sql`; `pageSize`: people, or rows of a table, that are held at a time. */
export const sized = (pageSize: number) =>
  Layer.effect(
    LegacySource,
    Effect.gen(function* () {
      const sql = yield* Sql
      const withSql = Effect.provideService(Sql, sql)
      const asked = (text: string) => Effect.scoped(Effect.flatMap(sql.connect, (session) => session.query(text)))

      const counts = Effect.gen(function* () {
        const tables = yield* asked(
          "select table_name::text as name from information_schema.tables where table_schema = 'public'"
        )
        const existing = TableName.literals.filter((name) => tables.some((row) => row["name"] === name))
        const counted = yield* Effect.forEach(existing, (table) =>
          Effect.map(
            asked(`select count(*)::float8 as rows from ${table}`),
            ([row]) => [table, Number(row?.["rows"])] as const
          )
        )
        return new Map(counted)
      })

      return LegacySource.of({
        counts,
        people: (after) =>
          Stream.unwrap(
            Effect.map(withSql(paged(pageSize, "users", after)), ({ pages, session }) =>
              Stream.mapEffect(pages, (users) => withTheirs(session, users))
            )
          ),
        rows: (table, after) => Stream.unwrap(Effect.map(withSql(paged(pageSize, table, after)), ({ pages }) => pages)),
        sharedTransactions: Effect.map(asked(sharedTransactions), (rows) => new Set(rows.map(({ id }) => String(id))))
      })
    })
  )

export const layer = sized(200)
