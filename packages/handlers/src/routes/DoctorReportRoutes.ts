import { DoctorReportPart } from "@serenya/api/DoctorReportApi"
import { DoctorReports } from "@serenya/domain/report/DoctorReports"
import { maxHealthDataBytes } from "@serenya/domain/report/HealthData"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as DoctorReportHttp from "../http/DoctorReportHttp.ts"
import * as Middleware from "./Middleware.ts"
import * as Once from "./Once.ts"

/** What is larger is refused before it is read. */
export const limits = { maxBodyBytes: maxHealthDataBytes }

export const layer = HttpApiBuilder.layer(DoctorReportPart).pipe(
  Layer.provide(DoctorReportHttp.layer),
  Layer.provide([DoctorReports.layer, Middleware.layer, Once.layer])
)
