import { Schema } from "effect"
import { Provenance } from "../analysis/AnalysisResult.ts"
import { Disclaimers } from "../analysis/Disclaimers.ts"
import { JobId } from "../jobs/JobId.ts"
import { Measurement } from "./Measurement.ts"
import { Trend } from "./Trend.ts"

/** `full` shows the whole history; `brief` only what changed, what lies outside, and the questions. */
export const ReportType = Schema.Literals(["full", "brief"])
export type ReportType = typeof ReportType.Type

/** A part of the report: a heading, lines in Markdown, and the measurements and trends they are about. */
export const Section = Schema.Struct({
  id: Schema.Literals(["outside", "changes", "single_day", "words", "undated", "notes"]),
  heading: Schema.String,
  narrativeMarkdown: Schema.String,
  measurementIds: Schema.Array(Schema.String),
  trendIds: Schema.Array(Schema.String)
})
export type Section = typeof Section.Type

/** Why a question is asked: the rule that raised it. */
export const QuestionReason = Schema.Literals([
  "critical_value",
  "stays_outside",
  "newly_outside",
  "outside",
  "unexpected_word",
  "moves_steadily",
  "back_within",
  "unverified_values",
  "unclear_dates",
  "open"
])
export type QuestionReason = typeof QuestionReason.Type

/** What to ask the doctor, in Markdown, and what it is about. Raised by rules; a model may only have worded it. */
export const Question = Schema.Struct({
  id: Schema.String,
  reason: QuestionReason,
  text: Schema.String,
  measurementIds: Schema.Array(Schema.String)
})
export type Question = typeof Question.Type

/**
 * A history, prepared for the doctor: every form that leaves (JSON, PDF, FHIR) is made of this alone. The days are ISO
 * dates; `from` and `to` are absent where no measurement has a day.
 */
export const DoctorReport = Schema.Struct({
  jobId: JobId,
  kind: Schema.Literal("report"),
  reportType: ReportType,
  generatedAt: Schema.DateTimeUtc,
  title: Schema.String,
  from: Schema.optionalKey(Schema.String),
  to: Schema.optionalKey(Schema.String),
  summary: Schema.String,
  sections: Schema.Array(Section),
  measurements: Schema.Array(Measurement),
  trends: Schema.Array(Trend),
  questionsForDoctor: Schema.NonEmptyArray(Question),
  disclaimers: Disclaimers,
  provenance: Provenance
})
export type DoctorReport = typeof DoctorReport.Type
