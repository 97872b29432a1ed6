import { HttpApi, HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { jobFailed, jobNotFound, jobNotReady } from "./Failures.ts"
import { outage } from "./Outage.ts"
import { jobParams as params, processTag } from "./ProcessPath.ts"
import { RequestProblems } from "./RequestProblems.ts"
import { ResultDto } from "./ResultDto.ts"

export class ResultApi extends HttpApiGroup.make("result")
  .add(
    HttpApiEndpoint.get("result", "/result/:job_id", {
      params,
      success: ResultDto,
      error: [jobNotFound, jobNotReady, jobFailed, outage]
    }).annotate(OpenApi.Summary, "The explained report")
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .prefix("/process")
  .annotateMerge(processTag) {}

/** The API as the `result` function serves it: same id as `Api`, so its handlers serve the whole too. */
export class ResultPart extends HttpApi.make("serenya").add(ResultApi).prefix("/api/v1") {}
