import { ChatCompanion } from "@serenya/domain/chat/ChatCompanion"
import { Reply } from "@serenya/domain/chat/Reply"
import { Effect, Layer } from "effect"
import { answerTo } from "../analysis/BedrockConversation.ts"
import { client, settings } from "../analysis/BedrockModel.ts"
import { toolOf } from "../analysis/BedrockTool.ts"
import { promptVersion, systemPrompt, toolDescription, toolName } from "./ChatPrompt.ts"
import { contentOf } from "./ChatQuestion.ts"

/** Asks a model on Bedrock. */
export const layer = Layer.effect(
  ChatCompanion,
  Effect.gen(function* () {
    const { maxTokens, modelId } = yield* settings
    const bedrock = yield* client
    const terms = { modelId, maxTokens, system: systemPrompt, tool: toolOf(toolName, toolDescription, Reply) }

    const reply: ChatCompanion["Service"]["reply"] = Effect.fn("BedrockChatCompanion.reply")(
      (request, invented, permit) => answerTo(bedrock, terms, contentOf(request, invented), permit)
    )

    return ChatCompanion.of({ model: modelId, promptVersion, reply })
  })
)
