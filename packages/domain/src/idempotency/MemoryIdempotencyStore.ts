import { Effect, Layer } from "effect"
import { interleaved } from "../shared/Interleaved.ts"
import { IdempotencyRecord } from "./IdempotencyRecord.ts"
import * as IdempotencyRules from "./IdempotencyRules.ts"
import { IdempotencyStore } from "./IdempotencyStore.ts"

const nameOf = ({ scope, key }: IdempotencyRecord): string => `${scope}#${key}`

/** Keys in this process's memory: the reference that every other `IdempotencyStore` is measured against. */
export const layer = Layer.sync(IdempotencyStore, () => {
  const records = new Map<string, IdempotencyRecord>()

  const isOwn = (record: IdempotencyRecord): boolean => records.get(nameOf(record))?.callId === record.callId

  return IdempotencyStore.of({
    begin: (mine, now) =>
      interleaved(() => {
        const standing = records.get(nameOf(mine))
        if (standing !== undefined && !IdempotencyRules.yields(standing, mine, now)) return Effect.succeed(standing)
        records.set(nameOf(mine), mine)
        return Effect.succeed<IdempotencyRecord>(mine)
      }),

    complete: (record) =>
      interleaved(() => {
        if (isOwn(record)) records.set(nameOf(record), record)
        return Effect.void
      }),

    release: (mine) =>
      interleaved(() => {
        const standing = records.get(nameOf(mine))
        if (standing !== undefined && isOwn(mine) && IdempotencyRecord.guards.Pending(standing)) {
          records.delete(nameOf(mine))
        }
        return Effect.void
      })
  })
})
