import { ChatMessagesPart } from "@serenya/api/ChatMessagesApi"
import { Chats } from "@serenya/domain/chat/Chats"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as ChatMessagesHttp from "../http/ChatMessagesHttp.ts"
import * as Middleware from "./Middleware.ts"
import * as Once from "./Once.ts"

export const layer = HttpApiBuilder.layer(ChatMessagesPart).pipe(
  Layer.provide(ChatMessagesHttp.layer),
  Layer.provide([Chats.layer, Middleware.layer, Once.layer])
)
