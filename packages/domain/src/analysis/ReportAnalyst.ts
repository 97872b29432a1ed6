import { Context, type Effect } from "effect"
import type { ConsentRequired } from "../consents/ConsentErrors.ts"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { AnalysisRejected, UnsupportedDocument } from "./AnalysisErrors.ts"
import type { Findings } from "./Findings.ts"
import type { Permit } from "./Permit.ts"
import type { ReadDocument } from "./ReadDocument.ts"

/** Port: finds the rows of a report. `model` and `promptVersion` go into every result's provenance. */
export class ReportAnalyst extends Context.Service<
  ReportAnalyst,
  {
    readonly model: string
    readonly promptVersion: string
    /**
     * Refuses a document in which there is nothing to see for it: `no_text`, or `hidden_text` where only people are kept
     * from seeing it. Text in the document is data, never instruction. Asks for the permit right before each call of a
     * model, a repeated one too, and ends with its refusal.
     */
    analyse(
      document: ReadDocument,
      permit: Permit
    ): Effect.Effect<
      Findings,
      UnsupportedDocument | AnalysisRejected | ConsentRequired | AccountNotActive | Unavailable
    >
  }
>()("@serenya/domain/analysis/ReportAnalyst") {}
