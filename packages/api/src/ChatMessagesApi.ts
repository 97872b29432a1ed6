import { Emergency } from "@serenya/domain/chat/ChatAnswer"
import { entries } from "@serenya/domain/chat/ChatContext"
import { ChatRequest } from "@serenya/domain/chat/ChatRequest"
import { JobId } from "@serenya/domain/jobs/JobId"
import { HistoryResult, HistoryVital } from "@serenya/domain/report/HealthData"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { chatTag } from "./ChatPath.ts"
import { consentRequired, healthDataMissing, notAdmitted, questionTooLarge } from "./Failures.ts"
import { Idempotency, idempotencyHeaders as headers } from "./Idempotency.ts"
import { outage } from "./Outage.ts"
import { everyIssue, RequestProblems } from "./RequestProblems.ts"
import { named, snakeCase } from "./SnakeCase.ts"

const results = Schema.Array(snakeCase(HistoryResult, "HistoryResult"))
const vitals = Schema.Array(snakeCase(HistoryVital, "HistoryVital"))

/** `ChatContext` over the wire. */
const ContextDto = snakeCase(Schema.Struct({ labResults: entries(results), vitals: entries(vitals) }), "ChatContext")

/** A question, and the results that it is about as the device received them: at most 256 KiB, kept no longer than its job. */
export const ChatMessageRequest = snakeCase(
  Schema.Struct({ ...ChatRequest.fields, context: Schema.optionalKey(ContextDto) }),
  "ChatMessage"
)

/** Show `emergency` at once, where it is there; ask for the answer after `poll_after_seconds`. */
export const ChatAskedDto = snakeCase(
  Schema.Struct({
    jobId: JobId,
    status: Schema.Literal("processing"),
    pollAfterSeconds: Schema.Int,
    emergency: Schema.optionalKey(Emergency.pipe(named("Emergency")))
  }),
  "ChatAsked"
)

export class ChatMessagesApi extends HttpApiGroup.make("chatMessages")
  .add(
    HttpApiEndpoint.post("ask", "/messages", {
      headers,
      payload: ChatMessageRequest,
      success: ChatAskedDto.pipe(HttpApiSchema.status(202)),
      error: [healthDataMissing, questionTooLarge, consentRequired, ...notAdmitted, outage]
    })
      .middleware(Idempotency)
      .annotate(OpenApi.Summary, "Ask a question about results")
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .annotate(HttpApi.PayloadParseOptions, everyIssue)
  .prefix("/chat")
  .annotateMerge(chatTag) {}

/** The API as the `chat-messages` function serves it: same id as `Api`, so its handlers serve the whole too. */
export class ChatMessagesPart extends HttpApi.make("serenya").add(ChatMessagesApi).prefix("/api/v1") {}
