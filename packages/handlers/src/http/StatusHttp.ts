import { CurrentCaller } from "@serenya/api/Authentication"
import { StatusPart } from "@serenya/api/StatusApi"
import { JobId } from "@serenya/domain/jobs/JobId"
import { Jobs } from "@serenya/domain/jobs/Jobs"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { statusView } from "./StatusView.ts"

export const layer = HttpApiBuilder.group(
  StatusPart,
  "status",
  Effect.fnUntraced(function* (handlers) {
    const jobs = yield* Jobs
    return handlers.handle(
      "status",
      Effect.fnUntraced(function* ({ params: { job_id } }) {
        const status = yield* jobs.status(yield* CurrentCaller, job_id)
        return statusView(JobId.make(job_id), status)
      })
    )
  })
)
