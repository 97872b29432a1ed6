import { Reconciliation, type ReconciliationReport } from "@serenya/domain/subscriptions/Reconciliation"
import { DateTime, Effect } from "effect"

/** Lines per read of the diary: four are asked at once, each within the time of one store's answer. */
const batch = 25

/** Nothing was due. */
const isQuiet = ({ asked, failed, postponed, struck }: ReconciliationReport) =>
  asked + failed + postponed + struck === 0

/** What a scheduled invocation does until `remaining` milliseconds are nearly over; a batch needs at most half a minute. */
export const run = (remaining: number) =>
  Effect.gen(function* () {
    const until = DateTime.add(yield* DateTime.now, { milliseconds: Math.max(0, remaining - 30_000) })
    const report = yield* Reconciliation.use((reconciliation) => reconciliation.run({ batch, until }))
    if (!isQuiet(report)) yield* Effect.logInfo("subscriptions reconciled").pipe(Effect.annotateLogs({ ...report }))
    return report
  })

export const layer = Reconciliation.layer
