import { categoryOf } from "./CategoryRules.ts"
import { splitComparator } from "./ComparatorRules.ts"
import { judge, type Judgement } from "./ConfidenceRules.ts"
import type { Findings, FoundResult } from "./Findings.ts"
import { flagOf, flagsAgree, wordFlagOf } from "./FlagRules.ts"
import { groundingOf, groundsOf } from "./GroundingRules.ts"
import type { LabResult } from "./LabResult.ts"
import { languageOf } from "./LanguageRules.ts"
import { linesOf } from "./LineRules.ts"
import { type Critical, criticalOf } from "./meaning/CriticalRules.ts"
import type { CuratedTest } from "./meaning/CuratedTest.ts"
import { meaningOf } from "./meaning/MeaningRules.ts"
import { type DecimalStyle, decimalStyleOf, parseNumber } from "./NumberRules.ts"
import { intervalOf, referenceOf } from "./RangeRules.ts"
import type { ReadDocument } from "./ReadDocument.ts"

/** A fact with the judgement of how it was read. */
export interface Judged<A> {
  readonly fact: A
  readonly judgement: Judgement
}

/** A result, and the critical limit that it passes. */
export interface JudgedResult extends Judged<LabResult> {
  readonly critical: Critical | undefined
}

/** What the rows of a document are read against. */
export interface Context {
  readonly document: ReadDocument
  /** By what is printed where that tells, else as the analyst says. */
  readonly language: string
  readonly style: DecimalStyle
  /** Pages that speak of nothing but blood: there an analyst's word that a sample is another has no ground. */
  readonly bloodPages: ReadonlySet<number>
}

export const contextOf = (document: ReadDocument, findings: Findings): Context => {
  const pages = document.pages.map((page) => ({
    number: page.number,
    lines: linesOf(page).map((line) => line.text)
  }))
  const language = languageOf(pages.flatMap(({ lines }) => lines).join("\n"))
  return {
    document,
    language: language === "und" ? findings.language : language,
    style: decimalStyleOf(findings.labResults.flatMap((found) => [found.valueText, found.referenceText])),
    bloodPages: new Set(
      pages.flatMap(({ lines, number }) => (lines.every((line) => categoryOf(line, "") === "blood") ? [number] : []))
    )
  }
}

export const pageOf = (document: ReadDocument, number: number) => document.pages.find((page) => page.number === number)

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

/** A row as printed, with all that follows from it. `index` counts from 0 over the document. */
export const judgedResult = (context: Context, found: FoundResult, index: number): JudgedResult => {
  const { bloodPages, document, language } = context
  const { comparator, rest } = splitComparator(found.valueText)
  const category = bloodPages.has(found.page) ? "blood" : found.category
  const meaning = meaningOf({ ...found, category, isWord: !/\d/.test(rest) }, language)
  const { style, value } = numberOf(rest, context.style, meaning.test)
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
