import { CurrentCaller } from "@serenya/api/Authentication"
import { fhirJson, pdf, ResultPart } from "@serenya/api/ResultApi"
import { bundleOf } from "@serenya/domain/fhir/BundleRules"
import { documentBundleOf } from "@serenya/domain/fhir/DocumentBundleRules"
import { Jobs } from "@serenya/domain/jobs/Jobs"
import type { DoctorReport } from "@serenya/domain/report/DoctorReport"
import { paperOf } from "@serenya/domain/report/PaperRules"
import { ReportPrinter } from "@serenya/domain/report/ReportPrinter"
import { Effect } from "effect"
import { HttpEffect, HttpServerResponse } from "effect/http"
import { HttpApiBuilder } from "effect/http-api"
import { preferred } from "./Accept.ts"

/** One address, several representations: caches must not mistake them. */
const varies = HttpEffect.appendPreResponseHandler((_, response) =>
  Effect.succeed(HttpServerResponse.setHeader(response, "vary", "Accept"))
)

/** An id of another kind than these two names nothing here, and is not found as a result. */
const isOfReport = (jobId: string) => jobId.startsWith("report_")

export const layer = HttpApiBuilder.group(
  ResultPart,
  "result",
  Effect.fnUntraced(function* (handlers) {
    const jobs = yield* Jobs
    const printer = yield* ReportPrinter

    const represented = (report: DoctorReport, accept: string | undefined) => {
      switch (preferred(accept, [pdf, fhirJson], "application/json")) {
        case pdf:
          return printer.print(paperOf(report))
        case fhirJson:
          return Effect.succeed(documentBundleOf(report))
        default:
          return Effect.succeed(report)
      }
    }

    return handlers.handle(
      "result",
      Effect.fnUntraced(function* ({ params: { job_id }, request }) {
        yield* varies
        const caller = yield* CurrentCaller
        const accept = request.headers["accept"]
        if (isOfReport(job_id)) return yield* represented(yield* jobs.result(caller, job_id, "report"), accept)
        const result = yield* jobs.result(caller, job_id, "result")
        return preferred(accept, [fhirJson], "application/json") === fhirJson ? bundleOf(result) : result
      })
    )
  })
)
