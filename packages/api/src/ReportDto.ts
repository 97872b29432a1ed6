import { Provenance } from "@serenya/domain/analysis/AnalysisResult"
import { DoctorReport, Question, Section } from "@serenya/domain/report/DoctorReport"
import { Measurement } from "@serenya/domain/report/Measurement"
import { OutsideSpan, Trend, TrendPoint } from "@serenya/domain/report/Trend"
import { Schema } from "effect"
import { snakeCase } from "./SnakeCase.ts"

const TrendDto = snakeCase(
  Schema.Struct({
    ...Trend.fields,
    points: Schema.NonEmptyArray(snakeCase(TrendPoint)),
    outside: Schema.Array(OutsideSpan)
  }),
  "Trend"
)

/** The doctor's report as the device receives it. */
export const ReportDto = snakeCase(
  Schema.Struct({
    ...DoctorReport.fields,
    sections: Schema.Array(snakeCase(Section, "ReportSection")),
    measurements: Schema.Array(snakeCase(Measurement, "Measurement")),
    trends: Schema.Array(TrendDto),
    questionsForDoctor: Schema.NonEmptyArray(snakeCase(Question, "QuestionForDoctor")),
    provenance: snakeCase(Provenance, "Provenance")
  }),
  "DoctorReport"
)
