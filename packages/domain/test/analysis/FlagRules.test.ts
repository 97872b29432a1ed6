import { assert, describe, it } from "@effect/vitest"
import { flagOf, flagsAgree, printedFlagOf, wordFlagOf } from "../../src/analysis/FlagRules.ts"
import type { Comparator, Flag } from "../../src/analysis/LabResult.ts"
import { intervalOf } from "../../src/analysis/RangeRules.ts"

const computed: ReadonlyArray<readonly [number | null, Comparator | undefined, string, Flag | null]> = [
  [8.9, undefined, "13.0 - 17.0", "L"],
  [13, undefined, "13.0 - 17.0", "N"],
  [17, undefined, "13.0 - 17.0", "N"],
  [17.1, undefined, "13.0 - 17.0", "H"],
  [199, undefined, "<200", "N"],
  [200, undefined, "<200", "H"],
  [14, undefined, "<= 14", "N"],
  [60, undefined, ">60", "L"],
  [61, undefined, ">60", "N"],
  [40, undefined, ">= 40", "N"],
  [5, undefined, "Negative", null],
  [null, undefined, "1 - 2", null],
  // `<` and `>` settle only what every allowed value settles.
  [0.5, "<", "<0.5", "N"],
  [0.5, "<=", "<0.5", null],
  [1, "<", "<0.5", null],
  [1, "<", "3 - 5", "L"],
  [3, "<", "3 - 5", "L"],
  [3, "<=", "3 - 5", null],
  [4, "<", "3 - 5", null],
  [90, ">", ">60", "N"],
  [60, ">", ">60", "N"],
  [50, ">", ">60", null],
  [6, ">", "3 - 5", "H"],
  [5, ">", "3 - 5", "H"],
  [4, ">", "3 - 5", null]
]

describe("the flag that follows from the printed interval", () => {
  for (const [value, comparator, range, flag] of computed) {
    it(`is ${flag} for ${comparator ?? ""}${value} where ${range} is printed`, () => {
      assert.strictEqual(flagOf(value, comparator, intervalOf(range, "point")), flag)
    })
  }

  for (const [value, reference, flag] of [
    ["Positief", "Negatief", "A"],
    ["negatief", "Negatief", "N"],
    ["Not Detected", "Negative", "N"],
    ["Trace", "Negative", null],
    ["Clear", "Clear", "N"],
    ["Volgt", "Negatief", null],
    ["Positive", "", null],
    ["Knie rechts", "Negatief", null]
  ] as const) {
    it(`is ${flag} for ${value} where ${reference || "nothing"} is expected`, () => {
      assert.strictEqual(wordFlagOf(value, reference), flag)
    })
  }
})

describe("what a printed mark means", () => {
  for (const [text, flag] of [
    ["H", "H"],
    ["HIGH", "H"],
    ["*HIGH*", "H"],
    ["High (H)", "H"],
    ["High – possible diabetes", "H"],
    ["↑", "H"],
    ["+", "H"],
    ["ELEVATED", "H"],
    ["hoog", "H"],
    ["HH", "HH"],
    ["++", "HH"],
    ["Critical High", "HH"],
    ["L", "L"],
    ["Low", "L"],
    ["LOW", "L"],
    ["-", "L"],
    ["↓", "L"],
    ["LL", "LL"],
    ["--", "LL"],
    ["- -", "LL"],
    ["Normal", "N"],
    ["NORMAL", "N"],
    ["N", "N"],
    ["*", "A"],
    ["Abnormal", "A"],
    ["A", "A"],
    ["Above high reference limit", "H"],
    ["- Normal", "N"],
    ["Pre-diabetic range", undefined],
    ["Overweight", undefined],
    ["", undefined],
    ["See note", undefined],
    ["Lipemic", undefined],
    ["Haemolysed", undefined]
  ] as const) {
    it(`is ${flag} for ${JSON.stringify(text)}`, () => {
      assert.strictEqual(printedFlagOf(text), flag)
    })
  }
})

describe("whether mark and interval agree", () => {
  for (const [printed, flag, agree] of [
    ["H", "H", true],
    ["++", "H", true],
    ["H", "L", false],
    ["H", "N", false],
    ["Normal", "N", true],
    ["Normal", "H", false],
    ["*", "L", true],
    ["*", "N", false],
    ["", "H", true],
    ["H", null, true],
    ["See note", "L", true]
  ] as const) {
    it(`${agree ? "do" : "do not"} for ${JSON.stringify(printed)} and ${flag}`, () => {
      assert.strictEqual(flagsAgree(printed, flag), agree)
    })
  }
})
