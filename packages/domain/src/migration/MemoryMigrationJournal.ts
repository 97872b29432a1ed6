import { Effect, Layer } from "effect"
import { advance, begun, type Batch, MigrationJournal, type Progress } from "./MigrationJournal.ts"

/** Forgets with the process: for a plan, which leaves nothing behind, and for tests. */
export const make = (batches: Array<Batch> = []) => {
  let progress: Progress | undefined
  return MigrationJournal.of({
    open: (now) =>
      Effect.sync(() => {
        progress ??= begun(now)
        return progress
      }),
    append: (batch) =>
      Effect.sync(() => {
        batches.push(batch)
        if (progress !== undefined) progress = advance(progress, batch)
      })
  })
}

export const layer = Layer.effect(
  MigrationJournal,
  Effect.sync(() => make())
)
