import type { AnalysisResult } from "../../src/analysis/AnalysisResult.ts"
import { printedFlagOf } from "../../src/analysis/FlagRules.ts"
import type { Flag } from "../../src/analysis/LabResult.ts"
import { vitalNamed } from "../../src/analysis/VitalRules.ts"
import type { TrueRow } from "./Truth.ts"

/** How a result compares with the truth about its report. */
export interface Score {
  readonly printed: number
  readonly found: number
  readonly right: number
  /** Of the right ones: those whose flags, printed and computed, are as the truth has them. */
  readonly flagged: number
  /** What was shown as verified and is not printed like that. */
  readonly wrong: ReadonlyArray<string>
  readonly missed: ReadonlyArray<string>
  readonly misflagged: ReadonlyArray<string>
}

interface Fact {
  readonly key: string
  readonly isVerified: boolean
  readonly printedFlag: string
  readonly computedFlag: Flag | null
}

const keyOf = (...parts: ReadonlyArray<string>) =>
  parts
    .map((part) => part.normalize("NFKC").replaceAll("µ", "μ").replaceAll(/\s+/g, " ").trim().toLowerCase())
    .join(" | ")

/** A name, its value and its unit are one fact: the right figure beside the wrong unit is a wrong value. */
const factsOf = (result: AnalysisResult): ReadonlyArray<Fact> => [
  ...result.labResults.map((fact) => ({
    key: keyOf(fact.testName, fact.valueText, fact.unit),
    isVerified: fact.grounding === "verified",
    printedFlag: fact.printedFlag ?? "",
    computedFlag: fact.computedFlag
  })),
  ...result.vitals.flatMap((fact) =>
    fact.values.map((value) => ({
      key: keyOf("vital", String(value)),
      isVerified: fact.grounding === "verified",
      printedFlag: "",
      computedFlag: null
    }))
  )
]

interface Wanted {
  readonly key: string
  readonly row: TrueRow
}

/** A blood pressure is compared by its numbers, however a report names it and on how many lines it stands. */
const wantedOf = (truth: ReadonlyArray<TrueRow>): ReadonlyArray<Wanted> =>
  truth.flatMap((row) => {
    if (row.kind === "lab") return [{ key: keyOf(row.name, row.value, row.unit), row }]
    const vital = vitalNamed(row.name)
    return vital === undefined || vital === "other"
      ? []
      : row.value.split("/").map((number) => ({ key: keyOf("vital", number), row }))
  })

const numberOf = (text: string | null): number | undefined => {
  const plain = (text ?? "").replace(/^[<>=≤≥\s]+/, "").replace(",", ".")
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined
}

/** On which side of its printed interval a plain number lies; none where bound, value or notation leave room for doubt. */
const sideOf = (row: TrueRow): "L" | "N" | "H" | undefined => {
  const value = /^\d/.test(row.value) ? numberOf(row.value) : undefined
  const [low, high] = [numberOf(row.reference_low), numberOf(row.reference_high)]
  if (value === undefined || (low === undefined && high === undefined)) return undefined
  if ((low === undefined || high === undefined) && (value === low || value === high)) return undefined
  return low !== undefined && value < low ? "L" : high !== undefined && value > high ? "H" : "N"
}

const sideOfFlag = (flag: Flag | null | undefined) => (flag === "LL" ? "L" : flag === "HH" ? "H" : (flag ?? undefined))

const agrees = (fact: Fact, row: TrueRow): boolean => {
  if (row.kind === "vital") return true
  const expected = sideOf(row)
  return (
    sideOfFlag(printedFlagOf(fact.printedFlag)) === sideOfFlag(printedFlagOf(row.flag)) &&
    (expected === undefined || sideOfFlag(fact.computedFlag) === expected)
  )
}

/** Each true row may be matched once: a fact reported twice is wrong the second time. */
export const score = (result: AnalysisResult, truth: ReadonlyArray<TrueRow>): Score => {
  const left = [...wantedOf(truth)]
  const printed = left.length
  const wrong: Array<string> = []
  const misflagged: Array<string> = []
  let right = 0
  const facts = factsOf(result)
  for (const fact of facts) {
    const at = left.findIndex(({ key }) => key === fact.key)
    const [match] = at < 0 ? [] : left.splice(at, 1)
    if (match === undefined) {
      if (fact.isVerified) wrong.push(fact.key)
      continue
    }
    right += 1
    if (!agrees(fact, match.row))
      misflagged.push(
        `${fact.key}: "${fact.printedFlag}" and ${String(fact.computedFlag)}, printed "${match.row.flag}" beside ${match.row.reference_text}`
      )
  }
  return {
    printed,
    found: facts.length,
    right,
    flagged: right - misflagged.length,
    wrong,
    missed: left.map(({ key }) => key),
    misflagged
  }
}

/** All reports as one. */
export const total = (scores: ReadonlyArray<Score>): Score => ({
  printed: scores.reduce((sum, one) => sum + one.printed, 0),
  found: scores.reduce((sum, one) => sum + one.found, 0),
  right: scores.reduce((sum, one) => sum + one.right, 0),
  flagged: scores.reduce((sum, one) => sum + one.flagged, 0),
  wrong: scores.flatMap((one) => one.wrong),
  missed: scores.flatMap((one) => one.missed),
  misflagged: scores.flatMap((one) => one.misflagged)
})

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)

/** Of what was found, how much is right. */
export const precision = ({ found, right }: Score): number => share(right, found)
/** Of what is printed, how much was found right. */
export const recall = ({ printed, right }: Score): number => share(right, printed)
/** Of what was found right, how much is flagged as it should be. */
export const flagAgreement = ({ flagged, right }: Score): number => share(flagged, right)
