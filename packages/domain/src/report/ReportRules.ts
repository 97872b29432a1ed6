import type { DateTime } from "effect"
import type { Provenance } from "../analysis/AnalysisResult.ts"
import { rulesVersion } from "../analysis/AnalysisRules.ts"
import { disclaimers } from "../analysis/Disclaimers.ts"
import type { JobId } from "../jobs/JobId.ts"
import type { DoctorReport, Question, Section } from "./DoctorReport.ts"
import type { Draft } from "./Draft.ts"
import type { Outline, QuestionOutline, SectionOutline } from "./Outline.ts"
import { namesIn, wordingOf } from "./WordingRules.ts"

/** Texts by the id of the draft they word. */
export type Wordings = ReadonlyMap<string, string>

type Worded = (draft: Draft) => string

const sectionOf =
  (worded: Worded) =>
  ({ drafts, lines, ...section }: SectionOutline): Section => ({
    ...section,
    narrativeMarkdown: [...lines, drafts.map((draft) => `- ${worded(draft)}`).join("\n")]
      .filter((part) => part !== "")
      .join("\n\n")
  })

const questionOf =
  (worded: Worded) =>
  ({ draft, ...question }: QuestionOutline): Question => ({
    ...question,
    text: worded(draft)
  })

/** The report, from what rules decided and from wordings, each of which is held against its draft once more. Pure. */
export const assemble = (
  jobId: JobId,
  outline: Outline,
  wordings: Wordings,
  provenance: Omit<Provenance, "rulesVersion">,
  generatedAt: DateTime.Utc
): DoctorReport => {
  const { questions, sections, summary, ...facts } = outline
  const names = namesIn(outline)
  const worded = (draft: Draft) => wordingOf(draft, wordings.get(draft.id), names)
  const asQuestion = questionOf(worded)
  const [first, ...others] = questions
  return {
    jobId,
    kind: "report",
    generatedAt,
    ...facts,
    summary: worded(summary),
    sections: sections.map(sectionOf(worded)),
    questionsForDoctor: [asQuestion(first), ...others.map(asQuestion)],
    disclaimers,
    provenance: { ...provenance, rulesVersion }
  }
}
