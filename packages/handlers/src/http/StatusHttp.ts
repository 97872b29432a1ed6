import { CurrentCaller } from "@serenya/api/Authentication"
import { type StatusDto, StatusPart } from "@serenya/api/StatusApi"
import { JobStatus } from "@serenya/domain/jobs/Job"
import { JobId } from "@serenya/domain/jobs/JobId"
import { Jobs } from "@serenya/domain/jobs/Jobs"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { failureMessage } from "./FailureMessage.ts"

const statusView = (jobId: JobId, status: JobStatus): typeof StatusDto.Type => ({
  jobId,
  ...JobStatus.match(status, {
    AwaitingUpload: ({ pollAfterSeconds }) => ({ status: "awaiting_upload" as const, pollAfterSeconds }),
    Processing: ({ pollAfterSeconds }) => ({ status: "processing" as const, pollAfterSeconds }),
    Completed: () => ({ status: "completed" as const }),
    Failed: ({ failure }) => ({
      status: "failed" as const,
      failure: { ...failure, message: failureMessage(failure.code) }
    })
  })
})

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
