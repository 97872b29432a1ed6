import { assert, describe, it } from "@effect/vitest"
import { DateTime, Schema } from "effect"
import { AnalysisResult } from "../../src/analysis/AnalysisResult.ts"
import { assemble, rulesVersion } from "../../src/analysis/AnalysisRules.ts"
import { disclaimers } from "../../src/analysis/Disclaimers.ts"
import { findingsOf } from "../../src/analysis/FindingRules.ts"
import type { Findings, FoundResult } from "../../src/analysis/Findings.ts"
import type { ReadDocument } from "../../src/analysis/ReadDocument.ts"
import { makeJobId } from "../../src/jobs/JobId.ts"
import { faultsOf } from "../../src/prose/ProseRules.ts"
import { factsOf } from "../../src/prose/ResultFactRules.ts"
import { UserId } from "../../src/users/UserId.ts"
import { document } from "../../testing/synthetic/Sketch.ts"

const at = DateTime.makeUnsafe("2026-03-01T09:30:00Z")
const jobId = makeJobId("result", UserId.make("019845e1-682f-4b02-a706-3b2422d13aec"), at, "A".repeat(22))
const provenance = { model: "a-model", promptVersion: "7" }

const report = document([
  "Example Laboratory",
  "Blood Test Report",
  "Collected: 03/03/2026",
  "Test                 | Result   | Unit     | Reference     | Flag",
  "Haemoglobin          | 8.9      | g/dL     | 13.0 - 17.0   | LL",
  "Platelets            | 250,000  | /uL      | 150,000 - 450,000 |",
  "Sodium               | 140      | mmol/L   | 135 - 145     | H",
  "Lp(a)                | <10      | mg/dL    | <30           |",
  "HBsAg                | Positive |          | Negative      |",
  "Urine protein        | Volgt    | mg/dL    | <15           |",
  "Systolic BP          | 145      | mmHg     | 90 - 120      |",
  "Diastolic BP         | 90       | mmHg     | 60 - 80       |"
])

const analysed = (read: ReadDocument, change: (findings: Findings) => Findings = (findings) => findings) =>
  assemble(jobId, read, change(findingsOf(read.pages)), provenance, at)

const withFirst =
  (part: Partial<FoundResult>) =>
  (findings: Findings): Findings => ({
    ...findings,
    labResults: findings.labResults.map((found, index) => (index === 0 ? { ...found, ...part } : found))
  })

