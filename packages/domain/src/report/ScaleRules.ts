import type { Conversion, CuratedTest } from "../analysis/meaning/CuratedTest.ts"
import { conversionsOf } from "../analysis/meaning/MeaningRules.ts"
import type { VitalType } from "../analysis/Vital.ts"
import { by, exactly, type Fraction, minus, plus, times } from "./Fraction.ts"

const scale = (factor: number, offset = 0): Conversion => ({ factor, offset })

/** Vital signs by the units' definitions: how many of the first one is, and what zero is in it. */
const vitalScales: Readonly<Record<VitalType, Readonly<Record<string, Conversion>>>> = {
  blood_pressure: { kPa: scale(1), "mm[Hg]": scale(0.133_322_387_415) },
  heart_rate: { "/min": scale(1) },
  temperature: { "[degF]": scale(1), Cel: scale(1.8, 32) },
  weight: { kg: scale(1), g: scale(0.001), "[lb_av]": scale(0.453_592_37) },
  height: { cm: scale(1), m: scale(100), "[in_i]": scale(2.54) },
  oxygen_saturation: { "%": scale(1) }
}

/** What is measured, as far as it says how its units become each other. */
export interface Measured {
  readonly test?: CuratedTest
  readonly vitalType?: VitalType
}

const scalesOf = ({ test, vitalType }: Measured, from: string, to: string) => {
  if (test !== undefined) return conversionsOf(test, from, to)
  const scales = new Map(vitalType === undefined ? [] : Object.entries(vitalScales[vitalType]))
  const [source, target] = [scales.get(from), scales.get(to)]
  return source === undefined || target === undefined ? undefined : ([source, target] as const)
}

/** The exact value in another unit by the table's own factors; none where the table does not say that one can be the other. */
export const inUnit = (measured: Measured, value: Fraction, from: string, to: string): Fraction | undefined => {
  if (from === to) return value
  const scales = scalesOf(measured, from, to)
  if (scales === undefined) return undefined
  const [source, target] = scales
  const inFirst = plus(times(value, exactly(source.factor)), exactly(source.offset))
  return by(minus(inFirst, exactly(target.offset)), exactly(target.factor))
}

/** Scales on which twice the number is not twice as much: their changes have no percentage. */
export const hasNoZero = (ucum: string | undefined): boolean => ["Cel", "[degF]", "[pH]"].includes(ucum ?? "")
