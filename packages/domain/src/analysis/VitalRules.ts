import { type PrintedValue, readValue } from "./ValueRules.ts"
import type { VitalType } from "./Vital.ts"

/** A vital sign, half of a blood pressure, or one that we do not report (`other`) but that is no laboratory result either. */
export type VitalName = VitalType | "systolic" | "diastolic" | "other"

const names: ReadonlyArray<readonly [RegExp, VitalName]> = [
  [/^(?:systolic|sys|sbp|systolische|sist[oó]lica)(?:\s.*)?$/, "systolic"],
  [/^(?:diastolic|dia|dbp|diastolische|diast[oó]lica)(?:\s.*)?$/, "diastolic"],
  [
    /^(?:blood pressure|bp|b\.p\.|bloeddruk|blutdruk|blutdruck|presi[oó]n arterial|tension art[eé]rielle)\b/,
    "blood_pressure"
  ],
  [
    /^(?:heart rate|hr|pulse(?: rate)?|hartslag|hartfrequentie|polsslag|puls|herzfrequenz|frecuencia card[ií]aca|pulso)\b/,
    "heart_rate"
  ],
  [
    /^(?:(?:body )?temp(?:erature)?\.?|temperatuur|temperatur|temperatura)(?: \(?(?:celsius|fahrenheit|°?[cf])\)?)?$/,
    "temperature"
  ],
  [/^(?:body )?(?:weight|gewicht|peso)(?: \(?kg\)?)?$/, "weight"],
  [/^(?:body )?(?:height|lengte|gr[oö](?:ss|ß)e|k[oö]rpergr[oö](?:ss|ß)e|talla|estatura)(?: \(?cm\)?)?$/, "height"],
  [
    /^(?:spo2|sp02|o2 sat\w*|oxygen sat\w*|sao2|zuurstofsaturatie|sauerstoffs[aä]ttigung|saturaci[oó]n)\b/,
    "oxygen_saturation"
  ],
  [/^(?:bmi|body mass index|resp(?:iratory|iration)? rate|rr|waist|ademhalingsfrequentie|pain score)\b/, "other"]
]

/** Which vital sign a printed name means, if any. */
export const vitalNamed = (name: string): VitalName | undefined => {
  const plain = name.normalize("NFKC").toLowerCase().trim()
  return names.find(([pattern]) => pattern.test(plain))?.[1]
}

/** Values outside these bounds are a misreading, not a person. Units as printed, metric or imperial. */
const possible: Readonly<Record<VitalType, readonly [number, number]>> = {
  blood_pressure: [20, 350],
  heart_rate: [15, 350],
  temperature: [25, 115],
  weight: [0.2, 700],
  height: [0.2, 275],
  oxygen_saturation: [20, 100]
}

/** Whether a person can have that value. */
export const isPossible = (vital: VitalType, value: number): boolean => {
  const [least, most] = possible[vital]
  return value >= least && value <= most
}

/** Splits `120/80` into systolic and diastolic as printed. */
export const splitPressure = (text: string): readonly [string, string] | undefined => {
  const [, systolic, diastolic] = /^(\d{2,3})\s?\/\s?(\d{2,3})$/.exec(text.trim()) ?? []
  return systolic === undefined || diastolic === undefined ? undefined : [systolic, diastolic]
}

/** Reads a result as its name asks: only a blood pressure is two numbers around a stroke. */
export const readNamed = (name: string, text: string): PrintedValue | undefined => {
  if (vitalNamed(name) !== "blood_pressure") return readValue(text)
  const [, value = "", unit = "", remark = ""] =
    /^(\d{2,3}\s?\/\s?\d{2,3})\s*(mm ?hg)?\s*(?:\((.*)\))?$/i.exec(text.trim()) ?? []
  return splitPressure(value) === undefined
    ? undefined
    : { kind: "number", text: value, unit, reference: "", flag: remark }
}
