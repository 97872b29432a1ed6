import { AnalysisRejected } from "@serenya/domain/analysis/AnalysisErrors"
import * as OfflineReportAnalyst from "@serenya/domain/analysis/OfflineReportAnalyst"
import { ReportAnalyst } from "@serenya/domain/analysis/ReportAnalyst"
import { Effect, Layer } from "effect"
import type { Troubles } from "../../src/target/Troubles.ts"

/** The offline analyst, which gives up halfway when it is told to. */
export const make = () => {
  let isToFail = false
  const troubles: Troubles = {
    failNextAnalysis: Effect.sync(() => {
      isToFail = true
    })
  }
  const layer = Layer.effect(
    ReportAnalyst,
    Effect.map(ReportAnalyst, (analyst) => ({
      ...analyst,
      analyse: (document, permit) =>
        Effect.suspend(() => {
          if (!isToFail) return analyst.analyse(document, permit)
          isToFail = false
          return Effect.fail(new AnalysisRejected({ reason: "truncated_answer" }))
        })
    }))
  ).pipe(Layer.provide(OfflineReportAnalyst.layer))
  return { troubles, layer }
}
