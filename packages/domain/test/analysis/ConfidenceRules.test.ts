import { assert, describe, it } from "@effect/vitest"
import { judge, scoreOf, type Signals } from "../../src/analysis/ConfidenceRules.ts"

const sure: Signals = {
  grounding: "verified",
  nameInQuote: true,
  value: "number",
  hasUnit: true,
  hasReference: true,
  computedFlag: "N",
  flagsAgree: true,
  isOddUnit: false,
  isCriticalInside: false
}

describe("confidence", () => {
  for (const [what, part, confidence] of [
    ["every signal", {}, 0.98],
    ["a line that is not there", { grounding: "unverified" }, 0.2],
    ["a value that is not in its line", { grounding: "quote_only" }, 0.4],
    ["a number that could be two", { value: "ambiguous" }, 0.4],
    ["a name from elsewhere", { nameInQuote: false }, 0.5],
    ["a mark that the range contradicts", { flagsAgree: false }, 0.6],
    ["a critical value inside its range", { isCriticalInside: true }, 0.5],
    ["a unit that we do not know for the test", { isOddUnit: true }, 0.85],
    ["no unit", { hasUnit: false }, 0.85],
    ["no reference", { hasReference: false, computedFlag: null }, 0.9],
    ["words without a unit", { value: "word", hasUnit: false, hasReference: false, computedFlag: null }, 0.98],
    ["two doubts: the worse one", { flagsAgree: false, grounding: "unverified" }, 0.2]
  ] as const) {
    it(`is ${confidence} with ${what}`, () => {
      const judged = judge({ ...sure, ...part })
      assert.strictEqual(judged.confidence, confidence)
      assert.strictEqual(judged.reasons.length > 0, confidence < 0.98)
    })
  }

  it("of a document is that of its weakest fact, from 1 to 10", () => {
    assert.strictEqual(scoreOf([0.98, 0.98]), 10)
    assert.strictEqual(scoreOf([0.98, 0.4]), 4)
    assert.strictEqual(scoreOf([0.01]), 1)
    assert.strictEqual(scoreOf([]), 1)
  })
})
