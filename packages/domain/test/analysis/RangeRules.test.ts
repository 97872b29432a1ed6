import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { splitComparator } from "../../src/analysis/ComparatorRules.ts"
import type { DecimalStyle } from "../../src/analysis/NumberRules.ts"
import { intervalOf, looksLikeRange, referenceOf, unitOfRange } from "../../src/analysis/RangeRules.ts"

const printed: ReadonlyArray<
  readonly [string, DecimalStyle, { low?: number; high?: number; open: boolean } | undefined]
> = [
  ["13.0 - 17.0", "point", { low: 13, high: 17, open: false }],
  ["13.0–17.0", "point", { low: 13, high: 17, open: false }],
  ["30 - 100", "unknown", { low: 30, high: 100, open: false }],
  ["4.7 – 6.1 x10^12/L", "point", { low: 4.7, high: 6.1, open: false }],
  ["70 mg/dL - 100 mg/dL", "point", { low: 70, high: 100, open: false }],
  ["150,000 - 450,000", "point", { low: 150_000, high: 450_000, open: false }],
  ["150,000 - 450,000", "unknown", undefined],
  ["4,35 - 5,61", "comma", { low: 4.35, high: 5.61, open: false }],
  ["4 000 à 10 000", "comma", { low: 4000, high: 10_000, open: false }],
  ["[3.5 - 5.3]", "point", { low: 3.5, high: 5.3, open: false }],
  ["(12-16)", "unknown", { low: 12, high: 16, open: false }],
  ["Ref: 0.4-4.0", "point", { low: 0.4, high: 4, open: false }],
  ["3 to 7", "unknown", { low: 3, high: 7, open: false }],
  ["-2.0 - 3.0", "point", { low: -2, high: 3, open: false }],
  ["36-46%", "point", { low: 36, high: 46, open: false }],
  ["<200", "unknown", { high: 200, open: true }],
  ["< 0.04", "point", { high: 0.04, open: true }],
  ["<= 14", "unknown", { high: 14, open: false }],
  ["≤14", "unknown", { high: 14, open: false }],
  ["> OR = 40 mg/dL", "point", { low: 40, open: false }],
  [">60", "unknown", { low: 60, open: true }],
  ["up to 40", "unknown", { high: 40, open: false }],
  ["<5.0 (calc)", "point", { high: 5, open: true }],
  ["Inf. à 2,00", "comma", { high: 2, open: true }],
  ["Inferior a 190", "comma", { high: 190, open: true }],
  ["entre 3,5 y 5,1", "comma", { low: 3.5, high: 5.1, open: false }],
  ["between 3 and 7", "unknown", { low: 3, high: 7, open: false }],
  ["De 10 a 120", "comma", { low: 10, high: 120, open: false }],
  ["(136-145 mmol/L)", "unknown", { low: 136, high: 145, open: false }],
  ["17 - 13", "unknown", undefined],
  ["Negative", "unknown", undefined],
  ["Winter: 10 - 37.4 Zomer: 13.8 - 44.8", "point", undefined],
  ["<16 RU/mL: Negatief", "point", undefined],
  [">=1 is pos", "point", undefined],
  ["0", "unknown", undefined],
  ["Not Estab.", "unknown", undefined],
  ["", "unknown", undefined]
]

describe("the unit that an interval is printed with", () => {
  for (const [text, unit] of [
    ["(136-145 mmol/L)", "mmol/L"],
    ["<130 mg/dL (calc)", "mg/dL"],
    ["36-46%", "%"],
    ["3.5 - 5.1", ""],
    ["Not Estab.", ""]
  ] as const) {
    it(`is ${JSON.stringify(unit)} in ${JSON.stringify(text)}`, () => {
      assert.strictEqual(unitOfRange(text), unit)
    })
  }
})

describe("the interval that a reference prints", () => {
  for (const [text, style, interval] of printed) {
    it(`reads ${JSON.stringify(text)} with ${style} as ${JSON.stringify(interval)}`, () => {
      assert.deepStrictEqual(intervalOf(text, style), interval)
    })
  }

  const Bound = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 9999 }))

  it.prop("gives back any interval, and refuses it turned round", [Bound, Bound], ([one, other]) => {
    const [low, high] = [Math.min(one, other) / 10, Math.max(one, other) / 10 + 0.1]
    assert.deepStrictEqual(intervalOf(`${low.toFixed(1)} - ${high.toFixed(1)}`, "point"), {
      low: Number(low.toFixed(1)),
      high: Number(high.toFixed(1)),
      open: false
    })
    assert.isUndefined(intervalOf(`${high.toFixed(1)} - ${low.toFixed(1)}`, "point"))
  })

  it("keeps the text beside the bounds, and the text alone where there are none", () => {
    assert.deepStrictEqual(referenceOf("<8,4", "comma"), { high: 8.4, text: "<8,4" })
    assert.deepStrictEqual(referenceOf("Negative", "point"), { text: "Negative" })
    assert.deepStrictEqual(referenceOf("", "point"), {})
  })

  it("knows the form of an interval whatever its numbers mean", () => {
    for (const text of ["150,000 - 450,000", "<5", "3.8-5.2", "up to 50"]) assert.isTrue(looksLikeRange(text), text)
    for (const text of ["045A84", "12", "Negative", "1.2 g/dL", "a - b", "24/09/1971"])
      assert.isFalse(looksLikeRange(text), text)
  })
})

describe("a comparator before a number", () => {
  for (const [text, comparator, rest] of [
    ["<10000", "<", "10000"],
    ["< 0,5", "<", "0,5"],
    [">=1", ">=", "1"],
    ["≤ 3", "<=", "3"],
    ["> or = 40", ">=", "40"],
    ["12", undefined, "12"]
  ] as const) {
    it(`splits ${text}`, () => {
      const split = splitComparator(text)
      assert.strictEqual(split.comparator, comparator)
      assert.strictEqual(split.rest, rest)
    })
  }
})
