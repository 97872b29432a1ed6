import { ContentType, Prompt } from "@serenya/domain/chat/Prompt"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { chatTag } from "./ChatPath.ts"
import { RequestProblems } from "./RequestProblems.ts"
import { snakeCase } from "./SnakeCase.ts"

/** Questions that an app offers, in the order of the catalogue. */
export const PromptsDto = snakeCase(Schema.Struct({ prompts: Schema.Array(snakeCase(Prompt, "Prompt")) }), "Prompts")

export class ChatPromptsApi extends HttpApiGroup.make("chatPrompts")
  .add(
    HttpApiEndpoint.get("prompts", "/prompts", {
      query: { content_type: Schema.optionalKey(ContentType) },
      success: PromptsDto
    })
      .annotate(OpenApi.Summary, "The suggested questions")
      .annotate(
        OpenApi.Description,
        "About one type of content, or about all. Good for a day; after that, ask with `If-None-Match` and the `ETag`: 304 says that nothing changed."
      )
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .prefix("/chat")
  .annotateMerge(chatTag) {}

/** The API as the `chat-prompts` function serves it: same id as `Api`, so its handlers serve the whole too. */
export class ChatPromptsPart extends HttpApi.make("serenya").add(ChatPromptsApi).prefix("/api/v1") {}
