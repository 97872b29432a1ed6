import { splitComparator } from "../analysis/ComparatorRules.ts"
import { flagOf, wordFlagOf } from "../analysis/FlagRules.ts"
import type { Comparator, Flag } from "../analysis/LabResult.ts"
import { criticalOf } from "../analysis/meaning/CriticalRules.ts"
import { type Meaning, meaningOf } from "../analysis/meaning/MeaningRules.ts"
import { ucumOf } from "../analysis/meaning/UcumRules.ts"
import { type DecimalStyle, decimalStyleOf, parseNumber } from "../analysis/NumberRules.ts"
import { type Interval, intervalOf } from "../analysis/RangeRules.ts"
import type { HistoryResult } from "./HealthData.ts"

/** What a device says of a result, as far as the rules come to the same from what is printed. */
export interface Proven {
  readonly meaning: Meaning
  readonly value?: number
  readonly comparator?: Comparator
  /** Decimals as printed: `5.0` has one. */
  readonly decimals: number
  readonly flag: Flag | null
}

const languages = ["en", "es", "de", "fr", "pt", "und"]

/** The meaning that the device was told once, if the printed name still has it in some language; else none but the unit's. */
const provenMeaning = (result: HistoryResult, isWord: boolean): Meaning => {
  if (result.testNameNormalized !== undefined)
    for (const category of new Set([result.category, "blood" as const]))
      for (const language of languages) {
        const meaning = meaningOf({ ...result, category, isWord }, language)
        if (meaning.test?.name === result.testNameNormalized && meaning.code?.loinc === result.loinc) return meaning
      }
  const ucum = ucumOf(result.unit, undefined)
  return { ...(ucum !== undefined && { ucum }), isOddUnit: false }
}

const styles = ["point", "comma"] as const

/** The styles in which the printed text is the number that the device holds; none: it is no such number. */
const stylesOf = (text: string, value: number | null): ReadonlyArray<DecimalStyle> =>
  value === null ? [] : styles.filter((style) => parseNumber(text, style) === value)

const decimalsIn = (text: string, style: DecimalStyle): number => {
  const [, decimals, ...more] = text.split(style === "comma" ? "," : ".")
  return decimals === undefined || more.length > 0 ? 0 : decimals.length
}

/** The interval that is printed, read as the device says where both readings are possible. */
const intervalIn = ({ reference }: HistoryResult, read: ReadonlyArray<DecimalStyle>): Interval | undefined => {
  const { high, low, text } = reference
  if (text === undefined) {
    const isEmpty = (low ?? high) === undefined || (low !== undefined && high !== undefined && low > high)
    return isEmpty ? undefined : { ...reference, open: false }
  }
  const intervals = read.map((style) => intervalOf(text, style))
  const told = intervals.find((interval) => interval?.low === low && interval?.high === high)
  return told ?? (intervals.length === 1 ? intervals[0] : undefined)
}

/** Holds a result against its own print: what does not follow from it is left out. */
export const prove = (result: HistoryResult): Proven => {
  const { comparator, rest } = splitComparator(result.valueText)
  const fitting = stylesOf(rest, result.value)
  const told = decimalStyleOf([rest, result.reference.text ?? ""])
  const read = fitting.includes(told) ? [told] : fitting
  const meaning = provenMeaning(result, !/\d/.test(rest))
  if (result.value === null || fitting.length === 0) {
    const isWord = result.value === null && !/\d/.test(rest)
    return { meaning, decimals: 0, flag: isWord ? wordFlagOf(result.valueText, result.reference.text ?? "") : null }
  }
  const inRange = flagOf(result.value, comparator, intervalIn(result, read))
  return {
    meaning,
    value: result.value,
    ...(comparator !== undefined && { comparator }),
    decimals: decimalsIn(rest, read[0] ?? told),
    flag: criticalOf(meaning, result.value, comparator)?.flag ?? inRange
  }
}
