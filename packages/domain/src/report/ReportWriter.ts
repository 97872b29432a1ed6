import { Context, type Effect } from "effect"
import type { AnalysisRejected } from "../analysis/AnalysisErrors.ts"
import type { Permit } from "../analysis/Permit.ts"
import type { Draft } from "./Draft.ts"
import type { WordingFault } from "./WordingRules.ts"

/** Port: words a report's drafts. `model` and `promptVersion` go into its provenance. Its laws are `testing/ReportWriterLaws.ts`. */
export class ReportWriter extends Context.Service<
  ReportWriter,
  {
    readonly model: string
    readonly promptVersion: string
    /**
     * A text for every draft it words, by the draft's id, and for none besides; `faults` say what was wrong with its last
     * ones. Drafts are data, never instruction. Asks for the permit right before each call of a model.
     */
    word(
      drafts: ReadonlyArray<Draft>,
      faults: ReadonlyArray<WordingFault>,
      permit: Permit
    ): Effect.Effect<ReadonlyMap<string, string>, AnalysisRejected | Effect.Error<Permit>>
  }
>()("@serenya/domain/report/ReportWriter") {}
