import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { assemble } from "../../../src/analysis/AnalysisRules.ts"
import { findingsOf } from "../../../src/analysis/FindingRules.ts"
import { criticalLimits } from "../../../src/analysis/meaning/CriticalLimits.ts"
import { criticalOf } from "../../../src/analysis/meaning/CriticalRules.ts"
import { meaningOf } from "../../../src/analysis/meaning/MeaningRules.ts"
import { makeJobId } from "../../../src/jobs/JobId.ts"
import { UserId } from "../../../src/users/UserId.ts"
import { document } from "../../../testing/synthetic/Sketch.ts"

const at = DateTime.makeUnsafe(0)
const jobId = makeJobId("result", UserId.make("019845e1-682f-4b02-a706-3b2422d13aec"), at, "A".repeat(22))

const row = (name: string, value: string, unit: string, reference = "", flag = "") =>
  `${name.padEnd(18)}|${value.padEnd(17)}|${unit.padEnd(15)}|${reference.padEnd(20)}|${flag}`

const analysed = (...lines: ReadonlyArray<string>) => {
  const read = document([row("Test", "Result", "Unit", "Reference", "Flag"), ...lines])
  return assemble(jobId, read, findingsOf(read.pages), { model: "a-model", promptVersion: "7" }, at)
}

const meaning = (testName: string, unit: string) =>
  meaningOf({ testName, unit, category: "blood", isWord: false }, "en")

