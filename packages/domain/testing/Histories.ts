import { Schema } from "effect"
import { HealthData, type HistoryResult, type HistoryVital } from "../src/report/HealthData.ts"

/** A result as a device holds it: printed texts and what the server once computed of them. */
export const result = (
  testName: string,
  valueText: string,
  unit: string,
  specimenDate: string | undefined,
  more: Partial<HistoryResult> = {}
): HistoryResult => ({
  id: "r1",
  testName,
  category: "blood",
  value: /^[\d.]+$/.test(valueText) ? Number(valueText) : null,
  valueText,
  unit,
  reference: {},
  computedFlag: null,
  flagsAgree: true,
  ...(specimenDate !== undefined && { specimenDate }),
  page: 1,
  quote: `${testName} ${valueText} ${unit}`,
  grounding: "verified",
  confidence: 0.98,
  ...more
})

export const range = (low: number, high: number): Pick<HistoryResult, "reference"> => ({
  reference: { low, high, text: `${low} - ${high}` }
})

export const vital = (
  vitalType: HistoryVital["vitalType"],
  values: HistoryVital["values"],
  unit: string,
  measuredOn?: string
): HistoryVital => ({
  id: "v1",
  vitalType,
  values,
  unit,
  computedFlag: null,
  ...(measuredOn !== undefined && { measuredOn }),
  page: 1,
  quote: `${values.join("/")} ${unit}`,
  grounding: "verified",
  confidence: 0.98
})

const hemoglobin = { testNameNormalized: "Hemoglobin", loinc: "718-7", ...range(12, 16) }
const glucose = { testNameNormalized: "Glucose" }

/** A history with something of everything: six documents in four languages, and units, bounds, words and days that trouble. */
export const mixed: HealthData = {
  labResults: [
    result("Hemoglobin", "13.2", "g/dL", "2024-01-15", hemoglobin),
    result("Hämoglobin", "12,4", "g/dl", "2024-07-01", {
      ...hemoglobin,
      value: 12.4,
      reference: { low: 12, high: 16, text: "12,0 - 16,0" }
    }),
    result("Hemoglobina", "11.9", "g/dL", "2025-02-03", hemoglobin),
    result("Hemoglobin", "11.1", "g/dL", "2025-08-20", hemoglobin),
    result("Glucose", "90", "mg/dL", "2024-01-15", { ...glucose, loinc: "2345-7", ...range(70, 100) }),
    result("Glukose", "5,3", "mmol/l", "2024-07-01", {
      ...glucose,
      loinc: "14749-6",
      value: 5.3,
      reference: { low: 3.9, high: 5.5, text: "3,9 - 5,5" }
    }),
    result("Glucose", "118", "mg/dL", "2025-02-03", { ...glucose, loinc: "2345-7", ...range(70, 100) }),
    result("Potassium", "4.4", "mmol/L", "2024-01-15", {
      testNameNormalized: "Potassium",
      loinc: "2823-3",
      ...range(3.5, 5.1)
    }),
    result("Potassium", "6.4", "mmol/L", "2025-08-20", {
      testNameNormalized: "Potassium",
      loinc: "2823-3",
      ...range(3.5, 5.1)
    }),
    result("CRP", "<5", "mg/L", "2024-01-15", {
      testNameNormalized: "C reactive protein",
      loinc: "1988-5",
      value: 5,
      comparator: "<",
      ...range(0, 5)
    }),
    result("CRP", "12", "mg/L", "2025-02-03", {
      testNameNormalized: "C reactive protein",
      loinc: "1988-5",
      ...range(0, 5)
    }),
    result("Ferritin", "48", "ng/mL", "2024-01-15", {
      testNameNormalized: "Ferritin",
      loinc: "2276-4",
      ...range(30, 400)
    }),
    result("Ferritin", "48", "µg/l", "2025-02-03", {
      testNameNormalized: "Ferritin",
      loinc: "2276-4",
      ...range(30, 400)
    }),
    result("Leukocytes", "6.1", "10^3/uL", "2025-02-03", {
      testNameNormalized: "Leukocytes",
      loinc: "6690-2",
      ...range(4, 11)
    }),
    result("Neutrophils", "55", "%", "2024-01-15", { testNameNormalized: "Neutrophils", loinc: "770-8" }),
    result("Neutrophils", "3.4", "10^9/L", "2025-02-03", { testNameNormalized: "Neutrophils", loinc: "751-8" }),
    result("HBsAg", "Negative", "", "2025-02-03", { reference: { text: "Negative" } }),
    result("Urinkultur", "Positive", "", "2025-08-20", { category: "urine", reference: { text: "Negative" } }),
    result("Kryptonite ≥ 3²", "7", "µg", "2024-01-15", { grounding: "quote_only" }),
    result("Kryptonite ≥ 3²", "9", "mg", "2025-02-03"),
    result("Sodium", "140", "mmol/L", "03/04/2025"),
    result("Chloride", "101", "mmol/L", undefined)
  ],
  vitals: [
    vital("blood_pressure", [128, 84], "mmHg", "2024-01-15"),
    vital("blood_pressure", [138, 90], "mmHg", "2025-02-03"),
    vital("weight", [71.5], "kg", "2024-01-15"),
    vital("weight", [152], "lb", "2025-02-03"),
    vital("temperature", [36.8], "°C"),
    vital("heart_rate", [64], "bpm", "2025-02-03T08:15:00Z")
  ]
}

export const nothing: HealthData = { labResults: [], vitals: [] }

/** As a device sends it. */
export const encode = Schema.encodeSync(HealthData)