describe("an assembled analysis", () => {
  const result = analysed(report)

  it("is one that the schema accepts, with its origin and all four disclaimers", () => {
    assert.isTrue(Schema.is(AnalysisResult)(result))
    assert.strictEqual(result.kind, "result")
    assert.deepStrictEqual(result.provenance, { ...provenance, rulesVersion })
    assert.deepStrictEqual(result.disclaimers, disclaimers)
    assert.strictEqual(new Set(result.disclaimers).size, 4)
    assert.deepStrictEqual(result.document, { fileType: "pdf", pages: 1, language: "en" })
    assert.strictEqual(result.title, "Blood Test Report")
  })

  it("computes numbers, intervals and flags, and keeps what is printed", () => {
    const rows = result.labResults.map((row) => [
      row.testName,
      row.value,
      row.comparator,
      row.reference.low,
      row.reference.high,
      row.computedFlag,
      row.flagsAgree,
      row.category
    ])
    assert.deepStrictEqual(rows, [
      ["Haemoglobin", 8.9, undefined, 13, 17, "L", true, "blood"],
      ["Platelets", 250_000, undefined, 150_000, 450_000, "N", true, "blood"],
      ["Sodium", 140, undefined, 135, 145, "N", false, "blood"],
      ["Lp(a)", 10, "<", undefined, 30, "N", true, "blood"],
      ["HBsAg", null, undefined, undefined, undefined, "A", true, "blood"],
      ["Urine protein", null, undefined, undefined, 15, null, true, "urine"]
    ])
    assert.deepStrictEqual(
      result.labResults.map((row) => row.id),
      ["r1", "r2", "r3", "r4", "r5", "r6"]
    )
    assert.isTrue(result.labResults.every((row) => row.grounding === "verified" && row.specimenDate === "03/03/2026"))
    assert.deepStrictEqual(
      result.labResults.map((row) => row.printedFlag),
      ["LL", undefined, "H", undefined, undefined, undefined]
    )
  })

  it("makes one blood pressure of its two lines", () => {
    const [vital] = result.vitals
    assert.deepStrictEqual(
      [vital?.vitalType, vital?.values, vital?.unit, vital?.grounding],
      ["blood_pressure", [145, 90], "mmHg", "verified"]
    )
  })

  it("passes on the laboratory's alarm and warns of a mark that its range contradicts", () => {
    assert.deepStrictEqual(
      result.medicalFlags.map((flag) => flag.resultIds),
      [["r1"]]
    )
    assert.deepStrictEqual(
      result.warnings.map((warning) => warning.code),
      ["flags_disagree"]
    )
    assert.strictEqual(result.confidenceScore, 6)
    assert.deepStrictEqual(
      result.confidenceReasons.filter((reason) => reason.startsWith("Sodium")),
      ["Sodium: the printed mark and the printed reference range disagree"]
    )
  })

  for (const [what, part, grounding, score] of [
    ["a value that is not in its line", { valueText: "9.8" }, "quote_only", 4],
    ["a line that is not on its page", { quote: "Haemoglobin 8.8 g/dL" }, "unverified", 2],
    ["a page that is not in the document", { page: 3 }, "unverified", 2]
  ] as const) {
    it(`shows ${what} as ${grounding}, and says so`, () => {
      const doubtful = analysed(report, withFirst(part))
      assert.strictEqual(doubtful.labResults[0]?.grounding, grounding)
      assert.strictEqual(doubtful.confidenceScore, score)
      assert.include(
        doubtful.warnings.map((warning) => warning.code),
        "unverified_values"
      )
      assert.include(doubtful.narrativeMarkdown, "please compare this line with your document")
    })
  }

  it("leaves a number that could be two without a value and without a flag", () => {
    const sheet = document(["Test      | Result | Unit | Reference", "Platelets | 250,000 | /uL | 150,000 - 450,000"])
    const [row] = analysed(sheet).labResults
    assert.deepStrictEqual(
      [row?.value, row?.valueText, row?.computedFlag, row?.reference],
      [null, "250,000", null, { text: "150,000 - 450,000" }]
    )
    assert.strictEqual(row?.confidence, 0.4)
  })

  it("has the least confidence in a document without results, and invents none", () => {
    const empty = analysed(document(["Dear Jane,", "thank you for your visit."]))
    assert.deepStrictEqual([empty.labResults, empty.vitals, empty.confidenceScore], [[], [], 1])
    assert.strictEqual(empty.summary, "No laboratory results or vital signs were found in this document.")
    assert.include(
      empty.warnings.map((warning) => warning.code),
      "no_results_found"
    )
  })

  it("says that a page without text may hold more", () => {
    const mixed = analysed({
      ...report,
      pages: [...report.pages, ...document([]).pages.map((page) => ({ ...page, number: 2 }))]
    })
    assert.include(
      mixed.warnings.map((warning) => warning.code),
      "pages_without_text"
    )
  })

  it("drops a vital sign that no person has, and says so", () => {
    const found = {
      vitalType: "heart_rate",
      valueText: "7200",
      unit: "bpm",
      page: 1,
      quote: "Heart rate 7200 bpm"
    } as const
    const odd = analysed(report, (findings) => ({ ...findings, vitals: [found] }))
    assert.deepStrictEqual(odd.vitals, [])
    assert.include(
      odd.warnings.map((warning) => warning.code),
      "vital_not_plausible"
    )
  })
})

describe("the text of an analysis", () => {
  const result = analysed(report)

  it("says where results lie and speaks of no figure that is not printed", () => {
    assert.strictEqual(
      result.summary,
      "This document reports six laboratory results and one vital sign. Two results lie outside the printed reference range."
    )
    assert.include(
      result.narrativeMarkdown,
      "- **Haemoglobin**: 8.9 g/dL (reference: 13.0 - 17.0), below the printed reference range"
    )
    assert.include(result.narrativeMarkdown, "- **Blood pressure**: 145/90 mmHg")
    assert.deepStrictEqual(faultsOf(result.narrativeMarkdown, factsOf(result)), [])
  })

  it("gives no advice", () => {
    assert.notMatch(
      result.narrativeMarkdown,
      /\b(?:should|must|recommend|treat|medication|dose|diagnos|consult|suggests?)\b/i
    )
  })

  it("shows what a document prints as it stands, never as a link, a heading or markup", () => {
    const hostile = analysed(report, withFirst({ testName: "[pay](http://x.test) <img src=x> # **free**" }))
    assert.include(hostile.narrativeMarkdown, String.raw`\[pay\](http\://x.test) \<img src=x\> \# \*\*free\*\*`)
  })
})
