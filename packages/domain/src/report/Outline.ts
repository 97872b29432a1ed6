import type { DoctorReport, Question, Section } from "./DoctorReport.ts"
import type { Draft } from "./Draft.ts"

/** A part of the report before it is worded: one line a draft, after what is always said. */
export interface SectionOutline extends Omit<Section, "narrativeMarkdown"> {
  readonly lines: ReadonlyArray<string>
  readonly drafts: ReadonlyArray<Draft>
}

export interface QuestionOutline extends Omit<Question, "text"> {
  readonly draft: Draft
}

/** All of a report that rules decide: its facts, and the texts about them as drafts that somebody may word anew. */
export interface Outline extends Pick<
  DoctorReport,
  "reportType" | "title" | "measurements" | "trends" | "from" | "to"
> {
  readonly summary: Draft
  readonly sections: ReadonlyArray<SectionOutline>
  readonly questions: readonly [QuestionOutline, ...Array<QuestionOutline>]
}
