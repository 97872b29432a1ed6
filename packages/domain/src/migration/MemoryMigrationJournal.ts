import { Effect, Layer } from "effect"
import { advance, begun, MigrationJournal, type Progress } from "./MigrationJournal.ts"

/** Forgets with the process, and holds no more than how far it came: for a plan, which leaves nothing behind, and for tests. */
export const make = () => {
  let progress: Progress | undefined
  return MigrationJournal.of({
    open: (now) =>
      Effect.sync(() => {
        progress ??= begun(now)
        return progress
      }),
    append: (batch) =>
      Effect.sync(() => {
        if (progress !== undefined) progress = advance(progress, batch)
      })
  })
}

export const layer = Layer.effect(MigrationJournal, Effect.sync(make))
