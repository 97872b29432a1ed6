import { AnalysisResult, MedicalFlag } from "@serenya/domain/analysis/AnalysisResult"
import { Provenance } from "@serenya/domain/analysis/AnalysisResult"
import { LabResult } from "@serenya/domain/analysis/LabResult"
import { Vital } from "@serenya/domain/analysis/Vital"
import type { Bundle } from "@serenya/domain/fhir/Bundle"
import type { DocumentBundle } from "@serenya/domain/fhir/DocumentBundle"
import type { DoctorReport } from "@serenya/domain/report/DoctorReport"
import { Schema } from "effect"
import { snakeCase } from "./SnakeCase.ts"

/** Whether an answer is the analysis of a document: the typed client also knows what else the endpoint gives, which it does not ask for. */
export const isAnalysis = (
  answer: AnalysisResult | DoctorReport | Bundle | DocumentBundle | Uint8Array
): answer is AnalysisResult => "kind" in answer && answer.kind === "result"

/** The analysis as the device receives it. */
export const ResultDto = snakeCase(
  Schema.Struct({
    ...AnalysisResult.fields,
    document: snakeCase(AnalysisResult.fields.document),
    labResults: Schema.Array(snakeCase(LabResult, "LabResult")),
    vitals: Schema.Array(snakeCase(Vital, "Vital")),
    medicalFlags: Schema.Array(snakeCase(MedicalFlag, "MedicalFlag")),
    provenance: snakeCase(Provenance, "Provenance")
  }),
  "AnalysisResult"
)
