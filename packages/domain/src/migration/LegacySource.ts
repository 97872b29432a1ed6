import { Context, type Effect, type Option, type Stream } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { LegacyPerson, RawRow } from "./LegacyRow.ts"
import type { OtherTable, TableName } from "./LegacyTables.ts"

/**
 * Port: the old database, page after page in the order of ids, each stream one consistent snapshot. `after`: only what
 * comes after that id. Nothing is ever held but a page.
 */
export class LegacySource extends Context.Service<
  LegacySource,
  {
    /** How many rows stand in each table that exists; the audit tables may not. */
    readonly counts: Effect.Effect<ReadonlyMap<TableName, number>, Unavailable>
    /** Everybody, with all rows that are theirs. */
    people(after: Option.Option<string>): Stream.Stream<ReadonlyArray<LegacyPerson>, Unavailable>
    /** One table by itself. */
    rows(table: "users" | OtherTable, after: Option.Option<string>): Stream.Stream<ReadonlyArray<RawRow>, Unavailable>
    /** Payments whose transaction payments of somebody else state too. */
    readonly sharedTransactions: Effect.Effect<ReadonlySet<string>, Unavailable>
  }
>()("@serenya/domain/migration/LegacySource") {}
