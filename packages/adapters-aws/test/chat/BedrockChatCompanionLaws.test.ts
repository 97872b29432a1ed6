import { ChatCompanion } from "@serenya/domain/chat/ChatCompanion"
import * as ChatCompanionLaws from "@serenya/domain/testing/ChatCompanionLaws"
import { Effect, Layer } from "effect"
import * as ChatScript from "./ChatScript.ts"

ChatCompanionLaws.suite(
  "Bedrock",
  Layer.effect(
    ChatCompanion,
    Effect.map(
      ChatScript.companionOn(() => ChatScript.answer(ChatScript.good)),
      ({ companion }) => companion
    )
  )
)
