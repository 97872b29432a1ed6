import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { type DecimalStyle, decimalStyleOf, parseNumber } from "../../src/analysis/NumberRules.ts"

const printed: ReadonlyArray<readonly [text: string, style: DecimalStyle, value: number | null]> = [
  ["138", "unknown", 138],
  ["8.9", "unknown", 8.9],
  ["4,69", "unknown", 4.69],
  ["0,125", "unknown", 0.125],
  ["0.028", "comma", 0.028],
  [".5", "point", 0.5],
  ["-2.5", "point", -2.5],
  ["−2,5", "comma", -2.5],
  ["+0.4", "point", 0.4],
  ["0", "unknown", 0],
  ["14,500", "point", 14_500],
  ["14,500", "comma", 14.5],
  ["14,500", "unknown", null],
  ["1.234", "comma", 1234],
  ["1.234", "point", 1.234],
  ["1.234", "unknown", null],
  ["1,234.5", "unknown", 1234.5],
  ["1.234,5", "unknown", 1234.5],
  ["1,234,567", "unknown", 1_234_567],
  ["1,50,000", "point", 150_000],
  ["6 500", "unknown", 6500],
  ["1'250'000", "unknown", 1_250_000],
  ["150 000,5", "unknown", 150_000.5],
  ["1.2.3", "unknown", null],
  ["12,34,5", "unknown", null],
  ["1,23.4", "unknown", null],
  ["12 50", "unknown", null],
  ["120/80", "unknown", null],
  ["2-3", "unknown", null],
  ["1+", "unknown", null],
  ["12.3 g/dL", "unknown", null],
  ["24/09/1971", "unknown", null],
  ["Volgt", "unknown", null],
  ["", "unknown", null]
]

describe("the number that a text prints", () => {
  for (const [text, style, value] of printed) {
    it(`reads ${JSON.stringify(text)} as ${value} where decimals are written with ${style}`, () => {
      assert.strictEqual(parseNumber(text, style), value)
    })
  }

  const Whole = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 99_999_999 }))
  const Places = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 4 }))

  it.prop("gives back any number however it is printed", [Whole, Places], ([whole, places]) => {
    const value = whole / 10 ** places
    const plain = value.toFixed(places)
    const english = value.toLocaleString("en-US", { minimumFractionDigits: places, maximumFractionDigits: places })
    const german = value.toLocaleString("de-DE", { minimumFractionDigits: places, maximumFractionDigits: places })
    assert.strictEqual(parseNumber(plain, "point"), value)
    assert.strictEqual(parseNumber(plain.replace(".", ","), "comma"), value)
    assert.strictEqual(parseNumber(english, "point"), value)
    assert.strictEqual(parseNumber(german, "comma"), value)
    assert.include([value, null], parseNumber(english, "unknown"))
    assert.include([value, null], parseNumber(german, "unknown"))
  })
})

describe("how a report writes its decimals", () => {
  for (const [texts, style] of [
    [["8.9", "14,500"], "point"],
    [["4,69", "3720 - 10540"], "comma"],
    [["1.234"], "unknown"],
    [["1,234"], "unknown"],
    [["8.9", "4,69"], "unknown"],
    [["0.028"], "point"],
    [["1,234,567"], "point"],
    [["<8,4"], "comma"],
    [["138"], "unknown"],
    [["13.0 - 17.0"], "point"]
  ] as const) {
    it(`is ${style} after ${texts.join(" and ")}`, () => {
      assert.strictEqual(decimalStyleOf(texts), style)
    })
  }
})
