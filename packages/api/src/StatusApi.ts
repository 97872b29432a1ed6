import { JobId } from "@serenya/domain/jobs/JobId"
import { JobFailure } from "@serenya/domain/jobs/JobOutcome"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { jobNotFound } from "./Failures.ts"
import { outage } from "./Outage.ts"
import { jobParams as params, processTag } from "./ProcessPath.ts"
import { RequestProblems } from "./RequestProblems.ts"
import { snakeCase } from "./SnakeCase.ts"

/** Ask again after `poll_after_seconds` while it is there; `failure` is there when the job failed. */
export const statusFields = {
  jobId: JobId,
  status: Schema.Literals(["awaiting_upload", "processing", "completed", "failed"]),
  pollAfterSeconds: Schema.optionalKey(Schema.Int),
  failure: Schema.optionalKey(Schema.Struct({ ...JobFailure.fields, message: Schema.String }))
}

/** Where a job stands. */
export const StatusDto = snakeCase(Schema.Struct(statusFields), "JobStatus")

export class StatusApi extends HttpApiGroup.make("status")
  .add(
    HttpApiEndpoint.get("status", "/status/:job_id", {
      params,
      success: StatusDto,
      error: [jobNotFound, outage]
    }).annotate(OpenApi.Summary, "Where a job stands")
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .prefix("/process")
  .annotateMerge(processTag) {}

/** The API as the `status` function serves it: same id as `Api`, so its handlers serve the whole too. */
export class StatusPart extends HttpApi.make("serenya").add(StatusApi).prefix("/api/v1") {}
