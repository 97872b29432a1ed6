import { ChatCompanion } from "@serenya/domain/chat/ChatCompanion"
import type { ChatRequest } from "@serenya/domain/chat/ChatRequest"
import type { Reply } from "@serenya/domain/chat/Reply"
import * as ChatCompanionLaws from "@serenya/domain/testing/ChatCompanionLaws"
import { Effect, Layer, Redacted } from "effect"
import * as BedrockChatCompanion from "../../src/chat/BedrockChatCompanion.ts"
import * as BedrockScript from "../analysis/BedrockScript.ts"
import { config } from "../support/Emulator.ts"
import * as ScriptedServer from "../support/ScriptedServer.ts"

export type Script = Parameters<typeof ScriptedServer.start>[0]

/** The companion on a Bedrock that answers by script, and everything it was asked. */
export const companionOn = Effect.fnUntraced(function* (script: Script) {
  const { received, url } = yield* ScriptedServer.start(script)
  const environment = config(url, { BEDROCK_MODEL_ID: BedrockScript.modelId })
  const context = yield* Layer.build(Layer.provide(BedrockChatCompanion.layer, environment))
  return { companion: yield* ChatCompanion.pipe(Effect.provide(context)), received }
})

export const good: Reply = {
  answer: "Your Hämoglobin is 17,9 g/dl.",
  citedResultIds: ["r1"],
  followUps: ["result-doctor-questions"]
}

export const call = (input: unknown) => BedrockScript.call(input, "answer_question")

export const answer = (input: unknown) => BedrockScript.reply("tool_use", call(input))

export const asking = (message: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  ...ChatCompanionLaws.request,
  message: Redacted.make(message, { label: "message" }),
  ...more
})
