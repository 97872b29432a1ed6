import type { RawRow } from "@serenya/domain/migration/LegacyRow"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Config, Context, Effect, Layer, Predicate, Redacted, type Scope } from "effect"
import { Client } from "pg"

/** One connection to the old database. A statement is not repeated: a cursor would have moved. */
export interface Session {
  query(text: string, values?: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<RawRow>, Unavailable>
}

/** Port: connections to the old database, each for the life of its scope. */
export class Sql extends Context.Service<Sql, { readonly connect: Effect.Effect<Session, Unavailable, Scope.Scope> }>()(
  "@serenya/adapters-aws/migration/Sql"
) {}

/** What a driver throws may hold the statement with all its values: only the code of it goes on (SQLSTATE, or the system's). */
const codeOf = (cause: unknown): string =>
  Predicate.hasProperty(cause, "code") ? String(cause.code) : cause instanceof Error ? cause.name : "unknown"

const unavailable = (operation: string) => (cause: unknown) =>
  new Unavailable({
    resource: "storage",
    operation,
    retryable: false,
    cause: new Error(`The old database says ${codeOf(cause)}`)
  })

/** A statement reads a page at most; a table without an index is scanned for it. */
export const statementTimeout = "2 minutes"

/** A session over whatever runs a statement. */
export const session = (
  run: (text: string, values: Array<string>) => Promise<{ readonly rows: ReadonlyArray<RawRow> }>
): Session => ({
  query: (text, values = []) =>
    Effect.tryPromise({ try: () => run(text, [...values]), catch: unavailable("Sql.query") }).pipe(
      Effect.timeoutOrElse({
        duration: statementTimeout,
        orElse: () => Effect.fail(unavailable("Sql.query")({ code: "nothing: the statement timed out" }))
      }),
      Effect.map(({ rows }) => rows)
    )
})

/** PostgreSQL at `LEGACY_DATABASE_URL`. */
export const layer = Layer.effect(
  Sql,
  Effect.gen(function* () {
    const connectionString = Redacted.value(yield* Config.Redacted("LEGACY_DATABASE_URL"))
    const connect = Effect.acquireRelease(
      Effect.tryPromise({
        try: async () => {
          const client = new Client({ connectionString, connectionTimeoutMillis: 10_000 })
          // A connection that dies while idle: the next statement tells.
          client.on("error", () => undefined)
          await client.connect()
          return client
        },
        catch: unavailable("Sql.connect")
      }),
      (client) => Effect.ignore(Effect.tryPromise(() => client.end()))
    )
    return Sql.of({
      connect: Effect.map(connect, (client) => session((text, values) => client.query<RawRow>(text, values)))
    })
  })
)
