import { JobId } from "@serenya/domain/jobs/JobId"
import { ReportType } from "@serenya/domain/report/DoctorReport"
import { HistoryResult, HistoryVital, maxEntries } from "@serenya/domain/report/HealthData"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { concurrentUpdate, consentRequired, notAdmitted, premiumRequired } from "./Failures.ts"
import { Idempotency, idempotencyHeaders as headers } from "./Idempotency.ts"
import { outage } from "./Outage.ts"
import { processTag } from "./ProcessPath.ts"
import { everyIssue, RequestProblems } from "./RequestProblems.ts"
import { snakeCase } from "./SnakeCase.ts"

/** What the device holds: results as it received them, and vital signs with the day they were measured on. */
const HealthDataDto = snakeCase(
  Schema.Struct({
    labResults: Schema.Array(snakeCase(HistoryResult, "HistoryResult")).check(Schema.isMaxLength(maxEntries)),
    vitals: Schema.Array(snakeCase(HistoryVital, "HistoryVital")).check(Schema.isMaxLength(maxEntries))
  }),
  "HealthData"
)

/** `full` shows the whole history, `brief` what changed or lies outside. At most 1 MiB. */
export const DoctorReportRequest = snakeCase(
  Schema.Struct({ reportType: ReportType, healthData: HealthDataDto }),
  "DoctorReportRequest"
)

export const AcceptedReport = snakeCase(Schema.Struct({ jobId: JobId }), "AcceptedReport")

export class DoctorReportApi extends HttpApiGroup.make("doctorReport")
  .add(
    HttpApiEndpoint.post("request", "/doctor-report", {
      headers,
      payload: DoctorReportRequest,
      success: AcceptedReport.pipe(HttpApiSchema.status(202)),
      error: [premiumRequired, consentRequired, concurrentUpdate, ...notAdmitted, outage]
    })
      .middleware(Idempotency)
      .annotate(OpenApi.Summary, "Have a history prepared for the doctor")
      .annotate(OpenApi.Description, "Ask for the status of the job, then for its result: JSON, FHIR or PDF.")
  )
  .middleware(Authentication)
  .middleware(RequestProblems)
  .annotate(HttpApi.PayloadParseOptions, everyIssue)
  .prefix("/process")
  .annotateMerge(processTag) {}

/** The API as the `doctor-report` function serves it: same id as `Api`, so its handlers serve the whole too. */
export class DoctorReportPart extends HttpApi.make("serenya").add(DoctorReportApi).prefix("/api/v1") {}
