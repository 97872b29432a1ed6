import { FileType } from "@serenya/domain/analysis/FileType"
import { JobId } from "@serenya/domain/jobs/JobId"
import { JobFailure } from "@serenya/domain/jobs/JobOutcome"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import {
  concurrentUpdate,
  consentRequired,
  documentTooLarge,
  jobFailed,
  jobNotFound,
  jobNotReady,
  notAdmitted,
  usageLimitReached
} from "./Failures.ts"
import { outage } from "./Outage.ts"
import { everyIssue, RequestProblems } from "./RequestProblems.ts"
import { ResultDto } from "./ResultDto.ts"
import { named, snakeCase } from "./SnakeCase.ts"

/** What the app is about to upload: `file_size` in bytes, the SHA-256 of the file in base64. */
export const UploadRequest = snakeCase(Schema.Struct({
  fileType: FileType,
  fileSize: Schema.Int.check(Schema.isGreaterThan(0)),
  checksumSha256: Schema.String.check(Schema.isPattern(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, { expected: "32 bytes in base64" }))
})).pipe(named("UploadRequest"))

/** POST the fields and then the file, as `file`, to `url` as multipart/form-data before `expires_at`. */
export const UploadGrantDto = snakeCase(Schema.Struct({
  jobId: JobId,
  upload: snakeCase(Schema.Struct({
    url: Schema.String,
    fields: Schema.Record(Schema.String, Schema.String),
    expiresAt: Schema.DateTimeUtc
  }))
})).pipe(named("UploadGrant"))

/** Where a job stands. Ask again after `poll_after_seconds` while it is there; `failure` is there when it failed. */
export const StatusDto = snakeCase(Schema.Struct({
  jobId: JobId,
  status: Schema.Literals(["awaiting_upload", "processing", "completed", "failed"]),
  pollAfterSeconds: Schema.optionalKey(Schema.Int),
  failure: Schema.optionalKey(Schema.Struct({ ...JobFailure.fields, message: Schema.String }))
})).pipe(named("JobStatus"))

export const ReceiptDto = snakeCase(Schema.Struct({ jobId: JobId, cleanedAt: Schema.DateTimeUtc })).pipe(named("CleanupReceipt"))

/** Any text: an id that was never granted is answered like one of somebody else, with 404. */
const params = { job_id: Schema.String }

const ownTag = OpenApi.annotations({ title: "process" })

export class UploadApi extends HttpApiGroup.make("upload")
  .add(HttpApiEndpoint.post("grant", "/upload", {
    payload: UploadRequest,
    success: UploadGrantDto.pipe(HttpApiSchema.status(201)),
    error: [documentTooLarge, consentRequired, usageLimitReached, concurrentUpdate, ...notAdmitted, outage]
  }).annotate(OpenApi.Summary, "Announce a document and get the form to upload it with"))
  .middleware(Authentication)
  .middleware(RequestProblems)
  .annotate(HttpApi.PayloadParseOptions, everyIssue)
  .prefix("/process")
  .annotateMerge(ownTag)
{}

export class StatusApi extends HttpApiGroup.make("status")
  .add(HttpApiEndpoint.get("status", "/status/:job_id", { params, success: StatusDto, error: [jobNotFound, outage] })
    .annotate(OpenApi.Summary, "Where a job stands"))
  .middleware(Authentication)
  .middleware(RequestProblems)
  .prefix("/process")
  .annotateMerge(ownTag)
{}

export class ResultApi extends HttpApiGroup.make("result")
  .add(HttpApiEndpoint.get("result", "/result/:job_id", {
    params,
    success: ResultDto,
    error: [jobNotFound, jobNotReady, jobFailed, outage]
  }).annotate(OpenApi.Summary, "The explained report"))
  .middleware(Authentication)
  .middleware(RequestProblems)
  .prefix("/process")
  .annotateMerge(ownTag)
{}

export class CleanupApi extends HttpApiGroup.make("cleanup")
  .add(HttpApiEndpoint.delete("cleanup", "/cleanup/:job_id", { params, success: ReceiptDto, error: [jobNotFound, outage] })
    .annotate(OpenApi.Summary, "Delete everything of a job, with a receipt"))
  .middleware(Authentication)
  .middleware(RequestProblems)
  .prefix("/process")
  .annotateMerge(ownTag)
{}
