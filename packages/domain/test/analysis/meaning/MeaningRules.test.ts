import { assert, describe, it } from "@effect/vitest"
import { loincSubset } from "../../../src/analysis/meaning/LoincSubset.ts"
import { convert, meaningOf } from "../../../src/analysis/meaning/MeaningRules.ts"
import { ucumOf } from "../../../src/analysis/meaning/UcumRules.ts"
import { analytes } from "../../../testing/synthetic/Analytes.ts"
import { languages } from "../../../testing/synthetic/Wording.ts"

const testNamed = (name: string) => {
  const test = loincSubset.find((one) => one.name === name)
  assert.isDefined(test)
  return test
}

type Row = readonly [
  language: string,
  category: "blood" | "urine" | "other",
  name: string,
  unit: string,
  isWord: boolean,
  test: string | undefined,
  loinc: string | undefined,
  ucum: string | undefined
]

const rows: ReadonlyArray<Row> = [
  ["en", "blood", "Haemoglobin (Hb)", "g/dL", false, "Hemoglobin", "718-7", "g/dL"],
  ["en", "blood", "Hb", "mmol/L", false, "Hemoglobin", "59260-0", "mmol/L"],
  ["de", "blood", "Hämoglobin", "g/dl", false, "Hemoglobin", "718-7", "g/dL"],
  ["en", "blood", "Glucose", "mg/dL", false, "Glucose", "2345-7", "mg/dL"],
  ["en", "blood", "Glucose, Fasting", "mmol/L", false, "Fasting glucose", "14771-0", "mmol/L"],
  ["en", "urine", "Glucose", "", true, "Glucose in urine", "2349-9", undefined],
  ["en", "other", "Glucose", "mg/dL", false, undefined, undefined, "mg/dL"],
  ["en", "blood", "Glucose (CSF)", "mg/dL", false, undefined, undefined, "mg/dL"],
  ["en", "blood", "Sodium, Serum", "mEq/L", false, "Sodium", "2951-2", "meq/L"],
  ["en", "blood", "AST (SGOT)", "IU/L", false, "Aspartate aminotransferase", "1920-8", "[IU]/L"],
  ["es", "blood", "AST (GOT)", "UI/L", false, "Aspartate aminotransferase", "1920-8", "[IU]/L"],
  ["fr", "blood", "Leucocytes", "G/L", false, "Leukocytes", "26464-8", "10*9/L"],
  ["fr", "blood", "Protéines totales", "G/L", false, "Protein", "2885-2", "g/L"],
  ["fr", "blood", "Hématies", "T/L", false, "Erythrocytes", "26453-1", "10*12/L"],
  ["en", "blood", "WBC", "K/uL", false, "Leukocytes", "26464-8", "10*3/uL"],
  ["en", "blood", "Neutrophils", "%", false, "Neutrophils", "26511-6", "%"],
  ["en", "blood", "Neutrophils", "x10^9/L", false, "Neutrophils", "26499-4", "10*9/L"],
  ["en", "blood", "Hemoglobin (g/dL)", "g/dL", false, "Hemoglobin", "718-7", "g/dL"],
  ["en", "blood", "Creatinine", "", false, "Creatinine", undefined, undefined],
  ["en", "blood", "INR", "", false, "INR", "6301-6", undefined],
  ["en", "blood", "D-Dimer", "ng/mL", false, "Fibrin D-dimer", undefined, "ng/mL"],
  ["en", "blood", "D-Dimer", "ng/mL FEU", false, "Fibrin D-dimer", "48065-7", "ng/mL{FEU}"],
  ["es", "blood", "PCR", "mg/L", false, "C reactive protein", "1988-5", "mg/L"],
  ["en", "blood", "PCR", "", true, undefined, undefined, undefined],
  ["es", "blood", "PCR", "", true, undefined, undefined, undefined],
  ["en", "blood", "HbA1c", "mmol/mol", false, "Hemoglobin A1c", "59261-8", "mmol/mol"],
  ["en", "blood", "Nitrite", "", true, "Nitrite in urine", "32710-6", undefined],
  ["en", "blood", "pH", "", false, undefined, undefined, undefined],
  ["en", "blood", "Hemoglobin S", "%", false, undefined, undefined, "%"],
  ["nl", "blood", "Kalium", "mmol/L", false, "Potassium", "2823-3", "mmol/L"],
  ["en", "blood", "Kalium", "mmol/L", false, undefined, undefined, "mmol/L"],
  ["en", "blood", "PCV/Hematocrit", "%", false, "Hematocrit", "20570-8", "%"],
  ["en", "blood", "Sodium/Potassium", "mmol/L", false, undefined, undefined, "mmol/L"],
  ["en", "blood", "Kryptonite", "mg/dL", false, undefined, undefined, "mg/dL"],
  ["en", "blood", "Potassium", "furlongs", false, "Potassium", undefined, undefined]
]

