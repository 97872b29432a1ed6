import { Schema } from "effect"
import { TableName } from "./LegacyTables.ts"
import { isFault, isOmission, type RowVerdict, Verdict } from "./Verdict.ts"

/** How many rows of a table were read, and how many got each verdict. */
const TableTally = Schema.Struct({ read: Schema.Int, verdicts: Schema.Record(Verdict, Schema.optionalKey(Schema.Int)) })
export type TableTally = typeof TableTally.Type

export const Tally = Schema.Record(TableName, Schema.optionalKey(TableTally))
export type Tally = typeof Tally.Type

export const none: Tally = {}

const empty: TableTally = { read: 0, verdicts: {} }

const bump = (table: TableTally, verdict: Verdict): TableTally => ({
  ...table,
  verdicts: { ...table.verdicts, [verdict]: (table.verdicts[verdict] ?? 0) + 1 }
})

/** What was read and judged in one batch; the two are counted apart, so that they can be compared. */
export const of = (
  read: ReadonlyArray<readonly [table: TableName, rows: number]>,
  verdicts: ReadonlyArray<RowVerdict>
): Tally => {
  const counted: Record<string, TableTally> = {}
  for (const [table, rows] of read) if (rows > 0) counted[table] = { ...empty, read: rows }
  for (const { table, verdict } of verdicts) counted[table] = bump(counted[table] ?? empty, verdict)
  return counted
}

export const sum = (a: Tally, b: Tally): Tally => {
  const summed: Record<string, TableTally> = {}
  for (const table of TableName.literals) {
    const [left, right] = [a[table], b[table]]
    if (left === undefined && right === undefined) continue
    const verdicts: Partial<Record<Verdict, number>> = { ...left?.verdicts }
    for (const verdict of Verdict.literals) {
      const more = right?.verdicts[verdict]
      if (more !== undefined) verdicts[verdict] = (verdicts[verdict] ?? 0) + more
    }
    summed[table] = { read: (left?.read ?? 0) + (right?.read ?? 0), verdicts }
  }
  return summed
}

/** A line of the account: what was read is what was migrated, archived, left out and failed. */
export interface Account {
  readonly table: TableName
  readonly read: number
  readonly migrated: number
  readonly archived: number
  readonly leftOut: number
  readonly failed: number
  readonly balances: boolean
}

const totalOf = (tally: TableTally, counts: (verdict: Verdict) => boolean): number =>
  Verdict.literals.filter(counts).reduce((total, verdict) => total + (tally.verdicts[verdict] ?? 0), 0)

export const accounts = (tally: Tally): ReadonlyArray<Account> =>
  TableName.literals.flatMap((table) => {
    const counted = tally[table]
    if (counted === undefined) return []
    const migrated = totalOf(counted, (verdict) => verdict === "migrated")
    const archived = totalOf(counted, (verdict) => verdict === "archived")
    const leftOut = totalOf(counted, isOmission)
    const failed = totalOf(counted, isFault)
    const balances = counted.read === migrated + archived + leftOut + failed
    return [{ table, read: counted.read, migrated, archived, leftOut, failed, balances }]
  })