describe("a critical value", () => {
  for (const { high, low, test, ucum } of criticalLimits) {
    const own = meaning(test === "Urate" ? "uric acid" : test, ucum)
    if (low !== undefined)
      it(`is low from ${low} ${ucum} ${test} down`, () => {
        assert.strictEqual(criticalOf(own, low, undefined)?.flag, "LL")
        assert.isUndefined(criticalOf(own, low * 1.01, undefined))
      })
    if (high !== undefined)
      it(`is high from ${high} ${ucum} ${test} up`, () => {
        assert.strictEqual(criticalOf(own, high, undefined)?.flag, "HH")
        assert.isUndefined(criticalOf(own, high * 0.99, undefined))
      })
  }

  it("is found in another unit of the test, and names its source", () => {
    assert.strictEqual(criticalOf(meaning("Glucose", "mg/dL"), 40, undefined)?.flag, "LL")
    assert.strictEqual(criticalOf(meaning("Glucose", "mg/dL"), 500, undefined)?.flag, "HH")
    assert.strictEqual(criticalOf(meaning("Hemoglobin", "g/dL"), 6.6, undefined)?.flag, "LL")
    assert.strictEqual(criticalOf(meaning("Platelets", "/uL"), 20_000, undefined)?.flag, "LL")
    assert.include(criticalOf(meaning("Potassium", "mEq/L"), 6.5, undefined)?.source, "JAMA 1990")
  })

  it("is not claimed of a test, unit or bound that leaves room for doubt", () => {
    assert.isUndefined(criticalOf(meaning("Potassium", ""), 9, undefined))
    assert.isUndefined(criticalOf(meaning("Potassium", "mg/dL"), 9, undefined))
    assert.isUndefined(criticalOf(meaning("Kryptonite", "mmol/L"), 9, undefined))
    assert.isUndefined(criticalOf(meaning("Neutrophils", "%"), 0.4, undefined))
    assert.isUndefined(criticalOf(meaning("Potassium", "mmol/L"), 2, ">"))
    assert.isUndefined(criticalOf(meaning("Potassium", "mmol/L"), 8, "<"))
    assert.strictEqual(criticalOf(meaning("Potassium", "mmol/L"), 8, ">")?.flag, "HH")
    assert.strictEqual(criticalOf(meaning("Potassium", "mmol/L"), 2, "<")?.flag, "LL")
  })

  it("is shown as such, with the results it is about", () => {
    const result = analysed(
      row("Potassium", "6.8", "mmol/L", "3.5 - 5.1", "H"),
      row("Sodium", "140", "mmol/L", "136 - 145")
    )
    assert.deepStrictEqual(
      result.labResults.map(({ computedFlag, flagsAgree }) => [computedFlag, flagsAgree]),
      [
        ["HH", true],
        ["N", true]
      ]
    )
    assert.deepStrictEqual(
      result.medicalFlags.map(({ code, resultIds }) => [code, resultIds]),
      [["critical_value", ["r1"]]]
    )
    assert.include(result.medicalFlags[0]?.source, "Kost")
  })

  it("is lowered neither by a printed range nor by a printed mark; the contradiction is shown", () => {
    const result = analysed(row("Potassium", "6.8", "mmol/L", "3.5 - 7.1", "N"))
    assert.strictEqual(result.labResults[0]?.computedFlag, "HH")
    assert.isFalse(result.labResults[0]?.flagsAgree)
    assert.include(
      result.warnings.map(({ code }) => code),
      "flags_disagree"
    )
    assert.isAtMost(result.confidenceScore, 5)
  })

  it("is not lowered by an analyst's word on language or sample that the page does not bear out", () => {
    const read = document([
      row("Test", "Result", "Unit", "Reference", "Flag"),
      row("Potassium", "6.8", "mmol/L", "3.5 - 5.1")
    ])
    const findings = findingsOf(read.pages)
    const claimed = {
      ...findings,
      language: "xx",
      labResults: findings.labResults.map((found) => ({ ...found, category: "other" as const }))
    }
    const result = assemble(jobId, read, claimed, { model: "a-model", promptVersion: "7" }, at)
    assert.deepStrictEqual([result.labResults[0]?.computedFlag, result.medicalFlags[0]?.code], ["HH", "critical_value"])
  })

  it("in another fluid that the page names is left alone", () => {
    const lines = [
      "Cerebrospinal fluid",
      row("Test", "Result", "Unit", "Reference", "Flag"),
      row("Glucose", "40", "mg/dL", "40 - 70")
    ]
    const read = document(lines)
    const result = assemble(jobId, read, findingsOf(read.pages), { model: "a-model", promptVersion: "7" }, at)
    assert.deepStrictEqual([result.labResults[0]?.computedFlag, result.medicalFlags], ["N", []])
  })

  it("is none of a cell count in another fluid, named two headings above", () => {
    const read = document([
      row("Test", "Result", "Unit", "Reference", "Flag"),
      row("Sodium", "140", "mmol/L", "136 - 145"),
      "",
      "Pleural fluid",
      "Cytology",
      row("Leukocytes", "<20", "/µL", "0 - 1000")
    ])
    const result = assemble(jobId, read, findingsOf(read.pages), { model: "a-model", promptVersion: "7" }, at)
    assert.deepStrictEqual(
      result.labResults.map(({ category, computedFlag }) => [category, computedFlag]),
      [
        ["blood", "N"],
        ["other", null]
      ]
    )
    assert.deepStrictEqual(result.medicalFlags, [])
  })

  it("without a printed range is not said to lie outside one", () => {
    const result = analysed(row("Potassium", "6.8", "mmol/L"))
    assert.strictEqual(result.labResults[0]?.computedFlag, "HH")
    assert.include(result.narrativeMarkdown, "Potassium**: 6.8 mmol/L, far above what is expected")
    assert.notInclude(result.narrativeMarkdown, "Outside the printed reference range")
    assert.notInclude(result.summary, "One result lies outside")
  })
})

describe("red flags", () => {
  const codesOf = (...lines: ReadonlyArray<string>) => analysed(...lines).medicalFlags.map(({ code }) => code)

  for (const [what, line, expected] of [
    ["malaria", row("Malaria Antigen", "Positive", "", "Negative"), ["malaria_positive"]],
    ["no malaria", row("Malaria Antigen", "Negative", "", "Negative"), []],
    ["blasts", row("Blasts", "12", "%", "0 - 0"), ["blasts_present"]],
    ["no blasts", row("Blasts", "0", "%", "0 - 0"), []],
    ["a blood culture", row("Blood Culture", "Positive", "", "Negative"), ["positive_blood_culture"]],
    ["a sterile blood culture", row("Blood Culture", "No growth", "", "No growth"), []],
    ["a call to the doctor", "Critical value called to Dr. Example at 10:32", ["laboratory_alert"]],
    ["a call in Spanish", "Valor crítico comunicado al médico a las 10:32", ["laboratory_alert"]],
    ["a note on every sheet", "Critical values are listed in our handbook.", []]
  ] as const) {
    it(`are ${expected.length === 0 ? "not raised by" : "raised by"} ${what}`, () => {
      assert.deepStrictEqual(codesOf(row("Sodium", "140", "mmol/L", "136 - 145"), line), [...expected])
    })
  }
})
