import { CurrentCaller } from "@serenya/api/Authentication"
import { DoctorReportPart } from "@serenya/api/DoctorReportApi"
import { DoctorReports } from "@serenya/domain/report/DoctorReports"
import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"

export const layer = HttpApiBuilder.group(
  DoctorReportPart,
  "doctorReport",
  Effect.fnUntraced(function* (handlers) {
    const reports = yield* DoctorReports
    return handlers.handle(
      "request",
      Effect.fnUntraced(function* ({ payload }) {
        return { jobId: yield* reports.request(yield* CurrentCaller, payload) }
      })
    )
  })
)
