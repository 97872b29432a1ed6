import { assert, describe, it } from "@effect/vitest"
import { dropUnit, isLaboratoryUnit, isUnit, takeUnit, unitInName } from "../../src/analysis/UnitRules.ts"

const units = [
  "µUI/mL",
  "UI/L",
  "% of total Hgb",
  "% by wt",
  "g/dL",
  "mg/dL",
  "mmol/L",
  "mEq/L",
  "µIU/mL",
  "μIU/mL",
  "uIU/mL",
  "mIU/L",
  "IU/L",
  "U/L",
  "fL",
  "pg",
  "%",
  "ng/mL",
  "pg/mL",
  "ug/dL",
  "/uL",
  "/µL",
  "/hpf",
  "million/uL",
  "mill/cumm",
  "milj./µL",
  "cells/uL",
  "cells/cumm",
  "Lakhs/cumm",
  "k/uL",
  "M/uL",
  "x10^9/L",
  "x10⁹/L",
  "10^12/L",
  "10E3/µL",
  "10*9/L",
  "x10E3/uL",
  "x 1.000/µL",
  "103/uL",
  "Tsd/µl",
  "/nl",
  "mm/hr",
  "mm",
  "seconds",
  "sec",
  "ratio",
  "Ratio",
  "mL/min/1.73m2",
  "mL/min/1.73",
  "mL/min",
  "ug/mL FEU",
  "g/dL RBC",
  "pg/cel",
  "mmol/mol",
  "RU/mL",
  "mmHg",
  "bpm",
  "kg/m2",
  "°C",
  "cm",
  "kg",
  "(g/L)"
]
const others = [
  "",
  "Low",
  "H",
  "13.0 - 17.0",
  "100",
  "12",
  "Glucose",
  "years",
  "Male",
  "Negative",
  "mg twice daily",
  "17-Mar-2026",
  "A",
  "-",
  "045A84",
  "Normal"
]

describe("units", () => {
  for (const unit of units) it(`knows ${unit}`, () => assert.isTrue(isUnit(unit)))
  for (const other of others) it(`does not take ${JSON.stringify(other)} for one`, () => assert.isFalse(isUnit(other)))

  it("tells laboratory units from those that anything may have", () => {
    for (const unit of ["mg/dL", "%", "U/L", "fL", "10^9/L"]) assert.isTrue(isLaboratoryUnit(unit), unit)
    for (const unit of ["cm", "kg", "mg", "mmHg", "bpm", "mm", "units/day", "mg/kg"])
      assert.isFalse(isLaboratoryUnit(unit), unit)
  })

  it("splits them off either end", () => {
    assert.deepStrictEqual(takeUnit("mg/dL (High)"), { unit: "mg/dL", rest: "(High)" })
    assert.deepStrictEqual(takeUnit("ug/mL FEU < 0.50"), { unit: "ug/mL FEU", rest: "< 0.50" })
    assert.deepStrictEqual(takeUnit("High"), { unit: "", rest: "High" })
    assert.deepStrictEqual(dropUnit("70 - 100 mg/dL"), { unit: "mg/dL", rest: "70 - 100" })
    assert.deepStrictEqual(dropUnit("30 - 100"), { unit: "", rest: "30 - 100" })
    assert.deepStrictEqual(dropUnit("36-46%"), { unit: "%", rest: "36-46" })
  })
})

describe("the unit in a name", () => {
  for (const [name, unit] of [
    ["Glucose (mg/dL)", "mg/dL"],
    ["Neutrophils (%)", "%"],
    ["Magnesium (Mg)", ""],
    ["Hematocrit (HCT)", ""]
  ] as const) {
    it(`is ${JSON.stringify(unit)} in ${JSON.stringify(name)}`, () => {
      assert.strictEqual(unitInName(name), unit)
    })
  }
})
