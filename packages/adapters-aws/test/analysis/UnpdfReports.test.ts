import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import type { AnalysisResult } from "@serenya/domain/analysis/AnalysisResult"
import { assemble } from "@serenya/domain/analysis/AnalysisRules"
import { DocumentReader } from "@serenya/domain/analysis/DocumentReader"
import * as OfflineReportAnalyst from "@serenya/domain/analysis/OfflineReportAnalyst"
import { ReportAnalyst } from "@serenya/domain/analysis/ReportAnalyst"
import { vitalNamed } from "@serenya/domain/analysis/VitalRules"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import { faultsOf } from "@serenya/domain/prose/ProseRules"
import { factsOf as proseFacts } from "@serenya/domain/prose/ResultFactRules"
import { wrongDigitsIn } from "@serenya/domain/testing/WrongDigits"
import { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Effect, Schema } from "effect"
import * as UnpdfDocumentReader from "../../src/analysis/UnpdfDocumentReader.ts"
import { shared } from "../support/Shared.ts"

const data = shared("data") ?? ""
const reports = join(data, "reports-pdf")
const names = existsSync(reports)
  ? readdirSync(reports).filter((name) => name.endsWith(".pdf") && !name.startsWith("scan-"))
  : []

const Truth = Schema.fromJsonString(
  Schema.Array(Schema.Struct({ name: Schema.String, value: Schema.String, kind: Schema.Literals(["lab", "vital"]) }))
)

interface Fact {
  readonly key: string
  readonly isVerified: boolean
}

const keyOf = (name: string, value: string) =>
  `${name} | ${value}`.normalize("NFKC").replaceAll("µ", "μ").replaceAll(/\s+/g, " ").toLowerCase()

/** A blood pressure is compared by its numbers, however a report names it and on how many lines it stands. */
const wanted = (file: string): ReadonlyArray<string> | undefined => {
  const path = join(data, "truth", file.replace(".pdf", ".json"))
  if (!existsSync(path)) return file.startsWith("neg-") ? [] : undefined
  return Schema.decodeSync(Truth)(readFileSync(path, "utf8")).flatMap(({ kind, name, value }) => {
    if (kind === "lab") return [keyOf(name, value)]
    const vital = vitalNamed(name)
    return vital === undefined || vital === "other" ? [] : value.split("/").map((number) => keyOf("vital", number))
  })
}

const factsOf = (result: AnalysisResult): ReadonlyArray<Fact> => [
  ...result.labResults.map((fact) => ({
    key: keyOf(fact.testName, fact.valueText),
    isVerified: fact.grounding === "verified"
  })),
  ...result.vitals.flatMap((fact) =>
    fact.values.map((value) => ({ key: keyOf("vital", String(value)), isVerified: fact.grounding === "verified" }))
  )
]

const userId = UserId.make("019845e1-682f-4b02-a706-3b2422d13aec")
const jobId = makeJobId("result", userId, DateTime.makeUnsafe(0), "A".repeat(22))

const analysed = Effect.fnUntraced(
  function* (file: string) {
    const reader = yield* DocumentReader
    const analyst = yield* ReportAnalyst
    const document = yield* reader.read("pdf", new Uint8Array(readFileSync(join(reports, file))))
    const findings = yield* analyst.analyse(document)
    return assemble(jobId, document, findings, analyst, DateTime.makeUnsafe(0))
  },
  Effect.provide([UnpdfDocumentReader.layer, OfflineReportAnalyst.layer])
)

/** Each true fact may be matched once: a fact reported twice is wrong the second time. */
const matched = (facts: ReadonlyArray<Fact>, truth: ReadonlyArray<string>) => {
  const left = [...truth]
  return facts.map((fact) => {
    const at = left.indexOf(fact.key)
    if (at >= 0) left.splice(at, 1)
    return { ...fact, isTrue: at >= 0 }
  })
}

describe.skipIf(names.length === 0)("sample reports with a text layer", () => {
  const figures: Array<{ file: string; found: number; right: number; wanted: number; wrong: ReadonlyArray<string> }> =
    []

  const hiding = new Set<string>()

  for (const file of names) {
    it.live(`reads ${file} without inventing a verified value`, () =>
      Effect.gen(function* () {
        const result = yield* analysed(file)
        const held = proseFacts(result)
        assert.deepStrictEqual(faultsOf(`${result.summary}\n${result.narrativeMarkdown}`, held), [])
        const lines = result.narrativeMarkdown.split("\n")
        const missed = lines
          .flatMap(wrongDigitsIn)
          .filter((line) => !lines.includes(line) && faultsOf(line, held).length === 0)
        assert.deepStrictEqual(missed, [])
        if (result.warnings.some(({ code }) => code === "hidden_text")) hiding.add(file)
        const truth = wanted(file)
        if (truth === undefined) return
        const facts = matched(factsOf(result), truth)
        const right = facts.filter((fact) => fact.isTrue).length
        const wrong = facts.filter((fact) => !fact.isTrue && fact.isVerified).map((fact) => fact.key)
        figures.push({ file, found: facts.length, right, wanted: truth.length, wrong })
        assert.deepStrictEqual(wrong, [])
      })
    )
  }

  it("warns of text that nobody sees in one of them: a line that runs off its page", () => {
    assert.deepStrictEqual([...hiding], ["es-ccss-hba1c-seguimiento.pdf"])
  })

  it("is right and complete over all of them", () => {
    const sum = (of: (row: (typeof figures)[number]) => number, rows = figures) =>
      rows.reduce((total, row) => total + of(row), 0)
    for (const row of figures)
      console.log(`${row.file}: ${row.right} right of ${row.found} found and ${row.wanted} printed`)
    const english = figures.filter((row) => row.file.startsWith("en-"))
    const precision = sum((row) => row.right) / sum((row) => row.found)
    const recall = sum((row) => row.right, english) / sum((row) => row.wanted, english)
    console.log(`precision ${precision.toFixed(3)} over all, recall ${recall.toFixed(3)} over English`)
    assert.isAtLeast(precision, 0.97)
    assert.isAtLeast(recall, 0.9)
  })
})

it.skipIf(names.length > 0)("has no sample reports at ../shared/data: nothing was compared", (context) => {
  console.log("skipped: no sample reports at ../shared/data")
  context.skip()
})
