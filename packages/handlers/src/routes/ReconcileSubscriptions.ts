import { Reconciliation, type ReconciliationReport } from "@serenya/domain/subscriptions/Reconciliation"
import { count } from "@serenya/domain/telemetry/Meter"
import { DateTime, Duration, Effect } from "effect"

/** Lines per read of the diary: four are asked at once, each within the time of one store's answer. */
const batch = 25

const outcomes = ["asked", "postponed", "struck", "failed"] as const

/** Nothing was due. */
const isQuiet = (report: ReconciliationReport) => outcomes.every((outcome) => report[outcome] === 0)

/** What a scheduled invocation does until `remaining` milliseconds are nearly over; a batch needs at most half a minute. */
export const run = (remaining: number) =>
  Effect.gen(function* () {
    const until = DateTime.add(yield* DateTime.now, { milliseconds: Math.max(0, remaining - 30_000) })
    const report = yield* Reconciliation.use((reconciliation) => reconciliation.run({ batch, until }))
    const { lag, ...told } = report
    if (!isQuiet(report)) yield* Effect.logInfo("subscriptions reconciled").pipe(Effect.annotateLogs(told))
    yield* count("ReconcileLag", {}, Duration.toSeconds(lag))
    for (const outcome of outcomes) {
      if (report[outcome] > 0) yield* count("PurchasesReconciled", { outcome }, report[outcome])
    }
    return report
  })

export const layer = Reconciliation.layer
