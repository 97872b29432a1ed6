import type { DateTime } from "effect"
import { type JobId, partsOf } from "../jobs/JobId.ts"
import type { AnalysisResult, Provenance } from "./AnalysisResult.ts"
import { splitComparator } from "./ComparatorRules.ts"
import { judge, type Judgement, scoreOf } from "./ConfidenceRules.ts"
import { disclaimers } from "./Disclaimers.ts"
import type { Findings, FoundResult, FoundVital } from "./Findings.ts"
import { flagOf, flagsAgree, wordFlagOf } from "./FlagRules.ts"
import { groundingOf, groundsOf } from "./GroundingRules.ts"
import type { Grounding, LabResult } from "./LabResult.ts"
import { type Critical, criticalOf } from "./meaning/CriticalRules.ts"
import type { CuratedTest } from "./meaning/CuratedTest.ts"
import { meaningOf } from "./meaning/MeaningRules.ts"
import { narrativeOf, summaryOf } from "./NarrativeRules.ts"
import { type DecimalStyle, decimalStyleOf, parseNumber } from "./NumberRules.ts"
import { intervalOf, referenceOf } from "./RangeRules.ts"
import type { ReadDocument } from "./ReadDocument.ts"
import { missedRows } from "./RowCountRules.ts"
import type { Vital } from "./Vital.ts"
import { isPossible, splitPressure } from "./VitalRules.ts"
import { medicalFlagsOf, warningsOf } from "./WarningRules.ts"

/** Changes with every rule that can change a result: stored results say which rules made them. */
export const rulesVersion = "2026-11-25.1"

interface Judged<A> {
  readonly fact: A
  readonly judgement: Judgement
}

interface JudgedResult extends Judged<LabResult> {
  readonly critical: Critical | undefined
}

const pageOf = (document: ReadDocument, number: number) => document.pages.find((page) => page.number === number)

/** A number that can be read in two ways is read as the one that this test can have, if it can have only one. */
const numberOf = (text: string, style: DecimalStyle, test: CuratedTest | undefined) => {
  const value = parseNumber(text, style)
  if (value !== null || test?.possible === undefined) return { value, style }
  const [low, high] = test.possible
  const fitting = (["point", "comma"] as const).filter((one) => {
    const candidate = parseNumber(text, one)
    return candidate !== null && candidate >= low && candidate <= high
  })
  const [only, ...others] = fitting
  return only === undefined || others.length > 0 ? { value, style } : { value: parseNumber(text, only), style: only }
}

const judgedResult = (
  document: ReadDocument,
  language: string,
  documentStyle: DecimalStyle,
  found: FoundResult,
  index: number
): JudgedResult => {
  const { comparator, rest } = splitComparator(found.valueText)
  const meaning = meaningOf({ ...found, isWord: !/\d/.test(rest) }, language)
  const { style, value } = numberOf(rest, documentStyle, meaning.test)
  const grounds = groundsOf(pageOf(document, found.page), found)
  const grounding = groundingOf(grounds)
  const inRange =
    value === null
      ? wordFlagOf(found.valueText, found.referenceText)
      : flagOf(value, comparator, intervalOf(found.referenceText, style))
  const critical = value === null ? undefined : criticalOf(meaning, value, comparator)
  const computedFlag = critical?.flag ?? inRange
  const agree = flagsAgree(found.printedFlag, computedFlag)
  const judgement = judge({
    grounding,
    nameInQuote: grounds.nameInQuote,
    value: value !== null ? "number" : /^\d+(?:[.,]\d+)*$/.test(rest) ? "ambiguous" : "word",
    hasUnit: found.unit !== "" || (meaning.code !== undefined && "" in meaning.code.units),
    hasReference: found.referenceText !== "",
    computedFlag,
    flagsAgree: agree,
    isOddUnit: meaning.isOddUnit,
    isCriticalInside: critical !== undefined && inRange === "N"
  })
  const fact: LabResult = {
    id: `r${index + 1}`,
    testName: found.testName,
    ...(meaning.test !== undefined && { testNameNormalized: meaning.test.name }),
    ...(meaning.code !== undefined && { loinc: meaning.code.loinc }),
    category: found.category,
    value,
    valueText: found.valueText,
    ...(value !== null && comparator !== undefined && { comparator }),
    unit: found.unit,
    ...(meaning.ucum !== undefined && { ucum: meaning.ucum }),
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
  return { fact, judgement, critical }
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
    flagsAgree: true,
    isOddUnit: false,
    isCriticalInside: false
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

/** Warnings that say a document may hold more than is shown: no document is surer than that. */
const incomplete = new Set(["pages_without_text", "rows_missing"])

/** What the device receives, from what an analyst found. Pure, and the same for every analyst: all meaning is made here. */
export const assemble = (
  jobId: JobId,
  document: ReadDocument,
  findings: Findings,
  provenance: Omit<Provenance, "rulesVersion">,
  generatedAt: DateTime.Utc
): AnalysisResult => {
  const style = decimalStyleOf(findings.labResults.flatMap((found) => [found.valueText, found.referenceText]))
  const results = findings.labResults.map((found, index) =>
    judgedResult(document, findings.language, style, found, index)
  )
  const signs = findings.vitals.flatMap((found, index) => judgedVital(document, style, found, index))
  const labResults = results.map(({ fact }) => fact)
  const vitals = signs.map(({ fact }) => fact)
  const facts = { title: findings.title, labResults, vitals }
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
    kind: partsOf(jobId).kind,
    generatedAt,
    document: { fileType: document.fileType, pages: document.pages.length, language: findings.language },
    title: findings.title,
    summary: summaryOf(facts),
    labResults,
    vitals,
    medicalFlags: medicalFlagsOf(
      document,
      labResults,
      results.map(({ critical }) => critical)
    ),
    confidenceScore: scoreOf([...[...labResults, ...vitals].map((fact) => fact.confidence), ...partial]),
    confidenceReasons: reasons,
    warnings: [...findings.warnings, ...warnings],
    narrativeMarkdown: narrativeOf(facts),
    disclaimers,
    provenance: { ...provenance, rulesVersion }
  }
}
