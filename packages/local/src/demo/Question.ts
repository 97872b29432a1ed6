import * as Client from "@serenya/api/Client"
import type { AnalysisResult } from "@serenya/domain/analysis/AnalysisResult"
import { maxContextEntries } from "@serenya/domain/chat/ChatContext"
import { ContentId } from "@serenya/domain/chat/ContentId"
import { promptOf } from "@serenya/domain/chat/Prompts"
import type { JobId } from "@serenya/domain/jobs/JobId"
import { Console, Effect, Redacted } from "effect"
import { trouble } from "../cli/Trouble.ts"
import { newKey } from "./NewKey.ts"

const suggestedPromptId = "result-doctor-questions"

const answered = Effect.fnUntraced(function* (url: string, jobId: JobId) {
  const client = yield* Client.make(url)
  for (;;) {
    const { answer, failure } = yield* client.chatStatus.status({ params: { job_id: jobId } })
    if (answer !== undefined) return answer
    if (failure !== undefined) return yield* trouble(`The question failed with ${failure.code}. ${failure.message}`)
    yield* Effect.sleep("250 millis")
  }
})

/** Asks what to ask the doctor, tells the answer, and leaves nothing of it behind. */
export const ask = Effect.fnUntraced(function* (
  url: string,
  { jobId: about, labResults, vitals }: Pick<AnalysisResult, "jobId" | "labResults" | "vitals">
) {
  const client = yield* Client.make(url)
  const message = promptOf(suggestedPromptId)?.text ?? ""
  const { jobId } = yield* client.chatMessages.ask({
    headers: yield* newKey,
    payload: {
      contentId: ContentId.make(about),
      message: Redacted.make(message, { label: "message" }),
      suggestedPromptId,
      context: { labResults: labResults.slice(0, maxContextEntries), vitals: vitals.slice(0, maxContextEntries) }
    }
  })
  const { answer } = yield* answered(url, jobId)
  yield* Console.log([`? ${message}`, "", answer, ""].join("\n"))
  yield* client.cleanup.cleanup({ params: { job_id: jobId } })
})
