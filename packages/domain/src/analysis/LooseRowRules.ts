import type { Cell, Line } from "./LineRules.ts"
import { isNameInText } from "./NameRules.ts"
import { looksLikeRange } from "./RangeRules.ts"
import { type Row, rowOf } from "./Row.ts"
import { isLaboratoryUnit } from "./UnitRules.ts"
import { isCounted, isFlag, type PrintedValue, readValue } from "./ValueRules.ts"
import { isDecided, meaningOf } from "./WordRules.ts"

/**
 * A word beside the word expected. `Positive` beside `Negative` may be a form's two boxes, so it counts only where the
 * expectation stands in brackets or a mark follows.
 */
const expectedRow = (first: Cell, rest: ReadonlyArray<Cell>, section: string, line: Line): Row | undefined => {
  const [said = "", printed = "", flag = "", ...others] = rest.map((cell) => cell.text)
  const reference = printed.replace(/^[([](.*)[)\]]$/, "$1")
  const isPair = isDecided(said) && isDecided(reference) && meaningOf(reference) === "negative"
  if (!isPair || others.length > 0 || (flag !== "" && !isFlag(flag)) || !isNameInText(first.text)) return undefined
  if (meaningOf(said) !== "negative" && reference === printed && flag === "") return undefined
  return rowOf(first.text, { kind: "word", text: said, unit: "", reference, flag }, section, [line], false)
}

/** A result that only its wording gives away: a name, a number, and a unit or an interval that nothing else has. */
export const looseRow = (line: Line, section: string): Row | undefined => {
  const [first, ...rest] = /^\d{1,2}$/.test(line.cells[0]?.text ?? "") ? line.cells.slice(1) : line.cells
  if (first === undefined) return undefined
  const isTold = /\breference (?:range|interval)\s*:/i.test(line.text)
  const evident = (value: PrintedValue) =>
    value.kind === "number" &&
    !isCounted(value) &&
    (isLaboratoryUnit(value.unit) ||
      (looksLikeRange(value.reference) && (rest.length + value.unit.length > 0 || isTold)))
  const expected = expectedRow(first, rest, section, line)
  if (expected !== undefined) return expected
  const words = [first, ...rest].flatMap((cell) => cell.text.split(" "))
  const inColumns = readValue(rest.map((cell) => cell.text).join("  "))
  if (inColumns !== undefined && isNameInText(first.text)) {
    const isSaid = rest.length === 1 && inColumns.kind === "word" && isDecided(inColumns.text)
    if (isSaid || evident(inColumns)) return rowOf(first.text, inColumns, section, [line], false)
  }
  for (let count = 1; count < Math.min(words.length, 8); count += 1) {
    const name = words.slice(0, count).join(" ")
    const isDash = /^[-–−]$/.test(words[count] ?? "") && /\d$/.test(name)
    const value =
      !isDash && /^[\d<>≤≥+*HL↑↓.-]/.test(words[count] ?? "") ? readValue(words.slice(count).join(" ")) : undefined
    const isOne = value !== undefined && !/\d\s+\d/.test(value.text)
    if (isOne && evident(value) && isNameInText(name)) return rowOf(name, value, section, [line], false)
  }
  return undefined
}
