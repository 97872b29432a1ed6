import { CurrentCaller } from "@serenya/api/Authentication"
import { UploadPart } from "@serenya/api/UploadApi"
import { Uploads } from "@serenya/domain/jobs/Uploads"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"

export const layer = HttpApiBuilder.group(
  UploadPart,
  "upload",
  Effect.fnUntraced(function* (handlers) {
    const uploads = yield* Uploads
    return handlers.handle(
      "grant",
      Effect.fnUntraced(function* ({ payload: { fileType, fileSize: size, checksumSha256 } }) {
        const { jobId, grant: upload } = yield* uploads.grant(yield* CurrentCaller, { fileType, size, checksumSha256 })
        return { jobId, upload }
      })
    )
  })
)
