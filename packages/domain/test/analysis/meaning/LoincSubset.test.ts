import { assert, describe, it } from "@effect/vitest"
import { criticalLimits } from "../../../src/analysis/meaning/CriticalLimits.ts"
import { loincSubset } from "../../../src/analysis/meaning/LoincSubset.ts"
import { convert } from "../../../src/analysis/meaning/MeaningRules.ts"
import { testOf } from "../../../src/analysis/meaning/TestNameRules.ts"
import { ucumTable } from "../../../src/analysis/meaning/UcumTable.ts"

/** The last digit of a LOINC code guards the others: Luhn's mod 10 (LOINC Users' Guide, appendix C). */
const checkDigit = (digits: string): number => {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return (10 - (sum % 10)) % 10
}

const codes = loincSubset.flatMap((test) => test.codes)

describe("the LOINC subset", () => {
  it("has about 150 tests, each code once and with its check digit", () => {
    assert.isAtLeast(loincSubset.length, 140)
    assert.strictEqual(new Set(codes.map(({ loinc }) => loinc)).size, codes.length)
    assert.strictEqual(new Set(loincSubset.map(({ name }) => name)).size, loincSubset.length)
    for (const { loinc } of codes) {
      const [digits = "", check] = loinc.split("-")
      assert.strictEqual(Number(check), checkDigit(digits), loinc)
    }
  })

  it("says blood or urine in the names of its codes as in its tests", () => {
    for (const { codes: own, specimen } of loincSubset)
      for (const { longName } of own) assert.strictEqual(/urine/i.test(longName), specimen === "urine", longName)
  })

  it("codes grams as mass and moles as moles", () => {
    for (const { longName, units } of codes) {
      const names = Object.keys(units)
      if (/\[Mass\/volume\]/.test(longName))
        assert.isTrue(
          names.every((unit) => /^[mun p]?g\/d?m?L/.test(unit)),
          longName
        )
      if (/\[Moles\/volume\]/.test(longName))
        assert.isTrue(
          names.every((unit) => /^(?:[munp]?mol|meq)\/L$/.test(unit)),
          longName
        )
    }
  })

  it("means one test with each printed name, in its specimen and language", () => {
    for (const test of loincSubset)
      for (const [language, names] of Object.entries(test.aliases))
        for (const name of names.split("|")) {
          const found = testOf({ testName: name, unit: "", category: test.specimen }, language)
          assert.strictEqual(found?.name, test.name, `${language}: ${name}`)
        }
  })

  it("uses only UCUM codes that the alias table can produce", () => {
    for (const { longName, units } of codes)
      for (const unit of Object.keys(units)) assert.isTrue(unit === "" || unit in ucumTable, `${unit} of ${longName}`)
  })

  it("converts every unit of a test into every other and back, but no share of cells into their number", () => {
    const isShare = (test: string, unit: string) => unit === "%" && /(?:phils|cytes)$/.test(test)
    for (const test of loincSubset) {
      const units = test.codes.flatMap((code) => Object.keys(code.units))
      for (const from of units)
        for (const to of units) {
          const there = convert(test, 7.5, from, to)
          if (isShare(test.name, from) !== isShare(test.name, to)) {
            assert.isUndefined(there, `${test.name}: ${from} and ${to}`)
            continue
          }
          assert.isDefined(there)
          assert.approximately(convert(test, there ?? 0, to, from) ?? 0, 7.5, 1e-9, `${test.name}: ${from} and ${to}`)
        }
    }
  })

  it("knows the test and the unit of every critical limit", () => {
    for (const { test, ucum } of criticalLimits)
      assert.isTrue(
        loincSubset.some((one) => one.name === test && one.codes.some(({ units }) => ucum in units)),
        `${test} in ${ucum}`
      )
  })
})
