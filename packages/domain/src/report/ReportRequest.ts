import { Schema } from "effect"
import { ReportType } from "./DoctorReport.ts"
import { HealthData } from "./HealthData.ts"

/** What a person asks for, and all that it is made of: the input of a job of kind `report`. */
export const ReportRequest = Schema.Struct({ reportType: ReportType, healthData: HealthData })
export type ReportRequest = typeof ReportRequest.Type

const Text = Schema.fromJsonString(Schema.toCodecJson(ReportRequest))

/** As it waits in the vault. */
export const encodeRequest = Schema.encodeEffect(Text)
export const decodeRequest = Schema.decodeUnknownEffect(Text)
