import { Bundle } from "@serenya/domain/fhir/Bundle"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { jobFailed, jobNotFound, jobNotReady } from "./Failures.ts"
import { outage } from "./Outage.ts"
import { jobParams as params, processTag } from "./ProcessPath.ts"
import { RequestProblems } from "./RequestProblems.ts"
import { ResultDto } from "./ResultDto.ts"
import { named } from "./SnakeCase.ts"

/** The result as a FHIR R4 bundle: the same endpoint, for who asks for it with `Accept`. */
export const fhirJson = "application/fhir+json"

const FhirBundle = Bundle.pipe(named("FhirBundle"), HttpApiSchema.asJson({ contentType: fhirJson }))

export class ResultApi extends HttpApiGroup.make("result")
  .add(
    HttpApiEndpoint.get("result", "/result/:job_id", {
      params,
      success: [ResultDto, FhirBundle],
      error: [jobNotFound, jobNotReady, jobFailed, outage]
    })
      .annotate(OpenApi.Summary, "The explained report")
      .annotate(OpenApi.Description, `As JSON, or with \`Accept: ${fhirJson}\` as a FHIR R4 Bundle.`)
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .prefix("/process")
  .annotateMerge(processTag) {}

/** The API as the `result` function serves it: same id as `Api`, so its handlers serve the whole too. */
export class ResultPart extends HttpApi.make("serenya").add(ResultApi).prefix("/api/v1") {}
