import type { Line } from "./LineRules.ts"
import { isName } from "./NameRules.ts"
import { looksLikeRange } from "./RangeRules.ts"
import { type Row, rowOf } from "./Row.ts"
import { isLaboratoryUnit, isUnit } from "./UnitRules.ts"
import { isCounted, type PrintedValue, readValue } from "./ValueRules.ts"
import { readNamed, vitalNamed } from "./VitalRules.ts"

interface Pair {
  readonly label: string
  readonly text: string
}

type Subject = { readonly name: string; readonly line: Line } | undefined

const labelPattern = /^([^:]{2,60}?)\s*:(?:\s+(.*))?$/
const subjects = /^(?:investigation|test(?: name)?|analyte|parameter|examination|analyse|bepaling|prueba|examen)$/i
const results =
  /^(?:results?|values?|(?:observed|test|patient) (?:value|result)|resultaat|uitslag|resultado|ergebnis)$/i
const references =
  /^(?:(?:biological |normal |bio\.? )?(?:reference|ref\.?|normal)(?: (?:range|interval|values?))?|referentie(?:waarden?)?|rango de referencia|valor(?:es)? de referencia)$/i
const units = /^(?:units?|eenheid|unidad(?:es)?|einheit)$/i

/** Words that are a result beside any label; `None` or `Normal` beside `Allergies` or `Appetite` is none. */
const decided =
  /^(?:(?:not |non-? ?)?(?:negative|positive|reactive|detected)|negatief|positief|negativ[oa]?|positiv[oa]?|(?:mildly|slightly|moderately|markedly|severely) (?:elevated|increased|raised|decreased|reduced|low|high))$/i

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

const evident = (label: string, value: PrintedValue): boolean => {
  if (value.kind === "word") return decided.test(value.text)
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
  subject: Subject,
  rows: ReadonlyArray<Row>
): { readonly rows: ReadonlyArray<Row>; readonly subject: Subject } | undefined => {
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
    if (subjects.test(label) && text !== "") {
      about = { name: text, line }
      touched = true
    } else if (results.test(label) && about !== undefined) {
      const value = readValue(text)
      if (value === undefined) continue
      found = [...found, rowOf(about.name, value, section, about.line === line ? [line] : [about.line, line], false)]
      touched = true
    } else if (references.test(label) && about !== undefined && last?.reference === "" && last.name === about.name) {
      change({ reference: text })
    } else if (units.test(label) && about !== undefined && last?.unit === "" && last.name === about.name) {
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
