import { judge } from "./ConfidenceRules.ts"
import type { FoundVital } from "./Findings.ts"
import { groundingOf, groundsOf } from "./GroundingRules.ts"
import type { Grounding } from "./LabResult.ts"
import { type DecimalStyle, parseNumber } from "./NumberRules.ts"
import type { ReadDocument } from "./ReadDocument.ts"
import { type Judged, pageOf } from "./ResultRules.ts"
import type { Vital } from "./Vital.ts"
import { signOf } from "./VitalFlagRules.ts"
import { isPossible, splitPressure } from "./VitalRules.ts"

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

/** A vital sign as printed, with what follows from it; none when a person cannot have it. */
export const judgedVital = (
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
    computedFlag: signOf({ vitalType, values, unit })?.flag ?? null,
    page,
    quote,
    grounding,
    confidence: judgement.confidence
  }
  return [{ fact, judgement }]
}
