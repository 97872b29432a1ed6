import type { Flag } from "../analysis/LabResult.ts"
import { exactly, type Fraction } from "./Fraction.ts"
import type { Measurement } from "./Measurement.ts"
import type { Held } from "./MeasurementRules.ts"
import { decimalsOf, withDecimals, withSignificant } from "./RoundingRules.ts"
import { inUnit, type Measured } from "./ScaleRules.ts"
import type { Point, Series } from "./Series.ts"

/** One dated number of a measurement: a blood pressure has two. */
interface Reading {
  readonly key: string
  readonly name: string
  readonly measured: Measured
  readonly measurement: Measurement
  readonly date: string
  readonly value: Fraction
  readonly text: string
  readonly decimals: number
  /** The UCUM code or, where it is not known, the unit as printed. */
  readonly unit: string
  /** None for a part: what is said of a blood pressure is said of both its numbers. */
  readonly flag: Flag | null
}

const vitalParts: Partial<Record<string, ReadonlyArray<string>>> = {
  blood_pressure: ["Systolic blood pressure", "Diastolic blood pressure"]
}

const readingsOf = ({ decimals, meaning, measurement }: Held): ReadonlyArray<Reading> => {
  const { category, date, flag, name, ucum, unit, values, valueText, vitalType } = measurement
  if (date === undefined) return []
  const common = { measurement, date, unit: ucum ?? unit.trim(), flag: values.length > 1 ? null : flag }
  if (vitalType !== undefined)
    return values.map((value, part) => ({
      ...common,
      key: `vital ${vitalType} ${part}`,
      name: vitalParts[vitalType]?.[part] ?? name,
      measured: { vitalType },
      value: exactly(value),
      text: String(value),
      decimals: decimalsOf(exactly(value))
    }))
  const { test } = meaning
  const key = test === undefined ? `name ${category ?? ""} ${name}` : `test ${test.specimen} ${test.name}`
  return values.map((value) => ({
    ...common,
    key,
    name: test?.name ?? name,
    measured: test === undefined ? {} : { test },
    value: exactly(value),
    text: valueText,
    decimals
  }))
}

const significantIn = (text: string) => text.replaceAll(/^[-0.]+|\D/g, "").length

const pointIn = (reading: Reading, unit: string): Point | undefined => {
  const { date, decimals, flag, measured, measurement, text } = reading
  const value = inUnit(measured, reading.value, reading.unit, unit)
  if (value === undefined) return undefined
  const { comparator, id } = measurement
  const isConverted = unit !== reading.unit
  const digits = Math.max(2, significantIn(withDecimals(reading.value, decimals)))
  const converted = withSignificant(value, digits)
  return {
    measurementId: id,
    date,
    value,
    ...(comparator !== undefined && { comparator }),
    text: isConverted ? `${comparator ?? ""}${converted}` : text,
    isConverted,
    decimals: isConverted ? (converted.split(".")[1]?.length ?? 0) : decimals,
    flag
  }
}

const ifShared = <A>(values: ReadonlyArray<A>): A | undefined => {
  const [only, ...others] = new Set(values)
  return others.length > 0 ? undefined : only
}

/** All of one thing, in the unit of its latest value; what cannot become that unit is a series of its own. */
const alignedOf = (readings: ReadonlyArray<Reading>, isApart = false): ReadonlyArray<Series> => {
  const latest = readings.at(-1)
  if (latest === undefined) return []
  const taken = readings.flatMap((reading) => {
    const point = pointIn(reading, latest.unit)
    return point === undefined ? [] : [{ reading, point }]
  })
  const [first, ...others] = taken
  if (first === undefined) return []
  const left = readings.filter((reading) => !taken.some((one) => one.reading === reading))
  const of = taken.map(({ reading }) => reading.measurement)
  const [loinc, category] = [ifShared(of.map((one) => one.loinc)), ifShared(of.map((one) => one.category))]
  const { name, ucum, unit } = latest.measurement
  const series: Series = {
    kind: latest.measurement.kind,
    name: latest.name,
    printedNames: [name, ...new Set(of.map((one) => one.name).filter((other) => other !== name))],
    ...(loinc !== undefined && { loinc }),
    ...(category !== undefined && { category }),
    unit,
    ...(ucum !== undefined && { ucum }),
    points: [first.point, ...others.map(({ point }) => point)],
    isApart: isApart || left.length > 0
  }
  return [series, ...alignedOf(left, true)]
}

/** The dated numbers of a history, by thing and unit, in the order of their names. `held` is in the order of days. */
export const seriesOf = (held: ReadonlyArray<Held>): ReadonlyArray<Series> => {
  const groups = Map.groupBy(held.flatMap(readingsOf), ({ key }) => key)
  const aligned = [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1))
  return aligned.flatMap(([, readings]) => alignedOf(readings))
}
