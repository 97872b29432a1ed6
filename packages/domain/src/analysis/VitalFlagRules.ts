import type { Flag } from "./LabResult.ts"
import type { Vital } from "./Vital.ts"

/** Where the limits were published. */
export const vitalSources = {
  news2:
    "Royal College of Physicians. National Early Warning Score (NEWS) 2. London, 2017 (adults; oxygen saturation scale 1)",
  nhs: "NHS, Blood pressure test: readings between 90/60 and 120/80 mmHg are ideal, 140/90 or more is high, below 90/60 is low",
  acc: "Whelton PK et al. 2017 ACC/AHA guideline for high blood pressure in adults. Hypertension 2018;71(6):e13-e115 (hypertensive crisis: above 180 or 120 mmHg)"
} as const

/** What a vital sign's value says by itself, and who says so. */
export interface JudgedSign {
  readonly flag: Flag
  readonly source: string
}

const sign = (flag: Flag, source: keyof typeof vitalSources): JudgedSign => ({ flag, source: vitalSources[source] })

/** Between ideal and high, and on their very limits, the sources leave it open, and so do we. */
const pressure = (systolic: number, diastolic: number): JudgedSign | undefined => {
  if (systolic > 180 || diastolic > 120) return sign("HH", "acc")
  const isHigh = systolic >= 140 || diastolic >= 90
  const isLow = systolic < 90 || diastolic < 60
  if (isHigh && isLow) return sign("A", "nhs")
  if (isHigh) return sign("H", "nhs")
  if (isLow) return sign("L", "nhs")
  return systolic > 90 && systolic < 120 && diastolic > 60 && diastolic < 80 ? sign("N", "nhs") : undefined
}

/**
 * From here on, each lower limit belonging to its flag. NEWS2 scores 3 where the flag is doubled, 1 or 2 where it is
 * single, and 0 where it is N; where that differs from the ranges that people are usually told (a heart rate of 60 to 100,
 * a temperature of 36.1 to 37.2, a saturation from 94), nothing is said.
 */
type Scale = ReadonlyArray<readonly [from: number, flag: Flag | undefined]>

const rates: Scale = [
  [-Infinity, "LL"],
  [41, "L"],
  [51, undefined],
  [60, "N"],
  [91, undefined],
  [101, "H"],
  [131, "HH"]
]
const temperatures: Scale = [
  [-Infinity, "LL"],
  [35.1, undefined],
  [36.1, "N"],
  [37.3, undefined],
  [38.1, "H"]
]
const saturations: Scale = [
  [-Infinity, "LL"],
  [92, "L"],
  [94, undefined],
  [96, "N"]
]

const onScale = (scale: Scale, value: number): JudgedSign | undefined => {
  const flag = scale.findLast(([from]) => value >= from)?.[1]
  return flag && sign(flag, "news2")
}

const perMinute =
  /^(?:|bpm|lpm|\/ ?min\.?|1\/min|min-1|(?:beats?|schl[äa]ge|latidos|battements|batimentos|slagen) ?(?:\/|per|pro|por|par) ?min\w*\.?)$/i
const inCelsius = /^(?:°|º|deg\.? ?)?c(?:elsius)?$/i
const inFahrenheit = /^(?:°|º|deg\.? ?)?f(?:ahrenheit)?$/i

/** To the tenth that NEWS2 is published in. Without a unit, what no body could have in the other tells which it is. */
const celsiusOf = (value: number, unit: string): number | undefined => {
  const isFahrenheit = inFahrenheit.test(unit) || (unit === "" && value >= 86)
  const isCelsius = inCelsius.test(unit) || (unit === "" && value <= 45)
  const celsius = isFahrenheit ? ((value - 32) * 5) / 9 : isCelsius ? value : undefined
  return celsius === undefined ? undefined : Math.round(celsius * 10) / 10
}

/**
 * What follows from the value of a vital sign alone, for adults at rest; nothing where the unit is not one we know, where
 * the sources leave it open, and of weight and height, which say nothing by themselves.
 */
export const signOf = ({
  unit,
  values,
  vitalType
}: Pick<Vital, "unit" | "values" | "vitalType">): JudgedSign | undefined => {
  const [value, second] = values
  const printed = unit.trim()
  switch (vitalType) {
    case "blood_pressure":
      return second !== undefined && /^(?:mm ?hg)?$/i.test(printed) ? pressure(value, second) : undefined
    case "heart_rate":
      return perMinute.test(printed) ? onScale(rates, value) : undefined
    case "oxygen_saturation":
      return /^%?$/.test(printed) ? onScale(saturations, value) : undefined
    case "temperature": {
      const celsius = celsiusOf(value, printed)
      return celsius === undefined ? undefined : onScale(temperatures, celsius)
    }
    case "weight":
    case "height":
      return undefined
  }
}
