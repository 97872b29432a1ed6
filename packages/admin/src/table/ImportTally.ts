import { type Kept, keptBecause } from "@serenya/adapters-aws/rows/ImportRules"
import { isGuard, ownerOf } from "@serenya/adapters-aws/rows/ImportUnit"
import type { Imported } from "@serenya/adapters-aws/rows/RowImport"
import { Option, Schema } from "effect"
import * as Rows from "./Rows.ts"

/** A row that was not written although it is not there: its kind, whose it is, and why. */
export const Refused = Schema.Struct({
  kind: Schema.String,
  user_id: Schema.NullOr(Schema.String),
  reason: Schema.Literals(["different", "held", "unguarded", "unreadable"])
})
type Refused = typeof Refused.Type

/** What became of rows: their number by outcome, and those that somebody has to look at. */
export const Tally = Schema.Struct({
  outcomes: Schema.Record(Schema.String, Schema.Int),
  refused: Schema.Array(Refused)
})
export type Tally = typeof Tally.Type

const isRefused = (outcome: "written" | Kept): outcome is Refused["reason"] =>
  outcome !== "written" && outcome !== "present" && outcome !== "newer"

export const tallyOf = (imported: ReadonlyArray<Imported>): Tally => ({
  outcomes: Rows.sum(imported.map(({ outcome, unit: { dataKey } }) => ({ [outcome]: Option.isSome(dataKey) ? 2 : 1 }))),
  refused: imported.flatMap(({ outcome, unit: { row } }) =>
    isRefused(outcome)
      ? [{ kind: Rows.kindOf(row), user_id: isGuard(row) ? null : (ownerOf(row) ?? null), reason: outcome }]
      : []
  )
})

export const joined = (tallies: ReadonlyArray<Tally>): Tally => ({
  outcomes: Rows.sum(tallies.map(({ outcomes }) => outcomes)),
  refused: tallies.flatMap(({ refused }) => refused)
})

export const sentenceOf = ({ kind, reason, user_id }: Refused): string =>
  `  ${kind}${user_id === null ? "" : ` of ${user_id}`}: ${keptBecause[reason]}`
