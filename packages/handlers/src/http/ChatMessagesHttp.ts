import { CurrentCaller } from "@serenya/api/Authentication"
import { ChatMessagesPart } from "@serenya/api/ChatMessagesApi"
import { noContext } from "@serenya/domain/chat/ChatContext"
import { Chats } from "@serenya/domain/chat/Chats"
import { pollAfterSeconds } from "@serenya/domain/jobs/JobRules"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"

export const layer = HttpApiBuilder.group(
  ChatMessagesPart,
  "chatMessages",
  Effect.fnUntraced(function* (handlers) {
    const chats = yield* Chats
    return handlers.handle(
      "ask",
      Effect.fnUntraced(function* ({ payload: { context = noContext, ...question } }) {
        const { emergency, jobId } = yield* chats.ask(yield* CurrentCaller, { ...question, context })
        return {
          jobId,
          status: "processing" as const,
          pollAfterSeconds,
          ...(emergency !== undefined && { emergency })
        }
      })
    )
  })
)
