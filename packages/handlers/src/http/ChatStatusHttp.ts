import { CurrentCaller } from "@serenya/api/Authentication"
import { ChatStatusPart } from "@serenya/api/ChatStatusApi"
import { JobId } from "@serenya/domain/jobs/JobId"
import { Jobs } from "@serenya/domain/jobs/Jobs"
import { Effect, Option } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { statusView } from "./StatusView.ts"

export const layer = HttpApiBuilder.group(
  ChatStatusPart,
  "chatStatus",
  Effect.fnUntraced(function* (handlers) {
    const jobs = yield* Jobs
    return handlers.handle(
      "status",
      Effect.fnUntraced(function* ({ params: { job_id } }) {
        const { result, status } = yield* jobs.standing(yield* CurrentCaller, job_id, "chat")
        const view = statusView(JobId.make(job_id), status)
        return Option.match(result, { onNone: () => view, onSome: (answer) => ({ ...view, answer }) })
      })
    )
  })
)
