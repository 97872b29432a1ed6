import { Schema } from "effect"
import { AnalysisResult } from "../analysis/AnalysisResult.ts"
import { ChatAnswer } from "../chat/ChatAnswer.ts"
import { DoctorReport } from "../report/DoctorReport.ts"
import type { JobKind } from "./JobId.ts"

/** What a completed job holds, by its kind. */
export const JobResult = Schema.Union([AnalysisResult, ChatAnswer, DoctorReport])
export type JobResult = typeof JobResult.Type

/** The result of one kind of job. */
export type ResultOf<Kind extends JobKind> = Extract<JobResult, { readonly kind: Kind }>

/** Whether a result is of this kind. */
export const isOf =
  <const Kind extends JobKind>(kind: Kind) =>
  (result: JobResult): result is ResultOf<Kind> =>
    result.kind === kind
