import { CurrentCaller } from "@serenya/api/Authentication"
import { CleanupPart } from "@serenya/api/CleanupApi"
import { Jobs } from "@serenya/domain/jobs/Jobs"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"

export const layer = HttpApiBuilder.group(
  CleanupPart,
  "cleanup",
  Effect.fnUntraced(function* (handlers) {
    const jobs = yield* Jobs
    return handlers.handle("cleanup", ({ params: { job_id } }) =>
      CurrentCaller.use((caller) => jobs.cleanup(caller, job_id))
    )
  })
)
