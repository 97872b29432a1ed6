import type { DateTime } from "effect"
import type { JobId } from "../jobs/JobId.ts"
import { withhold } from "../prose/ProseRules.ts"
import { factsOf } from "../prose/ResultFactRules.ts"
import type { AnalysisResult, Provenance } from "./AnalysisResult.ts"
import { scoreOf } from "./ConfidenceRules.ts"
import { disclaimers } from "./Disclaimers.ts"
import type { Findings } from "./Findings.ts"
import { languageFrom, languageOf } from "./LanguageRules.ts"
import { linesOf } from "./LineRules.ts"
import { narrativeOf, summaryOf } from "./NarrativeRules.ts"
import type { ReadDocument } from "./ReadDocument.ts"
import { contextOf, judgedResult } from "./ResultRules.ts"
import { missedRows } from "./RowCountRules.ts"
import { titleFrom, titleOf } from "./TitleRules.ts"
import { judgedVital } from "./VitalSignRules.ts"
import { medicalFlagsOf, troublesOf, warningsOf } from "./WarningRules.ts"

/** Changes with every rule that can change a result: stored results say which rules made them. */
export const rulesVersion = "2026-11-26.2"

/** Warnings that say a document may hold more than is shown: no document is surer than that. */
const incomplete = new Set(["pages_without_text", "rows_missing"])

/** Title and language follow from the text by rules; only of a picture an analyst may say them. */
const headOf = (document: ReadDocument, findings: Findings): Pick<Findings, "language" | "title"> => {
  const lines = document.pages.flatMap(linesOf)
  return lines.length === 0
    ? { language: languageFrom(findings.language), title: titleFrom(findings.title) }
    : { language: languageOf(lines.map((line) => line.text).join("\n")), title: titleOf(lines) }
}

/** What the device receives, from what an analyst found. Pure, and the same for every analyst: all meaning is made here. */
export const assemble = (
  jobId: JobId,
  document: ReadDocument,
  findings: Findings,
  provenance: Omit<Provenance, "rulesVersion">,
  generatedAt: DateTime.Utc
): AnalysisResult => {
  const context = contextOf(document, findings)
  const results = findings.labResults.map((found, index) => judgedResult(context, found, index))
  const signs = findings.vitals.flatMap((found, index) => judgedVital(document, context.style, found, index))
  const labResults = results.map(({ fact }) => fact)
  const vitals = signs.map(({ fact }) => fact)
  const { language, title } = headOf(document, findings)
  const facts = { labResults, vitals }
  const held = factsOf(facts)
  const shown = (text: string) => withhold(text, held)
  const missed = missedRows(document, findings).length
  const warnings = warningsOf(document, { labResults, dropped: findings.vitals.length - vitals.length, missed })
  const reasons = [
    ...results.flatMap(({ fact, judgement }) => judgement.reasons.map((reason) => `${fact.testName}: ${reason}`)),
    ...signs.flatMap(({ fact, judgement }) => judgement.reasons.map((reason) => `${fact.vitalType}: ${reason}`)),
    ...warnings.filter(({ code }) => code === "no_results_found" || incomplete.has(code)).map(({ message }) => message)
  ]
  const partial = warnings.some(({ code }) => incomplete.has(code)) ? [0.7] : []
  return {
    jobId,
    kind: "result",
    generatedAt,
    document: { fileType: document.fileType, pages: document.pages.length, language },
    title,
    summary: shown(summaryOf(facts)),
    labResults,
    vitals,
    medicalFlags: medicalFlagsOf(
      document,
      facts,
      results.map(({ critical }) => critical)
    ),
    confidenceScore: scoreOf([...[...labResults, ...vitals].map((fact) => fact.confidence), ...partial]),
    confidenceReasons: reasons,
    warnings: [...troublesOf(findings.troubles), ...warnings],
    narrativeMarkdown: shown(narrativeOf(facts)),
    disclaimers,
    provenance: { ...provenance, rulesVersion }
  }
}
