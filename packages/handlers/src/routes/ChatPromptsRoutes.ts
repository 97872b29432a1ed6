import { ChatPromptsPart } from "@serenya/api/ChatPromptsApi"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as ChatPromptsHttp from "../http/ChatPromptsHttp.ts"
import * as Middleware from "./Middleware.ts"

export const layer = HttpApiBuilder.layer(ChatPromptsPart).pipe(
  Layer.provide(ChatPromptsHttp.layer),
  Layer.provide(Middleware.layer)
)
