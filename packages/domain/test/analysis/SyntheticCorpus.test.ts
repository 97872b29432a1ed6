import { assert, describe, it } from "@effect/vitest"
import { DateTime } from "effect"
import { assemble } from "../../src/analysis/AnalysisRules.ts"
import { findingsOf } from "../../src/analysis/FindingRules.ts"
import type { FoundResult } from "../../src/analysis/Findings.ts"
import { narrativeOf, summaryOf } from "../../src/analysis/NarrativeRules.ts"
import { makeJobId } from "../../src/jobs/JobId.ts"
import { faultsOf } from "../../src/prose/ProseRules.ts"
import { factsOf } from "../../src/prose/ResultFactRules.ts"
import { UserId } from "../../src/users/UserId.ts"
import { layouts } from "../../testing/synthetic/Layouts.ts"
import { corpus, documentOf, report, type Report } from "../../testing/synthetic/Report.ts"
import { precision, recall, type Score, score, total } from "../../testing/synthetic/Scores.ts"
import { languages } from "../../testing/synthetic/Wording.ts"

const at = DateTime.makeUnsafe(0)
const jobId = makeJobId("result", UserId.make("019845e1-682f-4b02-a706-3b2422d13aec"), at, "A".repeat(22))

const analysed = (sheet: Report, keep: (found: FoundResult, index: number) => boolean = () => true) => {
  const document = documentOf(sheet)
  const findings = findingsOf(document.pages)
  const kept = { ...findings, labResults: findings.labResults.filter(keep) }
  return assemble(jobId, document, kept, { model: "offline-rules", promptVersion: "none" }, at)
}

const codes = (result: ReturnType<typeof analysed>) => result.warnings.map(({ code }) => code)
const reports = corpus(1, 2)

describe("the offline analyst on the synthetic corpus", () => {
  const scores: Array<Score> = []

  it("has at least 200 reports in at least 12 layouts and five languages", () => {
    assert.isAtLeast(reports.length, 200)
    assert.isAtLeast(Object.keys(layouts).length, 12)
    assert.deepStrictEqual(new Set(reports.map(({ language }) => language)), new Set(languages))
    assert.deepStrictEqual(new Set(reports.map(({ layout }) => layout)), new Set(Object.keys(layouts)))
  })

  for (const layout of Object.keys(layouts)) {
    it(`shows no wrong value as verified, invents no figure and misses no row: ${layout}`, () => {
      for (const sheet of reports.filter((one) => one.layout === layout)) {
        const result = analysed(sheet)
        const own = score(result, sheet.truth)
        scores.push(own)
        assert.deepStrictEqual(own.wrong, [], sheet.name)
        const told = `${summaryOf(result)}\n\n${narrativeOf(result)}`
        assert.deepStrictEqual(faultsOf(told, factsOf(result)), [], sheet.name)
        if (own.missed.length === 0) assert.notInclude(codes(result), "rows_missing", sheet.name)
      }
    })
  }

  it("is right, complete, and flags as the truth does", () => {
    const all = total(scores)
    assert.strictEqual(scores.length, reports.length)
    assert.isAtLeast(precision(all), 0.99)
    assert.isAtLeast(recall(all), 0.97)
    assert.deepStrictEqual(all.misflagged, [])
  })
})

describe("a synthetic report", () => {
  it("is the same for the same seed and another for another", () => {
    assert.deepStrictEqual(report(7, "fiveColumns", "de"), report(7, "fiveColumns", "de"))
    assert.notDeepEqual(report(7, "fiveColumns", "de"), report(8, "fiveColumns", "de"))
  })

  it("hides text from readers of its pages, and the truth knows nothing of it", () => {
    const hidden = report(7, "fiveColumns", "en", { hidden: true })
    const plain = report(7, "fiveColumns", "en")
    assert.strictEqual(hidden.written.length, plain.written.length + 3)
    assert.deepStrictEqual(documentOf(hidden), { ...documentOf(plain), hidesText: true })
    assert.deepStrictEqual(hidden.truth, plain.truth)
  })

  it("has some of several pages, and some files with two reports, which is said", () => {
    const double = reports.filter(({ written }) => written.some(({ text }) => text.includes("03/02/2026")))
    assert.isAbove(double.length, 5)
    assert.isAbove(reports.filter(({ written }) => written.some(({ page }) => page > 1)).length, 30)
    for (const sheet of double) assert.include(codes(analysed(sheet)), "several_reports", sheet.name)
    for (const sheet of reports.slice(0, 60).filter((one) => !double.includes(one)))
      assert.notInclude(codes(analysed(sheet)), "several_reports", sheet.name)
  })

  it("says so when any one row of a table is left out, and is less sure", () => {
    const sheet = report(3, "fiveColumns", "en")
    const whole = analysed(sheet)
    assert.notInclude(codes(whole), "rows_missing")
    for (const left of whole.labResults
      .filter(({ value }) => value !== null)
      .map(({ id }) => Number(id.slice(1)) - 1)) {
      const part = analysed(sheet, (_, index) => index !== left)
      assert.include(codes(part), "rows_missing")
      assert.isAtMost(part.confidenceScore, 7)
    }
  })
})
