import type { Flag, Grounding } from "./LabResult.ts"

/** What is known about how a fact was read. */
export interface Signals {
  readonly grounding: Grounding
  readonly nameInQuote: boolean
  /** `ambiguous`: digits that could mean two numbers, so no number was made of them. */
  readonly value: "number" | "word" | "ambiguous"
  readonly hasUnit: boolean
  readonly hasReference: boolean
  readonly computedFlag: Flag | null
  readonly flagsAgree: boolean
  /** The unit is not one we know for this test. */
  readonly isOddUnit: boolean
  /** Beyond a critical limit, and yet inside the printed interval. */
  readonly isCriticalInside: boolean
}

export interface Judgement {
  readonly confidence: number
  /** Why it is not higher: sentences that follow a test's name. */
  readonly reasons: ReadonlyArray<string>
}

type Doubt = readonly [applies: boolean, most: number, reason: string]

/** A fact is as sure as its weakest signal. The numbers are ours; they order doubts and are no probabilities. */
export const judge = (signals: Signals): Judgement => {
  const doubts: ReadonlyArray<Doubt> = [
    [signals.grounding === "unverified", 0.2, "the line could not be found in the document's text"],
    [signals.grounding === "quote_only", 0.4, "the value could not be found in its line"],
    [signals.value === "ambiguous", 0.4, "the printed number can be read in two ways"],
    [!signals.nameInQuote, 0.5, "the test's name is not in the line of its value"],
    [!signals.flagsAgree, 0.6, "the printed mark and the printed reference range disagree"],
    [signals.isCriticalInside, 0.5, "the value is beyond a critical limit and yet inside the printed reference range"],
    [signals.isOddUnit, 0.85, "the printed unit is not one we know for this test"],
    [signals.value === "number" && !signals.hasUnit, 0.85, "no unit is printed"],
    [signals.value === "number" && !signals.hasReference, 0.9, "no reference range is printed"],
    [
      signals.value === "number" && signals.hasReference && signals.computedFlag === null,
      0.9,
      "the reference range has more than one interval or none in numbers"
    ]
  ]
  const raised = doubts.filter(([applies]) => applies)
  return {
    confidence: Math.min(0.98, ...raised.map(([, most]) => most)),
    reasons: raised.map(([, , reason]) => reason)
  }
}

/** A scale of 1 to 10 for the whole document: the weakest fact counts, and a document without facts has the least. */
export const scoreOf = (confidences: ReadonlyArray<number>): number =>
  confidences.length === 0 ? 1 : Math.max(1, Math.min(10, Math.round(Math.min(...confidences) * 10)))
