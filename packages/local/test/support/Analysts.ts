import type { AnalysisRejected } from "@serenya/domain/analysis/AnalysisErrors"
import * as OfflineReportAnalyst from "@serenya/domain/analysis/OfflineReportAnalyst"
import { ReportAnalyst } from "@serenya/domain/analysis/ReportAnalyst"
import { Effect, Layer } from "effect"

/** The offline analyst, with something done before each analysis; `calls` counts them. */
export const counting = (before: (call: number) => Effect.Effect<void, AnalysisRejected> = () => Effect.void) => {
  const count = { calls: 0 }
  const layer = Layer.effect(
    ReportAnalyst,
    Effect.map(ReportAnalyst, (analyst) => ({
      ...analyst,
      analyse: (document, permit) =>
        Effect.suspend(() => {
          count.calls += 1
          return Effect.andThen(before(count.calls), analyst.analyse(document, permit))
        })
    }))
  ).pipe(Layer.provide(OfflineReportAnalyst.layer))
  return { count, layer }
}
