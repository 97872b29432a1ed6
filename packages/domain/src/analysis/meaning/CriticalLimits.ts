/** Where a limit was published. */
export const sources = {
  kost: "Kost GJ. Critical limits for urgent clinician notification at US medical centers. JAMA 1990;263(5):704-707 (mean limits for adults)",
  mayo: "Mayo Clinic Laboratories, Department of Laboratory Medicine and Pathology. Critical Values / Critical Results List, CL 041647.009, effective 2015-12-01",
  heft: "Heart of England NHS Foundation Trust, Pathology phone limits: all positive malaria screens",
  swlp: "South West London Pathology, Grossly abnormal results (telephone limits after Royal College of Pathologists guidance)"
} as const

/** A limit from which laboratories tell a doctor at once. Both ends belong to the critical side. */
export interface CriticalLimit {
  /** The curated test's name, with the unit the limits are published in. */
  readonly test: string
  readonly ucum: string
  readonly low?: number
  readonly high?: number
  readonly source: keyof typeof sources
}

/** For adults: age is seldom printed, and a newborn's limits differ. Version: the rules version of the result. */
export const criticalLimits: ReadonlyArray<CriticalLimit> = [
  { test: "Glucose", ucum: "mmol/L", low: 2.6, high: 26.9, source: "kost" },
  { test: "Fasting glucose", ucum: "mmol/L", low: 2.6, high: 26.9, source: "kost" },
  { test: "Potassium", ucum: "mmol/L", low: 2.8, high: 6.2, source: "kost" },
  { test: "Calcium", ucum: "mmol/L", low: 1.65, high: 3.22, source: "kost" },
  { test: "Sodium", ucum: "mmol/L", low: 120, high: 158, source: "kost" },
  { test: "Hematocrit", ucum: "%", low: 18, high: 61, source: "kost" },
  { test: "Hemoglobin", ucum: "g/L", low: 66, high: 199, source: "kost" },
  { test: "Platelets", ucum: "10*9/L", low: 37, high: 910, source: "kost" },
  { test: "Leukocytes", ucum: "10*9/L", low: 2, high: 37, source: "kost" },
  { test: "Prothrombin time", ucum: "s", high: 27, source: "kost" },
  { test: "Neutrophils", ucum: "10*9/L", low: 0.5, source: "mayo" },
  { test: "INR", ucum: "", high: 5, source: "mayo" },
  { test: "aPTT", ucum: "s", high: 150, source: "mayo" },
  { test: "Fibrinogen", ucum: "mg/dL", low: 60, source: "mayo" },
  { test: "Magnesium", ucum: "mmol/L", low: 0.4, source: "swlp" },
  { test: "Phosphate", ucum: "mmol/L", low: 0.3, source: "swlp" }
]
