import { Effect, Layer, Redacted } from "effect"
import type { Permit } from "../analysis/Permit.ts"
import { ChatCompanion } from "./ChatCompanion.ts"
import type { ChatRequest } from "./ChatRequest.ts"
import { replyTo } from "./OfflineAnswerRules.ts"

const reply = Effect.fn("ChatCompanion.reply")(function* (
  { context, message, suggestedPromptId }: ChatRequest,
  _: ReadonlyArray<string>,
  permit: Permit
) {
  yield* permit
  return replyTo(Redacted.value(message), suggestedPromptId, context)
})

/** Answers by rules alone: the same question gives the same answer, without a network, a model or a cost. */
export const layer = Layer.succeed(ChatCompanion, { model: "offline-rules", promptVersion: "none", reply })
