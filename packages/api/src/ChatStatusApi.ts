import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { ChatAnswerDto } from "./ChatAnswerDto.ts"
import { chatTag } from "./ChatPath.ts"
import { jobNotFound } from "./Failures.ts"
import { outage } from "./Outage.ts"
import { jobParams as params } from "./ProcessPath.ts"
import { RequestProblems } from "./RequestProblems.ts"
import { snakeCase } from "./SnakeCase.ts"
import { statusFields } from "./StatusApi.ts"

/** Where a question stands; `answer` is there when it is completed. */
export const ChatStatusDto = snakeCase(
  Schema.Struct({ ...statusFields, answer: Schema.optionalKey(ChatAnswerDto) }),
  "ChatStatus"
)

export class ChatStatusApi extends HttpApiGroup.make("chatStatus")
  .add(
    HttpApiEndpoint.get("status", "/status/:job_id", {
      params,
      success: ChatStatusDto,
      error: [jobNotFound, outage]
    }).annotate(OpenApi.Summary, "Where a question stands, and its answer")
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .prefix("/chat")
  .annotateMerge(chatTag) {}

/** The API as the `chat-status` function serves it: same id as `Api`, so its handlers serve the whole too. */
export class ChatStatusPart extends HttpApi.make("serenya").add(ChatStatusApi).prefix("/api/v1") {}
