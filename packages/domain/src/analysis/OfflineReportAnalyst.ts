import { Effect, Layer } from "effect"
import { UnsupportedDocument } from "./AnalysisErrors.ts"
import { findingsOf } from "./FindingRules.ts"
import type { Permit } from "./Permit.ts"
import type { ReadDocument } from "./ReadDocument.ts"
import { ReportAnalyst } from "./ReportAnalyst.ts"

const analyse = Effect.fn("ReportAnalyst.analyse")(function* (document: ReadDocument, permit: Permit) {
  if (document.pages.every((page) => page.items.length === 0))
    return yield* new UnsupportedDocument({ reason: document.hidesText ? "hidden_text" : "no_text" })
  yield* permit
  return findingsOf(document.pages)
})

/** Reads reports by rules alone, which stand in for the model's one call: the same text gives the same findings, without a network, a model or a cost. */
export const layer = Layer.succeed(ReportAnalyst, { model: "offline-rules", promptVersion: "none", analyse })
