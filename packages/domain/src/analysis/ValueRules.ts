import { comparingWords } from "./ComparatorRules.ts"
import { numberPattern } from "./NumberRules.ts"
import { bareRange, hasLabel, looksLikeRange, withoutLabel } from "./RangeRules.ts"
import { dropUnit, takeUnit } from "./UnitRules.ts"
import { meaningOf } from "./WordRules.ts"

/** What stands in the place of a result, each part as printed; absent parts are empty. */
export interface PrintedValue {
  readonly kind: "number" | "word"
  readonly text: string
  readonly unit: string
  readonly reference: string
  readonly flag: string
}

const comparator = `(?:(?:<\\s?=?|>\\s?=?|=\\s?[<>]|[≤≥⩽⩾])\\s?|${comparingWords}\\s)`
const marker = /^(?:(?:\+\s?\+|-\s?-|\+|-|−|↑|↓|▲|▼|@|#|§§|[HLTE*](?=\s))\s+|[*↑↓▲▼@#]\s*)(?=\S)/
const number = new RegExp(`^((?:${comparator})?[+\\-−]?${numberPattern})`, "i")
const graded = /^[1-4]\+(?=\s|$)/
const counted = new RegExp(`^(\\d{1,3}\\s?[-–]\\s?\\d{1,3})(?=\\s|$)`)
const flag =
  /^(?:[-–]\s+(?=[a-z]))?(?:(?:above|below)\s.*(?:limit|range)|\+{1,2}|-{1,2}|\*?(?:HH|LL|H|L|A|N)\*?|\*{1,2}|!|↑+|↓+|▲|▼|\*?(?:very |critical(?:ly)? |muy |sehr |très |muito )?(?:high|low|alto|alta|bajo|baja|baixo|baixa|hoch|niedrig|bas|haut|elevado|elevada|[ée]lev[ée]e?|erh[öo]ht|erniedrigt|hoog|laag)\*?|(?:ab)?normale?|elevated|borderline|cr[ií]tico)(?=\s|$|[[(])/i
const previous = new RegExp(`^(?:${comparator})?${numberPattern}\\s+\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}\\s+`)

const reading = (rest: string, found: PrintedValue): PrintedValue | undefined => {
  if (rest === "") return found
  const mark = flag.exec(rest)
  if (mark !== null && (found.flag === "" || found.flag === "*"))
    return reading(rest.slice(mark[0].length).trim(), { ...found, flag: mark[0] })
  const enclosed = /^\(([^()]*(?:\([^()]*\)[^()]*)*)\)|^\[([^\]]*)\]/.exec(rest)
  if (enclosed !== null) {
    const inner = (enclosed[1] ?? enclosed[2] ?? "").trim()
    const after = rest.slice(enclosed[0].length).trim()
    if (looksLikeRange(inner) && found.reference === "")
      return reading(after, { ...found, reference: bareRange(inner) })
    if (found.flag === "" && !/^\d/.test(inner)) return reading(after, { ...found, flag: inner })
    return undefined
  }
  if (found.unit === "") {
    const taken = takeUnit(rest)
    if (taken.unit !== "") return reading(taken.rest, { ...found, unit: taken.unit })
  }
  if (found.reference === "") {
    const unset = /^not estab(?:lished|\.)?/i.exec(rest)
    if (unset !== null) return reading(rest.slice(unset[0].length).trim(), { ...found, reference: unset[0] })
    const words = rest.split(/(?<=\s)/)
    for (let count = words.length; count > 0; count -= 1) {
      const front = words.slice(0, count).join("").trim()
      if (looksLikeRange(front))
        return reading(words.slice(count).join("").trim(), { ...found, reference: withoutLabel(front) })
    }
  }
  return undefined
}

const unmarked = (text: string): { readonly flag: string; readonly rest: string } => {
  let flag = ""
  let rest = text
  for (let match = marker.exec(rest); match !== null; match = marker.exec(rest)) {
    const mark = match[0].trim()
    if (/^[+\-−↑↓▲▼HL*]/.test(mark)) flag = mark
    rest = rest.slice(match[0].length)
  }
  return { flag, rest }
}

/**
 * Reads a result as printed: flag marks, comparator, number or word, unit, interval, flag, in the orders laboratories
 * use. None when anything is left over: a date, a dose or a sentence is not half a result.
 */
export const readValue = (printed: string): PrintedValue | undefined => {
  const text = printed.trim()
  const { flag, rest } = unmarked(text)
  const value = graded.test(rest) ? null : (counted.exec(rest) ?? number.exec(rest))
  if (value?.[1] !== undefined) {
    const empty: PrintedValue = { kind: "number", text: value[1].trim(), unit: "", reference: "", flag }
    const after = rest.slice(value[0].length).replaceAll(/[,;]\s+(?=[a-z([])/gi, " ")
    const separate = after === "" || !/^[\d.,:/-]/.test(after)
    const found = separate ? (reading(after.trim(), empty) ?? readPast(after.trim(), empty)) : undefined
    if (found !== undefined) return found
  }
  return readWord(rest, flag)
}

/** A word may carry its mark or the unit of its column: `FEW A`, `Negative mg/dL`. */
const readWord = (rest: string, flag: string): PrintedValue | undefined => {
  if (meaningOf(rest) === undefined) {
    const [, word = "", mark = ""] = /^(.*\S)\s+(\*{1,2}|\*?(?:HH?|LL?|A|high|low|abnormal)\*?)$/i.exec(rest) ?? []
    const marked = meaningOf(word) === undefined ? undefined : readWord(word, mark)
    if (marked !== undefined) return marked
    const measured = dropUnit(rest)
    return measured.unit !== "" && meaningOf(measured.rest) !== undefined
      ? { kind: "word", text: measured.rest, unit: measured.unit, reference: "", flag }
      : undefined
  }
  const withRange = /^(.*?)\s*\(([^()]*)\)$/.exec(rest)
  const inner = withRange?.[2] ?? ""
  if (hasLabel(inner))
    return { kind: "word", text: withRange?.[1] ?? rest, unit: "", reference: withoutLabel(inner), flag }
  return inner !== "" && /^(?:ref|normal|h|l|high|low|abnormal)\b/i.test(inner)
    ? { kind: "word", text: withRange?.[1] ?? rest, unit: "", reference: "", flag: inner }
    : { kind: "word", text: rest, unit: "", reference: "", flag }
}

/** `200-239` counts cells in a field of view; with any other unit it is an interval, not a result. */
export const isCounted = (value: PrintedValue): boolean => counted.test(value.text) && !/[hl]pf|veld/i.test(value.unit)

/** Whether a text is a mark beside a result and nothing else. */
export const isFlag = (text: string): boolean => flag.exec(text)?.[0].length === text.length

/** Some laboratories print the previous result and its date between the result and its unit. */
const readPast = (rest: string, found: PrintedValue): PrintedValue | undefined => {
  const mark = flag.exec(rest)?.[0] ?? ""
  const match = previous.exec(`${rest.slice(mark.length).trim()} `)
  if (match === null) return undefined
  return reading(rest.slice(mark.length).trim().slice(match[0].length).trim(), {
    ...found,
    flag: mark === "" ? found.flag : mark
  })
}
