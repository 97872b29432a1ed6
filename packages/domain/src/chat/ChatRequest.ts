import { Schema } from "effect"
import { paragraphs } from "../shared/Text.ts"
import { ChatContext } from "./ChatContext.ts"
import { ContentId } from "./ContentId.ts"
import { promptOf } from "./Prompts.ts"

export const maxMessageLength = 1000

/** Everything about a question, as JSON in bytes: what a model is asked to read is paid for by its length. */
export const maxRequestBytes = 256 * 1024

export const ChatMessage = paragraphs(maxMessageLength)

/** One of the catalogue. */
export const SuggestedPromptId = Schema.String.check(
  Schema.makeFilter((id: string) => promptOf(id) !== undefined, { expected: "the id of a suggested prompt" })
)

/** What a person asks. The message is theirs, and no log's or error's business. */
export const ChatRequest = Schema.Struct({
  contentId: ContentId,
  message: Schema.RedactedFromValue(ChatMessage, { label: "message" }),
  suggestedPromptId: Schema.optionalKey(SuggestedPromptId),
  context: ChatContext
})
export type ChatRequest = typeof ChatRequest.Type

/** As it waits to be answered. */
export const ChatRequestText = Schema.fromJsonString(Schema.toCodecJson(ChatRequest))
