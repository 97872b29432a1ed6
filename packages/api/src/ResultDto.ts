import { AnalysisResult, MedicalFlag } from "@serenya/domain/analysis/AnalysisResult"
import { Provenance } from "@serenya/domain/analysis/AnalysisResult"
import { LabResult } from "@serenya/domain/analysis/LabResult"
import { Vital } from "@serenya/domain/analysis/Vital"
import type { Bundle } from "@serenya/domain/fhir/Bundle"
import { Schema } from "effect"
import { named, snakeCase } from "./SnakeCase.ts"

/** Whether an answer is the analysis itself: the typed client also knows the endpoint's FHIR, which it does not ask for. */
export const isAnalysis = (answer: AnalysisResult | Bundle): answer is AnalysisResult => !("resourceType" in answer)

/** The analysis as the device receives it. */
export const ResultDto = snakeCase(
  Schema.Struct({
    ...AnalysisResult.fields,
    document: snakeCase(AnalysisResult.fields.document),
    labResults: Schema.Array(snakeCase(LabResult).pipe(named("LabResult"))),
    vitals: Schema.Array(snakeCase(Vital).pipe(named("Vital"))),
    medicalFlags: Schema.Array(snakeCase(MedicalFlag).pipe(named("MedicalFlag"))),
    provenance: snakeCase(Provenance).pipe(named("Provenance"))
  })
).pipe(named("AnalysisResult"))
