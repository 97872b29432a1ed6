import { ChatPromptsPart } from "@serenya/api/ChatPromptsApi"
import { ContentType } from "@serenya/domain/chat/Prompt"
import { promptsAbout } from "@serenya/domain/chat/Prompts"
import { Effect } from "effect"
import { HttpEffect } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import * as Revalidation from "./Revalidation.ts"

/** Of one caller only, since the address is behind a token, although all are told the same. */
const cacheControl = "private, max-age=86400"

export const layer = HttpApiBuilder.group(
  ChatPromptsPart,
  "chatPrompts",
  Effect.fnUntraced(function* (handlers) {
    const all = yield* Revalidation.tagOf(JSON.stringify(promptsAbout(undefined)))
    const tags = Object.fromEntries(
      yield* Effect.forEach(ContentType.literals, (type) =>
        Effect.map(Revalidation.tagOf(JSON.stringify(promptsAbout(type))), (tag) => [type, tag] as const)
      )
    )
    return handlers.handle(
      "prompts",
      Effect.fnUntraced(function* ({ query: { content_type }, request }) {
        const eTag = (content_type && tags[content_type]) ?? all
        yield* HttpEffect.appendPreResponseHandler(Revalidation.answering(request, { eTag, cacheControl }))
        return { prompts: promptsAbout(content_type) }
      })
    )
  })
)
