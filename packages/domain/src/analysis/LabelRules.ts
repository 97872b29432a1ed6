import { isLabelOf } from "./LabelWords.ts"
import type { Line } from "./LineRules.ts"
import { isName, isNameInText } from "./NameRules.ts"
import { looksLikeRange, unitOfRange } from "./RangeRules.ts"
import { type Row, rowOf } from "./Row.ts"
import { isLaboratoryUnit, isUnit } from "./UnitRules.ts"
import { isCounted, type PrintedValue, readValue } from "./ValueRules.ts"
import { readNamed, vitalNamed } from "./VitalRules.ts"
import { isDecided } from "./WordRules.ts"

interface Pair {
  readonly label: string
  readonly text: string
}

/** What the results that follow are of: a label said it, or a line of its own, which the next such line replaces. */
export interface Subject {
  readonly name: string
  /** Lines that follow each other, so that what is quoted stands on the page as quoted. */
  readonly lines: ReadonlyArray<Line>
  readonly by: "label" | "line"
  /** The interval, where it is printed before its result. */
  readonly reference: string
  /** One name has one result: a second one belongs to a name that was not read, and to nobody. */
  readonly isDone: boolean
}

const labelPattern = /^([^:]{2,60}?)\s*:(?:\s+(.*))?$/

/** Names on lines of their own, when what follows says of what it is the result or the interval. */
export const subjectOf = (alone: ReadonlyArray<Line>, line: Line): Subject | undefined => {
  const [pair] = pairsOf(line)
  const name = alone[0]?.text
  if (name === undefined || pair === undefined || !isNameInText(name)) return undefined
  return isLabelOf("result", pair.label) || isLabelOf("reference", pair.label)
    ? { name, lines: alone, by: "line", reference: "", isDone: false }
    : undefined
}

/** Whether a line says how or of what something was measured, between a name and its result. */
export const isAside = (line: Line): boolean => {
  const pairs = pairsOf(line)
  return pairs.length > 0 && pairs.every(({ label }) => isLabelOf("aside", label))
}

/** A degree beside a label is a result as well. */
const graded =
  /^(?:mildly|slightly|moderately|markedly|severely) (?:elevated|increased|raised|decreased|reduced|low|high)$/i

/** What a line says in the form `label: text`, once or several times beside each other. */
export const pairsOf = (line: Line): ReadonlyArray<Pair> => {
  const pairs: Array<Pair> = []
  for (const cell of line.cells) {
    const match = labelPattern.exec(cell.text)
    const last = pairs.at(-1)
    if (match?.[1] !== undefined) pairs.push({ label: match[1].trim(), text: (match[2] ?? "").trim() })
    else if (last !== undefined)
      pairs[pairs.length - 1] = { ...last, text: `${last.text}  ${cell.text.replace(/^:\s*/, "")}`.trim() }
  }
  return pairs
}

const isRightBelow = (row: Row, line: Line): boolean => {
  const last = row.lines.at(-1)
  return last !== undefined && last.page === line.page && last.y - line.y <= 1.8 * Math.max(last.height, line.height)
}

const isReference = (text: string): boolean => looksLikeRange(text) || isDecided(text)

const evident = (label: string, value: PrintedValue): boolean => {
  if (value.kind === "word") return isDecided(value.text) || graded.test(value.text)
  if (isCounted(value)) return false
  const vital = vitalNamed(label)
  return vital !== undefined
    ? value.unit === "" || isUnit(value.unit)
    : isLaboratoryUnit(value.unit) || looksLikeRange(value.reference)
}

/** Reads a line of a form. None when it holds no label that concerns results. */
export const labelled = (
  line: Line,
  section: string,
  subject: Subject | undefined,
  rows: ReadonlyArray<Row>
): { readonly rows: ReadonlyArray<Row>; readonly subject: Subject | undefined } | undefined => {
  let found: ReadonlyArray<Row> = rows
  let about = subject
  let touched = false
  for (const { label, text } of pairsOf(line)) {
    const last = found.at(-1)
    const change = (part: Partial<Row>) => {
      if (last === undefined) return
      const lines = last.lines.at(-1) === line ? last.lines : [...last.lines, line]
      found = [...found.slice(0, -1), { ...last, ...part, lines }]
      touched = true
    }
    if (isLabelOf("subject", label) && text !== "") {
      about = { name: text, lines: [line], by: "label", reference: "", isDone: false }
      touched = true
    } else if (isLabelOf("result", label)) {
      const value = readValue(text)
      if (value === undefined || about === undefined || about.isDone) continue
      const reference = value.reference === "" ? about.reference : value.reference
      const lines = about.lines.includes(line) ? about.lines : [...about.lines, line]
      found = [...found, rowOf(about.name, { ...value, reference }, section, lines, false)]
      about = { ...about, isDone: true }
      touched = true
    } else if (
      isLabelOf("reference", label) &&
      about !== undefined &&
      last?.reference === "" &&
      last.name === about.name
    ) {
      change({ reference: text, unit: last.unit === "" ? unitOfRange(text) : last.unit })
    } else if (
      isLabelOf("reference", label) &&
      last?.reference === "" &&
      isRightBelow(last, line) &&
      isReference(text)
    ) {
      change({ reference: text, unit: last.unit === "" ? unitOfRange(text) : last.unit })
    } else if (
      isLabelOf("reference", label) &&
      about !== undefined &&
      last?.lines[0] !== about.lines[0] &&
      isReference(text)
    ) {
      about = { ...about, reference: text, lines: [...about.lines, line] }
      touched = true
    } else if (isLabelOf("unit", label) && about !== undefined && last?.unit === "" && last.name === about.name) {
      change({ unit: text })
    } else if (isName(label)) {
      const value = readNamed(label, text)
      if (value === undefined || !evident(label, value)) continue
      found = [...found, rowOf(label, value, section, [line], false)]
      touched = true
    }
  }
  return touched ? { rows: found, subject: about } : undefined
}
