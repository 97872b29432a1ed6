import * as OfflineChatCompanion from "../../src/chat/OfflineChatCompanion.ts"
import * as ChatCompanionLaws from "../../testing/ChatCompanionLaws.ts"

ChatCompanionLaws.suite("offline rules", OfflineChatCompanion.layer)
