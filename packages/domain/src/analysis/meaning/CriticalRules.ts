import type { Comparator } from "../LabResult.ts"
import { type CriticalLimit, criticalLimits, sources } from "./CriticalLimits.ts"
import { convert, type Meaning } from "./MeaningRules.ts"

/** A value beyond a published limit: which side, and who published it. */
export interface Critical {
  readonly flag: "LL" | "HH"
  readonly source: string
}

const sideOf = (
  value: number,
  comparator: Comparator | undefined,
  { high, low }: CriticalLimit
): Critical["flag"] | undefined => {
  if (low !== undefined && value <= low && comparator?.startsWith(">") !== true) return "LL"
  if (high !== undefined && value >= high && comparator?.startsWith("<") !== true) return "HH"
  return undefined
}

/**
 * Whether a value is critical whatever else the document says: neither a printed interval nor a printed mark can lower it.
 * Nothing is said of a test or unit that is not certain.
 */
export const criticalOf = (
  { code, test, ucum }: Meaning,
  value: number,
  comparator: Comparator | undefined
): Critical | undefined => {
  const limit = criticalLimits.find((one) => one.test === test?.name)
  if (test === undefined || code === undefined || limit === undefined) return undefined
  const inLimitUnit = convert(test, value, ucum ?? "", limit.ucum)
  // Conversion leaves a rest in the last binary digit; a value on the limit must stay on it.
  const rounded = inLimitUnit === undefined ? undefined : Number(inLimitUnit.toPrecision(10))
  const flag = rounded === undefined ? undefined : sideOf(rounded, comparator, limit)
  return flag && { flag, source: sources[limit.source] }
}
