import { assert, describe, it } from "@effect/vitest"
import { categoryOf, isImagingReport } from "../../src/analysis/CategoryRules.ts"
import { columnsOf } from "../../src/analysis/HeadingRules.ts"
import { languageOf } from "../../src/analysis/LanguageRules.ts"
import { linesOf } from "../../src/analysis/LineRules.ts"
import { isMethod, isName, isNameInText } from "../../src/analysis/NameRules.ts"
import { meaningOf } from "../../src/analysis/WordRules.ts"
import { page } from "../../testing/synthetic/Sketch.ts"

describe("headings", () => {
  for (const [sketch, roles] of [
    ["Test | Result | Unit | Reference Range | Flag", "name value unit range flag"],
    ["Analyse | Resultaat | Eenheid | Ref. waarde", "name value unit range"],
    ["PRUEBA | RESULTADO | REFERENCIA | UNIDADES | NOTA", "name value range unit flag"],
    ["Untersuchung | Ergebnis | Einheit | Referenzbereich", "name value unit range"],
    ["Analyse | 04/11/21 | Eenheid | Referentie", "name value unit range"],
    ["Test | Result | 04/11/21 | Units", "name value other unit"],
    ["Fractions | % | Ref. % | (g/L) | Ref. (g/L)", "name value range value range"],
    ["HAEMATOLOGY | Result | Units | Reference Range", "name value unit range"],
    ["Medication | Dose | Frequency", undefined],
    ["Test | Status | On/Last", undefined],
    ["Item | Qty | Unit price | Total", undefined],
    ["Hemoglobin | 12.8 | g/dL | 13.5 - 17.5", undefined]
  ] as const) {
    it(`${roles === undefined ? "are not" : "are"} ${sketch}`, () => {
      const [line] = linesOf(page([sketch.replaceAll(" | ", "      |      ")]))
      assert.strictEqual(
        line &&
          columnsOf(line)
            ?.map((column) => column.role)
            .join(" "),
        roles
      )
    })
  }
})

describe("names", () => {
  it("of tests are told from those on a form, tiers of an explanation and sentences", () => {
    for (const name of [
      "Hemoglobin",
      "25 Hydroxy vitamine D (VITD)",
      "T4",
      "% Free PSA",
      "Sex hormone binding globulin",
      "High-sensitivity CRP",
      "Low density lipoprotein"
    ]) {
      assert.isTrue(isName(name), name)
    }
    for (const other of [
      "Patient Name",
      "Age",
      "Date of birth",
      "Desirable",
      "Borderline high",
      "Adult",
      ">= 22 RU/mL",
      "- Hemoglobin",
      "12",
      "Lab No"
    ]) {
      assert.isFalse(isName(other), other)
    }
    assert.isFalse(isNameInText("Her glucose was high, and the"))
    assert.isFalse(isNameInText("Fasting glucose level of"))
    assert.isTrue(isMethod("Calculated"))
    assert.isFalse(isMethod("Calcium"))
  })
})

describe("words", () => {
  it("of results are told from remarks", () => {
    for (const [text, meaning] of [
      ["Negative", "negative"],
      ["Negatief (geen groei)", "negative"],
      ["Not Detected", "negative"],
      ["NON REACTIVE", "negative"],
      ["Positief", "positive"],
      ["Volgt", "pending"],
      ["Trace", "other"],
      ["Pale Yellow", "other"],
      ["1+", "other"],
      ["O Rh Positive", "other"],
      ["zie commentaar", undefined],
      ["normal at 23 mmHg.", undefined],
      ["Negative predictive value", undefined],
      ["", undefined]
    ] as const) {
      assert.strictEqual(meaningOf(text), meaning, text)
    }
  })

  it("tell where a result comes from, its own name first", () => {
    assert.strictEqual(categoryOf("Glucose", "URINALYSIS"), "urine")
    assert.strictEqual(categoryOf("Urinezuur", "SCHEIKUNDE"), "blood")
    assert.strictEqual(categoryOf("Harnstoff", "Klinische Chemie"), "blood")
    assert.strictEqual(categoryOf("Harnsäure", "Klinische Chemie"), "blood")
    assert.strictEqual(categoryOf("Nitrit", "Urinstatus"), "urine")
    assert.strictEqual(categoryOf("Densité", "Examen des urines"), "urine")
    assert.strictEqual(categoryOf("Densidade", "Urina tipo I"), "urine")
    assert.strictEqual(categoryOf("Bloed in faeces", "HEMATOLOGIE"), "other")
    assert.strictEqual(categoryOf("Glucose", "Lumbaalvocht - cerebrospinaalvocht"), "other")
    assert.strictEqual(categoryOf("Hemoglobin", "COMPLETE BLOOD COUNT"), "blood")
    assert.isTrue(isImagingReport(["NSW CARDIOVASCULAR GROUP", "ECHOCARDIOGRAPHY REPORT"]))
    assert.isFalse(isImagingReport(["Comprehensive Blood Test Report"]))
  })

  it("tell the language, and nothing where nothing tells", () => {
    assert.strictEqual(languageOf("Patient Name: Jane. Test Result, Reference Range. Collected date"), "en")
    assert.strictEqual(languageOf("Analyse Resultaat Eenheid Ref. waarde Geboren op"), "nl")
    assert.strictEqual(languageOf("INFORME DE RESULTADOS prueba referencia unidades"), "es")
    assert.strictEqual(languageOf("Untersuchung Ergebnis Einheit Referenzbereich"), "de")
    assert.strictEqual(languageOf("59.5 38.1"), "und")
  })
})
