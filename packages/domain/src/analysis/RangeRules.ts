import { splitComparator } from "./ComparatorRules.ts"
import type { ReferenceRange } from "./LabResult.ts"
import { type DecimalStyle, numberPattern, parseNumber } from "./NumberRules.ts"
import { dropUnit } from "./UnitRules.ts"

/** A printed interval. A bound that is `open` does not belong to it: `<40` leaves 40 out. */
export interface Interval {
  readonly low?: number
  readonly high?: number
  readonly open: boolean
}

const bound = `\\(?[+\\-−]?\\s?${numberPattern}\\)?`
const dative = /^(?:de|von|da|van|between|entre|zwischen|tussen)\s+(?=\d)/i
const between = new RegExp(
  `^(${bound})(?:\\s*(?:-|–|—|−|‐|‑|~|\\.{2,3})\\s*|\\s+(?:to|tot|bis|and|en|a|à|y|et|und)\\s+)(${bound})$`,
  "i"
)
const most =
  /^(?:up ?to|until|below|under|max(?:imum)?\.?|tot|bis(?: zu)?|hasta|at[ée]|jusqu['’][àa]|upto|unter|m[áa]ximo|h[öo]chstens|maximal)\s*:?\s*/i
const least =
  /^(?:above|over|min(?:imum)?\.?|from|at least|vanaf|ab|desde|a partir de|[àa] partir de|[üu]ber|mindestens|m[íi]nimo)\s*:?\s*/i
const label =
  /^(?:(?=[^:=\d<>]*(?:r[eé]f|norm|rang|interv|limit|faixa|bereich|wert|valor|valeur|value|usuel|waarde|biolog|\bv\.?r\b))[^:=\d<>]{1,40})?[:=]\s*/iu

/** The interval without the words before it: `Reference range: 3 - 5` is printed as `3 - 5`. */
export const withoutLabel = (text: string): string => text.replace(label, "").trim()

/** Whether a text says before it that what follows is a reference: `Reference: Negative`. */
export const hasLabel = (text: string): boolean => !/^\s*[:=]/.test(text) && label.test(text)

/** The interval without the brackets and labels around it. */
export const bareRange = (text: string): string =>
  text
    .trim()
    .replace(/\s*\(calc\.?\)$/i, "")
    .replace(/^[([](.*)[)\]]$/, "$1")
    .replace(label, "")
    .trim()

const edges = (text: string): { readonly low?: string; readonly high?: string; readonly open: boolean } | undefined => {
  const printed = dropUnit(bareRange(text)).rest.replace(dative, "")
  const two = between.exec(printed)
  if (two !== null) {
    const [, low = "", high = ""] = two
    return { low: dropUnit(low).rest.replaceAll(/[()\s]/g, ""), high: high.replaceAll(/[()\s]/g, ""), open: false }
  }
  const withUnits = /^(.*?\d)\s*([^\d\s-–]\S*)\s*([-–])\s*(\d.*)$/.exec(printed)
  if (withUnits !== null && dropUnit(`${withUnits[1]} ${withUnits[2]}`).unit !== "") {
    return edges(`${withUnits[1]} - ${withUnits[4]}`)
  }
  const { comparator, rest } = splitComparator(printed)
  if (comparator !== undefined) {
    return comparator.startsWith("<")
      ? { high: rest, open: comparator === "<" }
      : { low: rest, open: comparator === ">" }
  }
  if (most.test(printed)) return { high: printed.replace(most, ""), open: false }
  if (least.test(printed)) return { low: printed.replace(least, ""), open: false }
  return undefined
}

/** The numeric interval that a reference text prints. None for tiers, words, or a low end above the high one: never a guess. */
export const intervalOf = (text: string, style: DecimalStyle): Interval | undefined => {
  const found = edges(text)
  if (found === undefined) return undefined
  const low = found.low === undefined ? undefined : parseNumber(found.low, style)
  const high = found.high === undefined ? undefined : parseNumber(found.high, style)
  if (low === null || high === null || (low !== undefined && high !== undefined && low > high)) return undefined
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }), open: found.open }
}

/** Whether a text has the form of an interval, whatever its numbers mean. */
export const looksLikeRange = (text: string): boolean => {
  const found = edges(text)
  const number = new RegExp(`^[+\\-−]?${numberPattern}$`)
  return found !== undefined && [found.low, found.high].every((edge) => edge === undefined || number.test(edge))
}

/** The reference as the result carries it: the text as printed, and its bounds where it has some. */
export const referenceOf = (text: string, style: DecimalStyle): ReferenceRange => {
  const interval = intervalOf(text, style)
  return {
    ...(interval?.low !== undefined && { low: interval.low }),
    ...(interval?.high !== undefined && { high: interval.high }),
    ...(text !== "" && { text })
  }
}

/** The unit that an interval is printed with: `(136-145 mmol/L)`. */
export const unitOfRange = (text: string): string =>
  looksLikeRange(text) ? dropUnit(bareRange(text)).unit : dropUnit(text).unit
