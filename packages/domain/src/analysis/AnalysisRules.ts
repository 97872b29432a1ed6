import type { DateTime } from "effect"
import { type JobId, partsOf } from "../jobs/JobId.ts"
import { withhold } from "../prose/ProseRules.ts"
import { factsOf } from "../prose/ResultFactRules.ts"
import type { AnalysisResult, Provenance } from "./AnalysisResult.ts"
import { splitComparator } from "./ComparatorRules.ts"
import { judge, type Judgement, scoreOf } from "./ConfidenceRules.ts"
import { disclaimers } from "./Disclaimers.ts"
import type { Findings, FoundResult, FoundVital } from "./Findings.ts"
import { flagOf, flagsAgree, wordFlagOf } from "./FlagRules.ts"
import { groundingOf, groundsOf } from "./GroundingRules.ts"
import type { Grounding, LabResult } from "./LabResult.ts"
import { languageFrom, languageOf } from "./LanguageRules.ts"
import { linesOf } from "./LineRules.ts"
import { narrativeOf, summaryOf } from "./NarrativeRules.ts"
import { type DecimalStyle, decimalStyleOf, parseNumber } from "./NumberRules.ts"
import { intervalOf, referenceOf } from "./RangeRules.ts"
import type { ReadDocument } from "./ReadDocument.ts"
import { titleFrom, titleOf } from "./TitleRules.ts"
import type { Vital } from "./Vital.ts"
import { isPossible, splitPressure } from "./VitalRules.ts"
import { medicalFlagsOf, troublesOf, warningsOf } from "./WarningRules.ts"

/** Changes with every rule that can change a result: stored results say which rules made them. */
export const rulesVersion = "2026-11-20.2"

interface Judged<A> {
  readonly fact: A
  readonly judgement: Judgement
}

const pageOf = (document: ReadDocument, number: number) => document.pages.find((page) => page.number === number)

const judgedResult = (
  document: ReadDocument,
  style: DecimalStyle,
  found: FoundResult,
  index: number
): Judged<LabResult> => {
  const { comparator, rest } = splitComparator(found.valueText)
  const value = parseNumber(rest, style)
  const grounds = groundsOf(pageOf(document, found.page), found)
  const grounding = groundingOf(grounds)
  const computedFlag =
    value === null
      ? wordFlagOf(found.valueText, found.referenceText)
      : flagOf(value, comparator, intervalOf(found.referenceText, style))
  const agree = flagsAgree(found.printedFlag, computedFlag)
  const judgement = judge({
    grounding,
    nameInQuote: grounds.nameInQuote,
    value: value !== null ? "number" : /^\d+(?:[.,]\d+)*$/.test(rest) ? "ambiguous" : "word",
    hasUnit: found.unit !== "",
    hasReference: found.referenceText !== "",
    computedFlag,
    flagsAgree: agree
  })
  const fact: LabResult = {
    id: `r${index + 1}`,
    testName: found.testName,
    category: found.category,
    value,
    valueText: found.valueText,
    ...(value !== null && comparator !== undefined && { comparator }),
    unit: found.unit,
    reference: referenceOf(found.referenceText, style),
    ...(found.printedFlag !== "" && { printedFlag: found.printedFlag }),
    computedFlag,
    flagsAgree: agree,
    ...(found.specimenDate !== undefined && { specimenDate: found.specimenDate }),
    page: found.page,
    quote: found.quote,
    grounding,
    confidence: judgement.confidence
  }
  return { fact, judgement }
}

/** One number, or the two of a blood pressure; none when a person cannot have them. */
const vitalValues = (found: FoundVital, style: DecimalStyle): readonly [number, ...Array<number>] | undefined => {
  const texts = found.vitalType === "blood_pressure" ? (splitPressure(found.valueText) ?? []) : [found.valueText]
  const [first, ...others] = texts.flatMap((text) => {
    const value = parseNumber(text, style)
    return value !== null && isPossible(found.vitalType, value) ? [value] : []
  })
  return first === undefined || others.length + 1 !== texts.length ? undefined : [first, ...others]
}

/** Systolic and diastolic may stand on lines of their own: then each must be in the quote. */
const vitalGrounding = (document: ReadDocument, found: FoundVital): Grounding => {
  const groundsFor = (valueText: string) =>
    groundsOf(pageOf(document, found.page), { ...found, valueText, testName: "", referenceText: "" })
  const halves = splitPressure(found.valueText) ?? []
  const { quoteOnPage, valueInQuote } = groundsFor(found.valueText)
  const apart = halves.length > 0 && halves.every((half) => groundsFor(half).valueInQuote)
  return groundingOf({ quoteOnPage, valueInQuote: valueInQuote || apart })
}

const judgedVital = (
  document: ReadDocument,
  style: DecimalStyle,
  found: FoundVital,
  index: number
): ReadonlyArray<Judged<Vital>> => {
  const values = vitalValues(found, style)
  if (values === undefined) return []
  const grounding = vitalGrounding(document, found)
  const judgement = judge({
    grounding,
    nameInQuote: true,
    value: "word",
    hasUnit: found.unit !== "",
    hasReference: false,
    computedFlag: null,
    flagsAgree: true
  })
  const { page, quote, unit, vitalType } = found
  const fact: Vital = {
    id: `v${index + 1}`,
    vitalType,
    values,
    unit,
    computedFlag: null,
    page,
    quote,
    grounding,
    confidence: judgement.confidence
  }
  return [{ fact, judgement }]
}

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
  const style = decimalStyleOf(findings.labResults.flatMap((found) => [found.valueText, found.referenceText]))
  const results = findings.labResults.map((found, index) => judgedResult(document, style, found, index))
  const signs = findings.vitals.flatMap((found, index) => judgedVital(document, style, found, index))
  const labResults = results.map(({ fact }) => fact)
  const vitals = signs.map(({ fact }) => fact)
  const { language, title } = headOf(document, findings)
  const facts = { labResults, vitals }
  const shown = (text: string) => withhold(text, factsOf(facts))
  const warnings = warningsOf(document, { labResults, dropped: findings.vitals.length - vitals.length })
  const reasons = [
    ...results.flatMap(({ fact, judgement }) => judgement.reasons.map((reason) => `${fact.testName}: ${reason}`)),
    ...signs.flatMap(({ fact, judgement }) => judgement.reasons.map((reason) => `${fact.vitalType}: ${reason}`)),
    ...warnings
      .filter(({ code }) => code === "no_results_found" || code === "pages_without_text")
      .map(({ message }) => message)
  ]
  const partial = warnings.some(({ code }) => code === "pages_without_text") ? [0.7] : []
  return {
    jobId,
    kind: partsOf(jobId).kind,
    generatedAt,
    document: { fileType: document.fileType, pages: document.pages.length, language },
    title,
    summary: shown(summaryOf(facts)),
    labResults,
    vitals,
    medicalFlags: medicalFlagsOf(labResults),
    confidenceScore: scoreOf([...[...labResults, ...vitals].map((fact) => fact.confidence), ...partial]),
    confidenceReasons: reasons,
    warnings: [...troublesOf(findings.troubles), ...warnings],
    narrativeMarkdown: shown(narrativeOf(facts)),
    disclaimers,
    provenance: { ...provenance, rulesVersion }
  }
}
