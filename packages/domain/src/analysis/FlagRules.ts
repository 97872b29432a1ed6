import type { Comparator, Flag } from "./LabResult.ts"
import type { Interval } from "./RangeRules.ts"
import { meaningOf } from "./WordRules.ts"

const strongly = /^(?:critical(?:ly)?|panic|alert|very|markedly|kritisch)/i

/** What a laboratory prints beside a result. Longer forms first. */
const marks: ReadonlyArray<readonly [RegExp, Flag]> = [
  [
    /^(?:HH|\+\+\+?|\+ \+|↑↑|H ?crit\w*|H\*|(?:critical(?:ly)?|panic|alert|very|markedly|kritisch) (?:high|elevated|hoog|hoch))(?![A-Z+])/i,
    "HH"
  ],
  [
    /^(?:LL|--|- -|−−|↓↓|L ?crit\w*|L\*|(?:critical(?:ly)?|panic|alert|very|markedly|kritisch) (?:low|laag|niedrig))(?![A-Z-])/i,
    "LL"
  ],
  [
    /^(?:H|\+|↑|▲|high|elevated|raised|increased|above|hi|hoog|verhoogd|hoch|erhöht|alto|alta|elevad[oa]|[ée]lev[ée]e?|haute?)(?![A-Z+])/i,
    "H"
  ],
  [
    /^(?:L|-|−|↓|▼|low|decreased|below|lo|laag|verlaagd|niedrig|erniedrigt|baj[oa]|baix[oa]|basse?|bas)(?![A-Z-])/i,
    "L"
  ],
  [/^(?:N|normale?|normaal|within (?:range|normal|limits|the).*|in range|wnl|ok|negative)(?![A-Z])/i, "N"],
  [/^(?:A|AA|\*+|!+|abnormal|out of range|outside.*|afwijkend|anormal|auffällig|positive)(?![A-Z])/i, "A"]
]

/** What a printed flag means, or none when it is a remark. */
export const printedFlagOf = (text: string): Flag | undefined => {
  const starred = text.trim()
  const bare = starred
    .replace(/^[*([]+(?=\w)/, "")
    .replace(/(?<=\w)[*)\]]+$/, "")
    .replace(/^[-–]\s+(?=\p{L})/u, "")
    .trim()
  const found = marks.find(([pattern]) => pattern.test(bare))?.[1]
  return found ?? (strongly.test(bare) ? "A" : undefined)
}

const sideOf = (value: number, { high, low, open }: Interval): Flag => {
  if (low !== undefined && (value < low || (open && value === low))) return "L"
  if (high !== undefined && (value > high || (open && value === high))) return "H"
  return "N"
}

/** All that `comparator value` allows must lie on one side, or nothing is said. */
const sideOfBound = (value: number, comparator: Comparator, interval: Interval): Flag | null => {
  const { high, low, open } = interval
  const strict = comparator === "<" || comparator === ">"
  if (comparator.startsWith("<")) {
    if (low !== undefined) return value < low || (value === low && (strict || open)) ? "L" : null
    return high !== undefined && (value < high || (value === high && (strict || !open))) ? "N" : null
  }
  if (high !== undefined) return value > high || (value === high && (strict || open)) ? "H" : null
  return low !== undefined && (value > low || (value === low && (strict || !open))) ? "N" : null
}

/** The flag that follows from the printed interval alone; null when it does not settle the matter. */
export const flagOf = (
  value: number | null,
  comparator: Comparator | undefined,
  interval: Interval | undefined
): Flag | null => {
  if (value === null || interval === undefined) return null
  return comparator === undefined ? sideOf(value, interval) : sideOfBound(value, comparator, interval)
}

/** The flag of a result in words against an expectation in words: `Positive` where `Negative` is expected is abnormal. */
export const wordFlagOf = (value: string, reference: string): Flag | null => {
  const found = meaningOf(value)
  const expected = meaningOf(reference)
  if (found === undefined || expected === undefined || found === "pending") return null
  if (found === "other" || expected === "other") {
    return value.trim().toLowerCase() === reference.trim().toLowerCase() ? "N" : null
  }
  return found === expected ? "N" : "A"
}

const direction = (flag: Flag): "low" | "high" | "normal" | "abnormal" =>
  flag === "N" ? "normal" : flag === "A" ? "abnormal" : flag.startsWith("L") ? "low" : "high"

/** Whether what the laboratory printed and what its range says point the same way; true while either says nothing. */
export const flagsAgree = (printed: string, computed: Flag | null): boolean => {
  const flag = printedFlagOf(printed)
  if (flag === undefined || computed === null) return true
  if (flag === "A" || computed === "A") return (flag === "N") === (computed === "N")
  return direction(flag) === direction(computed)
}
