import { AnalysisRejected, UnsupportedDocument } from "@serenya/domain/analysis/AnalysisErrors"
import { Findings } from "@serenya/domain/analysis/Findings"
import type { Permit } from "@serenya/domain/analysis/Permit"
import type { ReadDocument } from "@serenya/domain/analysis/ReadDocument"
import { ReportAnalyst } from "@serenya/domain/analysis/ReportAnalyst"
import { isPlausible, merge, type Window, windowsOf } from "@serenya/domain/analysis/WindowRules"
import { Effect, Layer } from "effect"
import { answerTo } from "./BedrockConversation.ts"
import { client, settings } from "./BedrockModel.ts"
import { contentOf, maxFileBytes, maxImageBytes } from "./BedrockQuestion.ts"
import { toolOf } from "./BedrockTool.ts"
import { promptVersion, systemPrompt, toolDescription, toolName } from "./ReportPrompt.ts"

/** Each window is a question of its own; more at once would only be throttled. */
const questionsAtOnce = 3

/** What Converse takes no larger. */
const isTooLarge = ({ bytes, fileType }: ReadDocument, windows: ReadonlyArray<Window>): boolean =>
  windows.some(({ _tag }) => _tag === "Picture") && bytes.length > (fileType === "pdf" ? maxFileBytes : maxImageBytes)

/** Asks a model on Bedrock about each window: once, and once more where the answer was cut off or does not fit. */
export const layer = Layer.effect(
  ReportAnalyst,
  Effect.gen(function* () {
    const { maxTokens, modelId } = yield* settings
    const bedrock = yield* client
    const terms = { modelId, maxTokens, system: systemPrompt, tool: toolOf(toolName, toolDescription, Findings) }

    const analyse = Effect.fn("BedrockReportAnalyst.analyse")(function* (document: ReadDocument, permit: Permit) {
      const windows = windowsOf(document)
      if (isTooLarge(document, windows)) return yield* new UnsupportedDocument({ reason: "too_many_pixels" })
      const [first, ...others] = yield* Effect.forEach(
        windows,
        (window) => answerTo(bedrock, terms, contentOf(document, window), permit),
        {
          concurrency: questionsAtOnce
        }
      )
      if (first === undefined)
        return yield* new UnsupportedDocument({ reason: document.hidesText ? "hidden_text" : "no_text" })
      const findings = merge(first, others)
      return isPlausible(findings) ? findings : yield* new AnalysisRejected({ reason: "schema_mismatch" })
    })

    return ReportAnalyst.of({ model: modelId, promptVersion, analyse })
  })
)
