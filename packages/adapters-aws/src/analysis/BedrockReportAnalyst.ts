import { BedrockRuntimeClient, type Message } from "@aws-sdk/client-bedrock-runtime"
import { AnalysisRejected, UnsupportedDocument } from "@serenya/domain/analysis/AnalysisErrors"
import type { Permit } from "@serenya/domain/analysis/Permit"
import type { ReadDocument } from "@serenya/domain/analysis/ReadDocument"
import { ReportAnalyst } from "@serenya/domain/analysis/ReportAnalyst"
import { isPlausible, merge, type Window, windowsOf } from "@serenya/domain/analysis/WindowRules"
import { Config, Effect, Layer } from "effect"
import { awsClient } from "../aws/AwsClient.ts"
import type { Answer } from "./BedrockAnswer.ts"
import { converse } from "./BedrockCall.ts"
import { plainNumbers } from "./BedrockNumbers.ts"
import { ask, askAgain, maxFileBytes, maxImageBytes } from "./BedrockQuestion.ts"
import { findingsTool } from "./BedrockTool.ts"
import { promptVersion, systemPrompt } from "./ReportPrompt.ts"

/** `BEDROCK_MODEL_ID` names a model or an inference profile; `BEDROCK_MAX_TOKENS` bounds the first answer, twice that the second. */
const settings = Config.all({
  modelId: Config.NonEmptyString("BEDROCK_MODEL_ID"),
  maxTokens: Config.Int("BEDROCK_MAX_TOKENS").pipe(Config.withDefault(8192))
})

const client = awsClient((shared) => {
  const made = new BedrockRuntimeClient(shared)
  plainNumbers(made)
  return made
})

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
    const toolConfig = findingsTool()

    const answerTo = (permit: Permit, messages: Array<Message>, tokens: number) =>
      converse(bedrock, permit, {
        modelId,
        system: [{ text: systemPrompt }],
        messages,
        toolConfig,
        inferenceConfig: { temperature: 0, maxTokens: tokens }
      })

    const secondAnswer = (document: ReadDocument, window: Window, permit: Permit, first: Answer) => {
      switch (first._tag) {
        case "Truncated":
          return answerTo(permit, ask(document, window), maxTokens * 2)
        case "Mismatch":
          return answerTo(permit, askAgain(document, window, first), maxTokens)
        case "Found":
        case "Refused":
          return Effect.succeed(first)
      }
    }

    const transcribe = Effect.fn("BedrockReportAnalyst.transcribe")(function* (
      document: ReadDocument,
      window: Window,
      permit: Permit
    ) {
      const first = yield* answerTo(permit, ask(document, window), maxTokens)
      const answer = yield* secondAnswer(document, window, permit, first)
      switch (answer._tag) {
        case "Found":
          return answer.findings
        case "Refused":
          return yield* new AnalysisRejected({ reason: "refused_by_model" })
        case "Truncated":
          return yield* new AnalysisRejected({ reason: "truncated_answer" })
        case "Mismatch":
          return yield* new AnalysisRejected({ reason: "schema_mismatch" })
      }
    })

    const analyse = Effect.fn("BedrockReportAnalyst.analyse")(function* (document: ReadDocument, permit: Permit) {
      const windows = windowsOf(document)
      if (isTooLarge(document, windows)) return yield* new UnsupportedDocument({ reason: "too_many_pixels" })
      const [first, ...others] = yield* Effect.forEach(windows, (window) => transcribe(document, window, permit), {
        concurrency: questionsAtOnce
      })
      if (first === undefined)
        return yield* new UnsupportedDocument({ reason: document.hidesText ? "hidden_text" : "no_text" })
      const findings = merge(first, others)
      return isPlausible(findings) ? findings : yield* new AnalysisRejected({ reason: "schema_mismatch" })
    })

    return ReportAnalyst.of({ model: modelId, promptVersion, analyse })
  })
)
