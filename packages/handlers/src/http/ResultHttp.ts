import { CurrentCaller } from "@serenya/api/Authentication"
import { ResultPart } from "@serenya/api/ResultApi"
import { Jobs } from "@serenya/domain/jobs/Jobs"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"

export const layer = HttpApiBuilder.group(
  ResultPart,
  "result",
  Effect.fnUntraced(function* (handlers) {
    const jobs = yield* Jobs
    return handlers.handle("result", ({ params: { job_id } }) =>
      CurrentCaller.use((caller) => jobs.result(caller, job_id))
    )
  })
)
