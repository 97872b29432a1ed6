import { Bundle } from "@serenya/domain/fhir/Bundle"
import { DocumentBundle } from "@serenya/domain/fhir/DocumentBundle"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { jobFailed, jobNotFound, jobNotReady } from "./Failures.ts"
import { outage } from "./Outage.ts"
import { jobParams as params, processTag } from "./ProcessPath.ts"
import { ReportDto } from "./ReportDto.ts"
import { RequestProblems } from "./RequestProblems.ts"
import { ResultDto } from "./ResultDto.ts"
import { named } from "./SnakeCase.ts"

/** A result or report as FHIR R4: the same endpoint, for who asks for it with `Accept`. */
export const fhirJson = "application/fhir+json"

/** A report to print. */
export const pdf = "application/pdf"

const FhirBundle = Bundle.pipe(named("FhirBundle"), HttpApiSchema.asJson({ contentType: fhirJson }))
const FhirDocument = DocumentBundle.pipe(named("FhirDocument"), HttpApiSchema.asJson({ contentType: fhirJson }))
const Pdf = Schema.Uint8Array.pipe(HttpApiSchema.asUint8Array({ contentType: pdf }))

export class ResultApi extends HttpApiGroup.make("result")
  .add(
    HttpApiEndpoint.get("result", "/result/:job_id", {
      params,
      success: [ResultDto, ReportDto, FhirBundle, FhirDocument, Pdf],
      error: [jobNotFound, jobNotReady, jobFailed, outage]
    })
      .annotate(OpenApi.Summary, "The explained document, or the doctor's report")
      .annotate(
        OpenApi.Description,
        `As JSON, or with \`Accept: ${fhirJson}\` as a FHIR R4 Bundle. A doctor's report also as \`${pdf}\`.`
      )
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .prefix("/process")
  .annotateMerge(processTag) {}

/** The API as the `result` function serves it: same id as `Api`, so its handlers serve the whole too. */
export class ResultPart extends HttpApi.make("serenya").add(ResultApi).prefix("/api/v1") {}
