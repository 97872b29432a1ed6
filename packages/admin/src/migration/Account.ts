import type { Progress } from "@serenya/domain/migration/MigrationJournal"
import * as Tally from "@serenya/domain/migration/Tally"
import { trouble } from "@serenya/local/cli/Trouble"
import { DateTime, Effect } from "effect"
import { print } from "../cli/Print.ts"
import { render } from "../cli/Table.ts"
import { costOf } from "./CostRules.ts"

const columns = ["read", "migrated", "archived", "leftOut", "failed"] as const

const titles = [
  { title: "table" },
  ...["read", "migrated", "archived", "left out", "failed"].map((title) => ({ title, align: "right" as const })),
  { title: "" }
]

/** The account of a migration: per table, what was read and what became of it. */
export const summaryOf = ({ asOf, consumed, tally }: Progress) => {
  const accounts = Tally.accounts(tally)
  const people = tally.users?.verdicts.migrated ?? 0
  return {
    as_of: DateTime.formatIso(asOf),
    balances: accounts.every(({ balances }) => balances),
    tables: accounts.map(({ archived, failed, leftOut, migrated, read, table }) => ({
      table,
      read,
      migrated,
      archived,
      left_out: leftOut,
      failed,
      reasons: tally[table]?.verdicts ?? {}
    })),
    consumed,
    cost: costOf(consumed, people)
  }
}

const lines = (progress: Progress) => (width: number) => {
  const { cost, consumed } = summaryOf(progress)
  const rows = Tally.accounts(progress.tally).map((account) => [
    account.table,
    ...columns.map((name) => String(account[name])),
    account.balances ? "" : "✗ does not add up"
  ])
  return [
    ...render(titles, rows, width),
    "",
    `${Math.round(consumed.write)} write units, ${Math.round(consumed.read)} read units: ${cost.move.toFixed(2)} USD`
  ]
}

/** Tells the account, as lines or as one JSON object; fails, with exit code 1, if rows failed or the counts do not add up. */
export const tell = Effect.fnUntraced(function* (progress: Progress, isJson: boolean) {
  yield* print(isJson, { object: summaryOf(progress), lines: lines(progress) })
  const accounts = Tally.accounts(progress.tally)
  if (accounts.some(({ balances }) => !balances)) return yield* trouble("The counts do not add up: a row was lost.")
  const failed = accounts.reduce((sum, { failed }) => sum + failed, 0)
  if (failed > 0) return yield* trouble(`${failed} rows could not be migrated: see pnpm admin migrate report.`)
})

/** Rows that were read so far. */
export const readSoFar = ({ tally }: Progress): number => Tally.accounts(tally).reduce((sum, { read }) => sum + read, 0)
