import { AnalysisResult, MedicalFlag } from "@serenya/domain/analysis/AnalysisResult"
import { LabResult } from "@serenya/domain/analysis/LabResult"
import { Vital } from "@serenya/domain/analysis/Vital"
import { Provenance } from "@serenya/domain/analysis/AnalysisResult"
import { Schema } from "effect"
import { snakeCase } from "./SnakeCase.ts"

/** The analysis as the device receives it. */
export const ResultDto = snakeCase(Schema.Struct({
  ...AnalysisResult.fields,
  document: snakeCase(AnalysisResult.fields.document),
  labResults: Schema.Array(snakeCase(LabResult).annotate({ identifier: "LabResult" })),
  vitals: Schema.Array(snakeCase(Vital).annotate({ identifier: "Vital" })),
  medicalFlags: Schema.Array(snakeCase(MedicalFlag).annotate({ identifier: "MedicalFlag" })),
  provenance: snakeCase(Provenance).annotate({ identifier: "Provenance" })
})).annotate({ identifier: "AnalysisResult" })
