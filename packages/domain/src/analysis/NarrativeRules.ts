import type { Flag, LabResult } from "./LabResult.ts"
import type { Vital } from "./Vital.ts"

/** What a text is made of. */
interface Results {
  readonly labResults: ReadonlyArray<LabResult>
  readonly vitals: ReadonlyArray<Vital>
}

const small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
const teens = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
const tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

/** Counts are written in words: every figure in the text is then one that the document prints. */
const inWords = (count: number): string => {
  const low = [...small, ...teens][count]
  if (low !== undefined) return low
  if (count > 99) return "more than ninety-nine"
  const unit = count % 10
  return `${tens[Math.floor(count / 10) - 2] ?? ""}${unit === 0 ? "" : `-${small[unit] ?? ""}`}`
}

/** Such as `two results`. */
export const counted = (count: number, one: string, many: string) => `${inWords(count)} ${count === 1 ? one : many}`
export const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** What a document prints is shown as it stands: none of its signs may become links, headings or HTML. */
export const literal = (text: string) =>
  text.replaceAll(/[\\`*_{}[\]<>#|~!:@]|(?<=\bwww)\./gi, String.raw`\$&`).replaceAll(/\s+/g, " ")

export const positions: Readonly<Record<Flag, string>> = {
  N: "within the printed reference range",
  L: "below the printed reference range",
  LL: "far below what is expected",
  H: "above the printed reference range",
  HH: "far above what is expected",
  A: "not what the printed reference expects"
}

export const isAbnormal = (result: LabResult) => result.computedFlag !== null && result.computedFlag !== "N"

/** A critical value may stand without a printed range, and is then not outside one. */
const isOutside = (result: LabResult) => isAbnormal(result) && result.reference.text !== undefined
const isFarOut = (result: LabResult) => isAbnormal(result) && result.reference.text === undefined

/** One result as an entry of a list: value, reference, where it lies, and whether to compare it with the document. */
export const resultLine = (result: LabResult): string => {
  const value = `${result.valueText}${result.unit === "" ? "" : ` ${result.unit}`}`
  const reference = result.reference.text === undefined ? "" : ` (reference: ${literal(result.reference.text)})`
  const position = result.computedFlag === null ? "" : `, ${positions[result.computedFlag]}`
  const doubt = result.grounding === "verified" ? "" : " — please compare this line with your document"
  return `- **${literal(result.testName)}**: ${literal(value)}${reference}${position}${doubt}`
}

export const vitalNames: Readonly<Record<Vital["vitalType"], string>> = {
  blood_pressure: "Blood pressure",
  heart_rate: "Heart rate",
  temperature: "Temperature",
  weight: "Weight",
  height: "Height",
  oxygen_saturation: "Oxygen saturation"
}

export const vitalLine = (vital: Vital): string =>
  `- **${vitalNames[vital.vitalType]}**: ${vital.values.join("/")}${vital.unit === "" ? "" : ` ${literal(vital.unit)}`}`

/** One or two plain sentences. Says what was found and where it lies, never what it means or what to do. */
export const summaryOf = ({ labResults, vitals }: Results): string => {
  if (labResults.length + vitals.length === 0)
    return "No laboratory results or vital signs were found in this document."
  const outside = labResults.filter(isOutside).length
  const settled = labResults.filter((result) => result.computedFlag !== null).length
  const found = [
    ...(labResults.length > 0 ? [counted(labResults.length, "laboratory result", "laboratory results")] : []),
    ...(vitals.length > 0 ? [counted(vitals.length, "vital sign", "vital signs")] : [])
  ]
  const first = `This document reports ${found.join(" and ")}.`
  if (settled === 0) return first
  const verb = outside === 1 ? "lies" : "lie"
  return `${first} ${sentence(counted(outside, "result", "results"))} ${verb} outside the printed reference range.`
}

const part = (heading: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : [`## ${heading}`, lines.join("\n")]

/** The facts in sentences, by template: outside the range first, then within, then what has no range to compare with. */
export const narrativeOf = (facts: Results): string => {
  const { labResults, vitals } = facts
  const within = labResults.filter((result) => result.computedFlag === "N")
  const open = labResults.filter((result) => result.computedFlag === null)
  return [
    summaryOf(facts),
    ...part("Far outside what is expected", labResults.filter(isFarOut).map(resultLine)),
    ...part("Outside the printed reference range", labResults.filter(isOutside).map(resultLine)),
    ...part("Within the printed reference range", within.map(resultLine)),
    ...part("Not compared with a reference range", open.map(resultLine)),
    ...part("Vital signs", vitals.map(vitalLine))
  ].join("\n\n")
}
