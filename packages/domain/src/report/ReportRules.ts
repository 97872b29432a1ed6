import type { DateTime } from "effect"
import type { Provenance } from "../analysis/AnalysisResult.ts"
import { rulesVersion } from "../analysis/AnalysisRules.ts"
import { disclaimers } from "../analysis/Disclaimers.ts"
import type { JobId } from "../jobs/JobId.ts"
import type { DoctorReport, Question, Section } from "./DoctorReport.ts"
import type { Outline, QuestionOutline, SectionOutline } from "./Outline.ts"
import { wordingOf } from "./WordingRules.ts"

/** Texts by the id of the draft they word. */
export type Wordings = ReadonlyMap<string, string>

const sectionOf =
  (wordings: Wordings) =>
  ({ drafts, lines, ...section }: SectionOutline): Section => ({
    ...section,
    narrativeMarkdown: [...lines, drafts.map((draft) => `- ${wordingOf(draft, wordings.get(draft.id))}`).join("\n")]
      .filter((part) => part !== "")
      .join("\n\n")
  })

const questionOf =
  (wordings: Wordings) =>
  ({ draft, ...question }: QuestionOutline): Question => ({
    ...question,
    text: wordingOf(draft, wordings.get(draft.id))
  })

/** The report, from what rules decided and from wordings, each of which is held against its draft once more. Pure. */
export const assemble = (
  jobId: JobId,
  { questions, sections, summary, ...facts }: Outline,
  wordings: Wordings,
  provenance: Omit<Provenance, "rulesVersion">,
  generatedAt: DateTime.Utc
): DoctorReport => {
  const [first, ...others] = questions
  const asQuestion = questionOf(wordings)
  return {
    jobId,
    kind: "report",
    generatedAt,
    ...facts,
    summary: wordingOf(summary, wordings.get(summary.id)),
    sections: sections.map(sectionOf(wordings)),
    questionsForDoctor: [asQuestion(first), ...others.map(asQuestion)],
    disclaimers,
    provenance: { ...provenance, rulesVersion }
  }
}
