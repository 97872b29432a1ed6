import { JobId } from "@serenya/domain/jobs/JobId"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { jobNotFound } from "./Failures.ts"
import { outage } from "./Outage.ts"
import { jobParams as params, processTag } from "./ProcessPath.ts"
import { RequestProblems } from "./RequestProblems.ts"
import { snakeCase } from "./SnakeCase.ts"

/** Proof that every object of the job was deleted, and then looked for in vain. */
export const ReceiptDto = snakeCase(Schema.Struct({ jobId: JobId, cleanedAt: Schema.DateTimeUtc }), "CleanupReceipt")

export class CleanupApi extends HttpApiGroup.make("cleanup")
  .add(
    HttpApiEndpoint.delete("cleanup", "/cleanup/:job_id", {
      params,
      success: ReceiptDto,
      error: [jobNotFound, outage]
    }).annotate(OpenApi.Summary, "Delete everything of a job, with a receipt")
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .prefix("/process")
  .annotateMerge(processTag) {}

/** The API as the `cleanup` function serves it: same id as `Api`, so its handlers serve the whole too. */
export class CleanupPart extends HttpApi.make("serenya").add(CleanupApi).prefix("/api/v1") {}
