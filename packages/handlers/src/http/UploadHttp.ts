import { CurrentCaller } from "@serenya/api/Authentication"
import { UploadPart } from "@serenya/api/UploadApi"
import { JobId } from "@serenya/domain/jobs/JobId"
import { Retries } from "@serenya/domain/jobs/Retries"
import { Uploads } from "@serenya/domain/jobs/Uploads"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { statusView } from "./StatusView.ts"

export const layer = HttpApiBuilder.group(
  UploadPart,
  "upload",
  Effect.fnUntraced(function* (handlers) {
    const uploads = yield* Uploads
    const retries = yield* Retries
    return handlers
      .handle(
        "grant",
        Effect.fnUntraced(function* ({ payload: { fileType, fileSize: size, checksumSha256 } }) {
          const document = { fileType, size, checksumSha256 }
          const { jobId, grant: upload } = yield* uploads.grant(yield* CurrentCaller, document)
          return { jobId, upload }
        })
      )
      .handle(
        "retry",
        Effect.fnUntraced(function* ({ params: { job_id } }) {
          const status = yield* retries.retry(yield* CurrentCaller, job_id)
          return statusView(JobId.make(job_id), status)
        })
      )
  })
)
