import { Context, type DateTime, type Effect, Option, Schema } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import { OtherTable } from "./LegacyTables.ts"
import * as Tally from "./Tally.ts"
import { RowVerdict } from "./Verdict.ts"

/** What is walked, one after the other: people with all that is theirs, then each table that is nobody's. */
export const Stage = Schema.Literals(["people", ...OtherTable.literals])
export type Stage = typeof Stage.Type

/** A batch that is done: the checkpoint. `last`: the stage is done with it; `told`: the verdicts that somebody may ask about. */
export const Batch = Schema.Struct({
  stage: Stage,
  after: Schema.OptionFromNullOr(Schema.String),
  last: Schema.Boolean,
  tally: Tally.Tally,
  told: Schema.Array(RowVerdict),
  /** Capacity units that the batch took, as the table counted them. */
  consumed: Schema.Struct({ read: Schema.Finite, write: Schema.Finite })
})
export type Batch = typeof Batch.Type

/** How far a migration came. `asOf` is the moment of its first run, and the cut-off of every later one. */
export interface Progress {
  readonly asOf: DateTime.Utc
  readonly reached: ReadonlyMap<Stage, { readonly after: Option.Option<string>; readonly done: boolean }>
  readonly tally: Tally.Tally
  readonly consumed: Batch["consumed"]
}

export const begun = (asOf: DateTime.Utc): Progress => ({
  asOf,
  reached: new Map(),
  tally: Tally.none,
  consumed: { read: 0, write: 0 }
})

export const advance = (progress: Progress, { after, consumed, last, stage, tally }: Batch): Progress => {
  const before = progress.reached.get(stage)
  const reached = { after: Option.orElse(after, () => before?.after ?? Option.none()), done: last }
  return {
    asOf: progress.asOf,
    reached: new Map([...progress.reached, [stage, reached]]),
    tally: Tally.sum(progress.tally, tally),
    consumed: { read: progress.consumed.read + consumed.read, write: progress.consumed.write + consumed.write }
  }
}

/** Port: what one migration has done. A batch is kept as a whole or not at all, whenever the process dies. */
export class MigrationJournal extends Context.Service<
  MigrationJournal,
  {
    /** Where to go on; a first run begins at `now`. */
    open(now: DateTime.Utc): Effect.Effect<Progress, Unavailable>
    append(batch: Batch): Effect.Effect<void, Unavailable>
  }
>()("@serenya/domain/migration/MigrationJournal") {}
