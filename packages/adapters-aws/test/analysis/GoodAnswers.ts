import type { Findings, FoundResult, FoundVital } from "@serenya/domain/analysis/Findings"

const row = (testName: string, valueText: string, unit = "", referenceText = "", printedFlag = ""): FoundResult => ({
  testName,
  category: "blood",
  valueText,
  unit,
  referenceText,
  printedFlag,
  page: 1,
  quote: [testName, valueText, unit, referenceText, printedFlag].filter((part) => part !== "").join(" ")
})

const vital = (vitalType: FoundVital["vitalType"], valueText: string, unit: string): FoundVital => ({
  vitalType,
  valueText,
  unit,
  page: 1,
  quote: `${valueText} ${unit}`
})

const findings = (part: Partial<Findings>): Findings => ({
  language: "en",
  title: "Report",
  labResults: [],
  vitals: [],
  troubles: [],
  ...part
})

/** Twenty answers that fit, of every kind of row. */
export const goodAnswers: ReadonlyArray<Findings> = [
  findings({}),
  findings({ language: "", title: "" }),
  findings({ labResults: [row("Glucose", "90", "mg/dL", "70 - 99")] }),
  findings({ labResults: [row("Glukose", "5,0", "mmol/l", "3,9 – 5,5")] }),
  findings({ labResults: [row("Lp(a)", "<10", "mg/dL", "<30")] }),
  findings({ labResults: [row("HBsAg", "Negative", "", "Negative")] }),
  findings({ labResults: [row("Sodium", "149", "mmol/L", "135 - 145", "H")] }),
  findings({ labResults: [row("Platelets", "250,000", "/µL", "150,000 - 450,000")] }),
  findings({ labResults: [row("Base excess", "-2.5", "mmol/L", "-2.0 - 3.0", "*")] }),
  findings({ labResults: [{ ...row("TSH", "1.2", "mIU/L"), specimenDate: "03/04/2026" }] }),
  findings({ labResults: [{ ...row("Protein", "Volgt"), category: "urine" }] }),
  findings({ labResults: [{ ...row("EF", "61", "%"), category: "imaging" }] }),
  findings({ labResults: [row('Quote " and \\', "1", "\t")] }),
  findings({ labResults: [row("Größe 血糖 💉", "٥", "µg")] }),
  findings({ labResults: [{ ...row("Ferritin", "30"), page: 99 }] }),
  findings({ labResults: [row("Ferritin", "30"), row("Ferritin", "30")] }),
  findings({ vitals: [vital("blood_pressure", "120/80", "mmHg")] }),
  findings({ vitals: [vital("heart_rate", "72", "bpm"), vital("temperature", "36.6", "°C")] }),
  findings({ vitals: [vital("weight", "7000", "kg")] }),
  findings({ troubles: ["cut_off_page", "handwriting"] })
]
