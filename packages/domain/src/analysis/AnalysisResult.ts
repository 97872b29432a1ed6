import { Schema } from "effect"
import { JobId } from "../jobs/JobId.ts"
import { Disclaimers } from "./Disclaimers.ts"
import { FileType } from "./FileType.ts"
import { LabResult } from "./LabResult.ts"
import { Vital } from "./Vital.ts"

/** Who said it: the model or the rules that read the document, and the versions of prompt and rules. */
export const Provenance = Schema.Struct({
  model: Schema.String,
  promptVersion: Schema.String,
  rulesVersion: Schema.String
})
export type Provenance = typeof Provenance.Type

/** What is worth knowing about the report as a whole, such as a critical value: a stable code, a plain sentence, and who published the rule. */
export const MedicalFlag = Schema.Struct({
  code: Schema.String,
  message: Schema.String,
  source: Schema.optionalKey(Schema.String),
  resultIds: Schema.Array(Schema.String)
})
export type MedicalFlag = typeof MedicalFlag.Type

/** Why the person should look twice: a stable code and a plain sentence. */
export const Warning = Schema.Struct({ code: Schema.String, message: Schema.String })
export type Warning = typeof Warning.Type

/** What the device receives: facts with their place on the page, what was computed from them, and all four disclaimers. */
export const AnalysisResult = Schema.Struct({
  jobId: JobId,
  kind: Schema.Literal("result"),
  generatedAt: Schema.DateTimeUtc,
  document: Schema.Struct({ fileType: FileType, pages: Schema.Int, language: Schema.String }),
  title: Schema.String,
  summary: Schema.String,
  labResults: Schema.Array(LabResult),
  vitals: Schema.Array(Vital),
  medicalFlags: Schema.Array(MedicalFlag),
  confidenceScore: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 10 })),
  confidenceReasons: Schema.Array(Schema.String),
  warnings: Schema.Array(Warning),
  narrativeMarkdown: Schema.String,
  disclaimers: Disclaimers,
  provenance: Provenance
})
export type AnalysisResult = typeof AnalysisResult.Type
