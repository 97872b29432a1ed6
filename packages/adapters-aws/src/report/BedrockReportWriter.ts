import type { Permit } from "@serenya/domain/analysis/Permit"
import type { Draft } from "@serenya/domain/report/Draft"
import { ReportWriter } from "@serenya/domain/report/ReportWriter"
import type { WordingFault } from "@serenya/domain/report/WordingRules"
import { Effect, Layer } from "effect"
import { answerTo } from "../analysis/BedrockConversation.ts"
import { client, settings } from "../analysis/BedrockModel.ts"
import { toolOf } from "../analysis/BedrockTool.ts"
import {
  promptVersion,
  question,
  questionAgain,
  sentences,
  systemPrompt,
  toolDescription,
  toolName,
  Wording
} from "./WordingPrompt.ts"

/** Asks a model on Bedrock to word drafts: once, and once more where the answer was cut off or does not fit. */
export const layer = Layer.effect(
  ReportWriter,
  Effect.gen(function* () {
    const { maxTokens, modelId } = yield* settings
    const bedrock = yield* client
    const terms = { modelId, maxTokens, system: systemPrompt, tool: toolOf(toolName, toolDescription, Wording) }

    const word = Effect.fn("BedrockReportWriter.word")(function* (
      drafts: ReadonlyArray<Draft>,
      faults: ReadonlyArray<WordingFault>,
      permit: Permit
    ) {
      const asked = faults.length === 0 ? question : questionAgain(faults)
      const { texts } = yield* answerTo(bedrock, terms, [{ text: sentences(drafts) }, { text: asked }], permit)
      // Of what nobody asked for nothing is kept, and of two wordings the first.
      return new Map(
        drafts.flatMap(({ id }) => {
          const found = texts.find((text) => text.id === id)
          return found === undefined ? [] : [[id, found.text] as const]
        })
      )
    })

    return ReportWriter.of({ model: modelId, promptVersion, word })
  })
)
