import type { BedrockRuntimeClient, ContentBlock, Message } from "@aws-sdk/client-bedrock-runtime"
import { AnalysisRejected } from "@serenya/domain/analysis/AnalysisErrors"
import type { Permit } from "@serenya/domain/analysis/Permit"
import { Effect } from "effect"
import type { Answer, Mismatch } from "./BedrockAnswer.ts"
import { converse } from "./BedrockCall.ts"
import type { Tool } from "./BedrockTool.ts"

/** How a model is asked: `maxTokens` bounds the first answer, twice that the second. */
export interface Terms<A> {
  readonly modelId: string
  readonly maxTokens: number
  readonly system: string
  readonly tool: Tool<A>
}

const previousUse = "previous"

/** `issues` are paths and expectations of the schema, never values of the answer. */
const repair = (tool: string, issues: ReadonlyArray<string>): string =>
  [
    `Your answer did not fit the schema of ${tool}. Call the tool again with the same facts in the right form.`,
    ...issues
  ].join("\n")

/** The same question with what was wrong with the answer; the answer itself goes along where it can be said again. */
const again = (content: Array<ContentBlock>, tool: string, { input, issues }: Mismatch): Array<Message> => {
  const text = repair(tool, issues)
  if (input === undefined) return [{ role: "user", content: [...content, { text }] }]
  return [
    { role: "user", content },
    { role: "assistant", content: [{ toolUse: { toolUseId: previousUse, name: tool, input } }] },
    { role: "user", content: [{ toolResult: { toolUseId: previousUse, status: "error", content: [{ text }] } }] }
  ]
}

/** Asks a model once, and once more where the answer was cut off or does not fit; then it is rejected. */
export const answerTo = Effect.fn("BedrockConversation.answerTo")(function* <A>(
  client: BedrockRuntimeClient,
  { maxTokens, modelId, system, tool }: Terms<A>,
  content: Array<ContentBlock>,
  permit: Permit
) {
  const asked = (messages: Array<Message>, tokens: number) =>
    converse(client, permit, tool, {
      modelId,
      system: [{ text: system }],
      messages,
      inferenceConfig: { temperature: 0, maxTokens: tokens }
    })

  const second = (first: Answer<A>) => {
    switch (first._tag) {
      case "Truncated":
        return asked([{ role: "user", content }], maxTokens * 2)
      case "Mismatch":
        return asked(again(content, tool.name, first), maxTokens)
      case "Found":
      case "Refused":
        return Effect.succeed(first)
    }
  }

  const answer = yield* second(yield* asked([{ role: "user", content }], maxTokens))
  switch (answer._tag) {
    case "Found":
      return answer.found
    case "Refused":
      return yield* new AnalysisRejected({ reason: "refused_by_model" })
    case "Truncated":
      return yield* new AnalysisRejected({ reason: "truncated_answer" })
    case "Mismatch":
      return yield* new AnalysisRejected({ reason: "schema_mismatch" })
  }
})
