import { assert, describe, it } from "@effect/vitest"
import { readValue } from "../../src/analysis/ValueRules.ts"
import { isPossible, readNamed, splitPressure, vitalNamed } from "../../src/analysis/VitalRules.ts"

/** Printed text, then value, unit, reference and flag; nothing where it is no result. */
const printed: ReadonlyArray<readonly [string, (readonly [string, string, string, string])?]> = [
  ["8.9", ["8.9", "", "", ""]],
  ["11.2 g/dL", ["11.2", "g/dL", "", ""]],
  ["83%", ["83", "%", "", ""]],
  ["<10000", ["<10000", "", "", ""]],
  ["> 90 ml/min", ["> 90", "ml/min", "", ""]],
  ["185.00 mg/dL (High)", ["185.00", "mg/dL", "", "High"]],
  ["142 mg/dL (High – possible diabetes)", ["142", "mg/dL", "", "High – possible diabetes"]],
  ["13.5 g/dL (Reference: 12.0-15.5)", ["13.5", "g/dL", "12.0-15.5", ""]],
  ["95 mg/dL 70-100 H", ["95", "mg/dL", "70-100", "H"]],
  ["+ 18,0", ["18,0", "", "", "+"]],
  ["- - 115", ["115", "", "", "- -"]],
  ["- @ 112", ["112", "", "", "-"]],
  ["11,3 +", ["11,3", "", "", "+"]],
  ["L 8.1", ["8.1", "", "", "L"]],
  ["231 H", ["231", "", "", "H"]],
  ["*6.9 HH", ["6.9", "", "", "HH"]],
  ["12.3*", ["12.3", "", "", "*"]],
  ["-2.5", ["-2.5", "", "", ""]],
  ["105 High", ["105", "", "", "High"]],
  ["6.2 8.6 11/23/2022 x10E3/uL 3.4-10.8", ["6.2", "x10E3/uL", "3.4-10.8", ""]],
  ["2-3 /hpf", ["2-3", "/hpf", "", ""]],
  ["14,500 /uL (ELEVATED)", ["14,500", "/uL", "", "ELEVATED"]],
  ["Negative", ["Negative", "", "", ""]],
  ["Not Detected", ["Not Detected", "", "", ""]],
  ["Negatief (geen groei)", ["Negatief (geen groei)", "", "", ""]],
  ["+ Volgt", ["Volgt", "", "", "+"]],
  ["A Positive", ["A Positive", "", "", ""]],
  ["FEW A", ["FEW", "", "", "A"]],
  ["Negative mg/dL", ["Negative", "mg/dL", "", ""]],
  ["1+", ["1+", "", "", ""]],
  ["2+ *", ["2+", "", "", "*"]],
  ["Menor de 5", ["Menor de 5", "", "", ""]],
  ["Inferior a 0,5 mg/L", ["Inferior a 0,5", "mg/L", "", ""]],
  ["Não reagente", ["Não reagente", "", "", ""]],
  ["2.1 mIU/L, Reference: 0.4-4.0", ["2.1", "mIU/L", "0.4-4.0", ""]],
  ["105 H Reference Range: <100 mg/dL", ["105", "", "<100 mg/dL", "H"]],
  ["24/09/1971"],
  ["09:45"],
  ["17-Mar-2026"],
  ["21 Years"],
  ["12 tablets of 5 mg"],
  ["8-44700-73-383"],
  ["normal at 23 mmHg."],
  ["zie commentaar"],
  ["Negative predictive value unknown"],
  [""]
]

describe("a result as printed", () => {
  for (const [text, parts] of printed) {
    it(`reads ${JSON.stringify(text)} as ${parts === undefined ? "none" : JSON.stringify(parts)}`, () => {
      const value = readValue(text)
      assert.deepStrictEqual(value && [value.text, value.unit, value.reference, value.flag], parts && [...parts])
    })
  }
})

describe("vital signs", () => {
  for (const [name, vital] of [
    ["Blood Pressure", "blood_pressure"],
    ["BP", "blood_pressure"],
    ["Bloeddruk", "blood_pressure"],
    ["Heart Rate", "heart_rate"],
    ["Pulse", "heart_rate"],
    ["Temperature Celsius", "temperature"],
    ["Weight", "weight"],
    ["Gewicht", "weight"],
    ["Height", "height"],
    ["Oxygen Saturation Percent", "oxygen_saturation"],
    ["SpO2", "oxygen_saturation"],
    ["Systolic BP", "systolic"],
    ["Diastolic BP", "diastolic"],
    ["BMI", "other"],
    ["Respiratory Rate", "other"],
    ["Hemoglobin", undefined],
    ["Molecular weight", undefined],
    ["Pulsatility", undefined]
  ] as const) {
    it(`knows ${name} as ${vital}`, () => assert.strictEqual(vitalNamed(name), vital))
  }

  it("reads two numbers around a stroke for a blood pressure only", () => {
    assert.strictEqual(readNamed("Blood Pressure", "148/92 mmHg (Stage 1)")?.text, "148/92")
    assert.strictEqual(readNamed("Blood Pressure", "148/92 mmHg (Stage 1)")?.flag, "Stage 1")
    assert.isUndefined(readNamed("Glucose", "148/92"))
    assert.isUndefined(readNamed("Blood Pressure", "148"))
    assert.deepStrictEqual(splitPressure("130/85"), ["130", "85"])
    assert.isUndefined(splitPressure("1/2/2024"))
  })

  it("does not believe what no person has", () => {
    assert.isTrue(isPossible("oxygen_saturation", 98))
    assert.isFalse(isPossible("oxygen_saturation", 980))
    assert.isFalse(isPossible("heart_rate", 0))
  })
})
