import { Erasures } from "@serenya/domain/privacy/Erasures"
import * as ErasureWalk from "@serenya/domain/privacy/ErasureWalk"
import { Unavailable } from "@serenya/domain/shared/Unavailable"
import { DateTime, Effect, Option } from "effect"

const unfinished = (count: number) =>
  new Unavailable({
    resource: "storage",
    operation: "ResumeErasures.run",
    retryable: true,
    cause: new Error(`${count} erasures did not end`)
  })

/**
 * Finishes what was begun, until `remaining` milliseconds are nearly over. Says who could not be forgotten, by id, and fails
 * then: Lambda tries twice more, and an alarm hears of it.
 */
export const run = (remaining: number) =>
  Effect.gen(function* () {
    const until = DateTime.add(yield* DateTime.now, { milliseconds: Math.max(0, remaining - 30_000) })
    const summary = yield* ErasureWalk.resume({ isDryRun: false, until: Option.some(until) })
    const { due, erased, failed } = summary
    if (due > 0) {
      yield* Effect.logInfo("erasures resumed").pipe(Effect.annotateLogs({ due, erased, failed: failed.length }))
    }
    for (const failure of failed) {
      yield* Effect.logError("erasure did not end").pipe(Effect.annotateLogs({ ...failure }))
    }
    if (failed.length > 0) return yield* unfinished(failed.length)
    return summary
  })

export const layer = Erasures.layer
