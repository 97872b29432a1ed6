import { assert, describe, it } from "@effect/vitest"
import { DateTime, Schema } from "effect"
import type { AnalysisResult } from "../../src/analysis/AnalysisResult.ts"
import { assemble } from "../../src/analysis/AnalysisRules.ts"
import { findingsOf } from "../../src/analysis/FindingRules.ts"
import { makeJobId } from "../../src/jobs/JobId.ts"
import { faultsOf } from "../../src/prose/ProseRules.ts"
import { factsOf } from "../../src/prose/ResultFactRules.ts"
import { UserId } from "../../src/users/UserId.ts"
import { document } from "../../testing/synthetic/Sketch.ts"
import { wrongDigitsIn } from "../../testing/WrongDigits.ts"

const at = DateTime.makeUnsafe("2026-03-01T09:30:00Z")
const jobId = makeJobId("result", UserId.make("019845e1-682f-4b02-a706-3b2422d13aec"), at, "A".repeat(22))

const resultOf = (lines: ReadonlyArray<string>): AnalysisResult => {
  const report = document(lines)
  return assemble(jobId, report, findingsOf(report.pages), { model: "m", promptVersion: "p" }, at)
}

/** Mistakes that go unnoticed. A line that stands elsewhere in the narrative is no mistake. */
const missedIn = (result: AnalysisResult): ReadonlyArray<string> => {
  const facts = factsOf(result)
  const lines = [...result.narrativeMarkdown.split("\n"), result.summary]
  return lines.flatMap(wrongDigitsIn).filter((line) => !lines.includes(line) && faultsOf(line, facts).length === 0)
}

const heading = "Test                 | Result   | Unit     | Reference     | Flag"
const reports: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
  [
    "names, units and ranges full of digits",
    [
      "Collected: 03/03/2026",
      heading,
      "Vitamin B12          | 350      | pg/mL    | 200 - 900     |",
      "25-OH Vitamin D3     | 12       | ng/mL    | 30 - 100      | L",
      "Platelets            | 250      | 10^3/uL  | 150 - 450     |",
      "eGFR                 | 90       | mL/min/1.73m2 | > 60     |",
      "CA 125               | 9        | U/mL     | <35           |",
      "T4                   | 1.2      | ng/dL    | 0.9 - 1.7     |"
    ]
  ],
  [
    "small numbers, and the same number again and again",
    [
      heading,
      "Urobilinogen         | 1        | mg/dL    | 1 - 12        |",
      "Basophils            | 0        | %        | 0 - 1         |",
      "Eosinophils          | 2        | %        | 1 - 22        |",
      "pH                   | 5        |          | 5 - 8         |"
    ]
  ],
  [
    "decimal commas and thousands",
    [
      heading,
      "Natrium              | 140      | mmol/l   | 135 - 145     |",
      "Calcium              | 2,31     | mmol/l   | 2,15 - 2,50   |",
      "Ferritin             | 1.234,5  | µg/l     | 30 - 400      | +",
      "Leukozyten           | 10 500   | /µl      | 4 000 - 11 000 |"
    ]
  ],
  [
    "words, comparators and vital signs",
    [
      heading,
      "HBsAg                | Negative |          | Negative      |",
      "Lp(a)                | <10      | mg/dL    | <30           |",
      "Systolic BP          | 145      | mmHg     | 90 - 120      |",
      "Diastolic BP         | 90       | mmHg     | 60 - 80       |"
    ]
  ],
  ["nothing", ["Dear Jane,", "thank you for your visit."]]
]

describe("a wrong digit in a generated narrative", () => {
  for (const [what, lines] of reports) {
    it(`is noticed wherever it is, and a right one is not, in a report of ${what}`, () => {
      const result = resultOf(lines)
      assert.isAtLeast(result.narrativeMarkdown.length, 50)
      assert.deepStrictEqual(faultsOf(`${result.summary}\n\n${result.narrativeMarkdown}`, factsOf(result)), [])
      assert.deepStrictEqual(missedIn(result), [])
    })
  }

  const Tenths = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 99_999 }))
  const Rows = Schema.Array(Schema.Tuple([Tenths, Tenths, Tenths])).check(Schema.isMinLength(1), Schema.isMaxLength(4))

  it.prop(
    "is noticed in every report of any numbers",
    [Rows],
    ([rows]) => {
      const print = (tenths: number) => (tenths / 10).toFixed(1)
      const lines = rows.map(([value, one, other], index) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        return `Analyte ${"ABCD"[index] ?? ""} | ${print(value)} | mg/L | ${print(low)} - ${print(high)} |`
      })
      const result = resultOf([heading, ...lines])
      assert.strictEqual(result.labResults.length, rows.length)
      assert.deepStrictEqual(faultsOf(result.narrativeMarkdown, factsOf(result)), [])
      assert.deepStrictEqual(missedIn(result), [])
    },
    { arbitrary: { runs: 40 } }
  )
})