describe("what a row means", () => {
  for (const [language, category, testName, unit, isWord, test, loinc, ucum] of rows) {
    it(`is ${test ?? "left open"}, ${loinc ?? "no code"}, for ${testName} in "${unit}" (${language}, ${category})`, () => {
      const meaning = meaningOf({ testName, unit, category, isWord }, language)
      assert.deepStrictEqual([meaning.test?.name, meaning.code?.loinc, meaning.ucum], [test, loinc, ucum])
    })
  }

  it("is none of a word that every object of JavaScript has", () => {
    for (const unit of ["toString", "constructor", "__proto__"])
      for (const testName of ["Glucose", "constructor"])
        assert.isUndefined(meaningOf({ testName, unit, category: "blood", isWord: false }, "en").ucum)
  })

  it("is doubted where the unit is another test's", () => {
    assert.isTrue(meaningOf({ testName: "Glucose", unit: "fL", category: "blood", isWord: false }, "en").isOddUnit)
    assert.isFalse(meaningOf({ testName: "Glucose", unit: "mg/dL", category: "blood", isWord: false }, "en").isOddUnit)
  })
})

describe("the names and units of the synthetic corpus, written apart from the tables", () => {
  const meant = analytes.map((analyte) => ({
    analyte: analyte.names.en,
    tests: languages.flatMap((language) =>
      analyte.names[language].split("|").flatMap((testName) =>
        (analyte.words === true
          ? [""]
          : analyte.forms.flatMap((form) => (form.unit[language] ?? form.unit.en).split("|"))
        ).map((unit) =>
          meaningOf(
            {
              testName,
              unit,
              category: analyte.panel === "urine" ? "urine" : "blood",
              isWord: analyte.words === true
            },
            language
          )
        )
      )
    )
  }))

  it("are known but for a few that say too little", () => {
    const all = meant.flatMap(({ tests }) => tests)
    assert.isAtLeast(all.filter(({ code }) => code !== undefined).length / all.length, 0.98)
    assert.deepStrictEqual(
      all.filter(({ isOddUnit }) => isOddUnit),
      []
    )
  })

  it("mean one test in every language", () => {
    const apart = new Set(["Fasting glucose", "Cholesterol in LDL, calculated"])
    for (const { analyte, tests } of meant) {
      const names = new Set(
        tests.flatMap(({ test }) => (test === undefined || apart.has(test.name) ? [] : [test.name]))
      )
      assert.strictEqual(names.size, 1, analyte)
    }
  })
})

describe("a printed unit", () => {
  for (const [printed, ucum] of [
    ["K/uL", "10*3/uL"],
    ["x 10³/µL", "10*3/uL"],
    ["10⁹/L", "10*9/L"],
    ["×10^12/L", "10*12/L"],
    ["mL/min/1,73m²", "mL/min/{1.73_m2}"],
    ["(mg/dl)", "mg/dL"],
    ["MG/DL", "mg/dL"],
    ["µUI/mL", "u[IU]/mL"],
    ["lakhs/cumm", "10*5/uL"],
    ["milhões/mm³", "10*6/uL"],
    ["mm/1st hr", "mm/h"],
    ["seg", "s"],
    ["mil/mm³", undefined],
    ["G/L", undefined],
    ["", undefined],
    ["bananas", undefined]
  ] as const) {
    it(`is ${ucum ?? "unknown"}: ${printed}`, () => {
      assert.strictEqual(ucumOf(printed, undefined), ucum)
    })
  }

  it("that means two is settled by the test", () => {
    assert.strictEqual(ucumOf("mil/mm³", testNamed("Platelets")), "10*3/uL")
    assert.strictEqual(ucumOf("mil/mm³", testNamed("Erythrocytes")), "10*6/uL")
  })
})

describe("conversion", () => {
  for (const [test, value, from, to, expected, within] of [
    ["Glucose", 99, "mg/dL", "mmol/L", 5.495, 0.001],
    ["Creatinine", 88.42, "umol/L", "mg/dL", 1, 0.001],
    ["Cholesterol", 5.2, "mmol/L", "mg/dL", 201.1, 0.1],
    ["Hemoglobin A1c", 48, "mmol/mol", "%", 6.54, 0.01],
    ["Hemoglobin A1c", 6.5, "%", "mmol/mol", 47.5, 0.1],
    ["Calcium", 2.5, "mmol/L", "mg/dL", 10.02, 0.01],
    ["Bilirubin, total", 1, "mg/dL", "umol/L", 17.1, 0.01],
    ["Urea nitrogen", 20, "mg/dL", "mmol/L", 7.14, 0.01],
    ["Platelets", 250_000, "/uL", "10*9/L", 250, 1e-9],
    ["Platelets", 2.5, "10*5/uL", "10*9/L", 250, 1e-9]
  ] as const) {
    it(`makes ${expected} ${to} of ${value} ${from} ${test}`, () => {
      assert.approximately(convert(testNamed(test), value, from, to) ?? Number.NaN, expected, within)
    })
  }

  it("has no answer for a unit that the test does not have", () => {
    assert.isUndefined(convert(testNamed("Glucose"), 5, "mmol/L", "g/dL"))
    assert.isUndefined(convert(testNamed("Ferritin"), 5, "ng/mL", "pmol/L"))
  })
})
