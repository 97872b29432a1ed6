import { FileType } from "@serenya/domain/analysis/FileType"
import { JobId } from "@serenya/domain/jobs/JobId"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import {
  concurrentUpdate,
  consentRequired,
  documentTooLarge,
  jobNotFound,
  jobNotRetryable,
  notAdmitted,
  unsupportedDocument,
  usageLimitReached
} from "./Failures.ts"
import { Idempotency, idempotencyHeaders as headers } from "./Idempotency.ts"
import { outage } from "./Outage.ts"
import { jobParams as params, processTag } from "./ProcessPath.ts"
import { everyIssue, RequestProblems } from "./RequestProblems.ts"
import { snakeCase } from "./SnakeCase.ts"
import { StatusDto } from "./StatusApi.ts"

/** What the app is about to upload: `file_size` in bytes, the SHA-256 of the file in base64. */
export const UploadRequest = snakeCase(
  Schema.Struct({
    fileType: FileType,
    fileSize: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)),
    checksumSha256: Schema.String.check(
      Schema.isPattern(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, { expected: "32 bytes in base64" })
    )
  }),
  "UploadRequest"
)

/** POST the fields and then the file, as `file`, to `url` as multipart/form-data before `expires_at`. */
export const UploadGrantDto = snakeCase(
  Schema.Struct({
    jobId: JobId,
    upload: snakeCase(
      Schema.Struct({
        url: Schema.String,
        fields: Schema.Record(Schema.String, Schema.String),
        expiresAt: Schema.DateTimeUtc
      })
    )
  }),
  "UploadGrant"
)

export class UploadApi extends HttpApiGroup.make("upload")
  .add(
    HttpApiEndpoint.post("grant", "/upload", {
      headers,
      payload: UploadRequest,
      success: UploadGrantDto.pipe(HttpApiSchema.status(201)),
      error: [
        unsupportedDocument,
        documentTooLarge,
        consentRequired,
        usageLimitReached,
        concurrentUpdate,
        ...notAdmitted,
        outage
      ]
    })
      .middleware(Idempotency)
      .annotate(OpenApi.Summary, "Announce a document and get the form to upload it with"),
    HttpApiEndpoint.post("retry", "/retry/:job_id", {
      params,
      headers,
      success: StatusDto.pipe(HttpApiSchema.status(202)),
      error: [
        jobNotFound,
        jobNotRetryable,
        consentRequired,
        usageLimitReached,
        concurrentUpdate,
        ...notAdmitted,
        outage
      ]
    })
      .middleware(Idempotency)
      .annotate(OpenApi.Summary, "Start a failed job again")
      .annotate(
        OpenApi.Description,
        "Where `failure.retryable` says so, three times at most, with the input that was sent before."
      )
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .annotate(HttpApi.PayloadParseOptions, everyIssue)
  .prefix("/process")
  .annotateMerge(processTag) {}

/** The API as the `upload` function serves it: same id as `Api`, so its handlers serve the whole too. */
export class UploadPart extends HttpApi.make("serenya").add(UploadApi).prefix("/api/v1") {}
