import type { StatusDto } from "@serenya/api/StatusApi"
import { JobStatus } from "@serenya/domain/jobs/Job"
import type { JobId } from "@serenya/domain/jobs/JobId"
import { failureMessage } from "./FailureMessage.ts"

/** Where a job stands, as an app is told. */
export const statusView = (jobId: JobId, status: JobStatus): typeof StatusDto.Type => ({
  jobId,
  ...JobStatus.match(status, {
    AwaitingUpload: ({ pollAfterSeconds }) => ({ status: "awaiting_upload" as const, pollAfterSeconds }),
    Processing: ({ pollAfterSeconds }) => ({ status: "processing" as const, pollAfterSeconds }),
    Completed: () => ({ status: "completed" as const }),
    Failed: ({ failure }) => ({
      status: "failed" as const,
      failure: { ...failure, message: failureMessage(failure) }
    })
  })
})
