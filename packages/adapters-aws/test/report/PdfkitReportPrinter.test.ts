import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { DocumentReader } from "@serenya/domain/analysis/DocumentReader"
import { linesOf } from "@serenya/domain/analysis/LineRules"
import type { HealthData } from "@serenya/domain/report/HealthData"
import type { Block, Paper } from "@serenya/domain/report/Paper"
import { ReportPrinter } from "@serenya/domain/report/ReportPrinter"
import { mixed, range, result } from "@serenya/domain/testing/Histories"
import * as ReportPrinterLaws from "@serenya/domain/testing/ReportPrinterLaws"
import { Effect, Layer } from "effect"
import * as UnpdfDocumentReader from "../../src/analysis/UnpdfDocumentReader.ts"
import * as PdfkitReportPrinter from "../../src/report/PdfkitReportPrinter.ts"

ReportPrinterLaws.suite("pdfkit in a thread", PdfkitReportPrinter.layer)

const layers = Layer.merge(PdfkitReportPrinter.layer, UnpdfDocumentReader.layer)

/** What a person sees on the pages, as the project's own reader sees it. */
const seen = (paper: Paper) =>
  Effect.gen(function* () {
    const bytes = yield* ReportPrinter.use(({ print }) => print(paper))
    const document = yield* DocumentReader.use(({ read }) => read("pdf", bytes))
    assert.isFalse(document.hidesText)
    return document.pages.map((page) => linesOf(page).map((line) => line.cells.map(({ text }) => text).join("|")))
  }).pipe(Effect.provide(layers))

const sheet = (...blocks: ReadonlyArray<Block>): Paper => ({
  language: "en",
  title: "A title",
  madeAt: 0,
  blocks,
  footer: "A footer"
})

const paragraph = (text: string): Block => ({ _tag: "Paragraph", text })
const squeezed = (text: string) => text.normalize("NFKC").replaceAll(/[\s|]+/g, "")

const letters = [
  "Hämoglobin, Nüchternglukose, weiße Blutkörperchen",
  "Ácido úrico, riñón, ¿qué?, señal",
  "Glycémie à jeun, Œdème, cœur, ÇÉÈÀÙ, œsophage",
  "Função tireoidiana, ácido fólico, não, avô",
  "Zuurstofsaturatie, coördinatie, reëel, één",
  "µmol/L, β₂-Mikroglobulin, ≥ 5, ≤ 7, 10³/µL, m², ½, ±, ×, °C, →, ↑, ↓, −, –, ‰, Ω"
]

describe("a printed report", () => {
  for (const text of letters)
    it.live(`can be read: ${text}`, () =>
      Effect.gen(function* () {
        const [page = []] = yield* seen(sheet(paragraph(text)))
        assert.include(squeezed(page.join("")), squeezed(text))
      })
    )

  it.live("has every text of its paper, in bold and in plain, the sentences whole", () =>
    Effect.gen(function* () {
      const paper = ReportPrinterLaws.paper(mixed)
      const text = squeezed((yield* seen(paper)).flat().join(" "))
      const texts = [paper.title, ...paper.blocks.flatMap(textsOf)]
      for (const one of texts) assert.include(text, squeezed(one), one)
      assert.isAtLeast(texts.length, 200)
    })
  )

  it.live("goes on over pages, each with its number, the footer and the head of its table", () =>
    Effect.gen(function* () {
      const long: HealthData = {
        labResults: Array.from({ length: 120 }, (_, index) =>
          result(`Kryptonite ${index}`, "1.5", "mg/L", "2024-01-15", range(1, 2))
        ),
        vitals: []
      }
      const pages = yield* seen(ReportPrinterLaws.paper(long))
      assert.isAtLeast(pages.length, 4)
      for (const [index, lines] of pages.entries()) {
        assert.include(lines.join("\n"), `${index + 1} / ${pages.length}`)
        assert.include(lines.join("\n"), "Not medical advice.")
      }
      const tables = pages.filter((lines) => lines.some((line) => line.includes("Kryptonite")))
      for (const lines of tables) assert.strictEqual(lines.filter((line) => line.startsWith("Day|Name|")).length, 1)
      for (const { testName } of long.labResults)
        assert.isTrue(pages.flat().some((line) => line.includes(`|${testName}|`)))
    })
  )

  it.live(
    "wraps what is longer than its column, cuts what would fill pages, and shows a box for what no font has",
    () =>
      Effect.gen(function* () {
        const name = "Unbroken".repeat(30)
        const columns = [
          { heading: "Name", share: 1, align: "left" as const },
          { heading: "Value", share: 3, align: "right" as const }
        ]
        const rows = [
          [name, "1"],
          ["x".repeat(5000), "2"],
          ["日本 \u202e☂\u0000 ok", "3"]
        ]
        const pages = yield* seen(sheet({ _tag: "Table", table: { columns, rows } }))
        const text = squeezed(pages.flat().join(""))
        assert.strictEqual(pages.length, 1)
        assert.include(text.replaceAll(/\d/g, ""), name)
        assert.include(text, "x...")
        assert.include(text, "□□□ok")
      })
  )

  it("has the same bytes in another process and another time zone", () => {
    const program = join(import.meta.dirname, "Printing.ts")
    const inZone = (TZ: string) =>
      execFileSync(process.execPath, [program], { env: { ...process.env, TZ }, encoding: "utf8" })
    const [one, other] = [inZone("Pacific/Kiritimati"), inZone("America/Los_Angeles")]
    assert.match(one, /^[0-9a-f]{64}\n$/)
    assert.strictEqual(one, other)
  })

  it.live("has the bytes here that it has there", () =>
    Effect.gen(function* () {
      const bytes = yield* ReportPrinter.use(({ print }) => print(ReportPrinterLaws.paper(mixed)))
      const there = execFileSync(process.execPath, [join(import.meta.dirname, "Printing.ts")], { encoding: "utf8" })
      assert.strictEqual(createHash("sha256").update(bytes).digest("hex"), there.trim())
    }).pipe(Effect.provide(layers))
  )

  it.live("is unavailable when its thread dies, and nothing of it is told", () =>
    Effect.gen(function* () {
      const broken: Paper = { ...sheet(paragraph("Glucose 95")), blocks: JSON.parse('[{"_tag":"Table"}]') }
      const failure = yield* Effect.flip(ReportPrinter.use(({ print }) => print(broken)))
      assert.deepInclude(failure, { _tag: "Unavailable", resource: "analysis", retryable: true })
      assert.strictEqual(String(failure.cause), "Error: The thread that prints died")
    }).pipe(Effect.provide(layers))
  )
})

function textsOf(block: Block): ReadonlyArray<string> {
  switch (block._tag) {
    case "Heading":
    case "Paragraph":
      return [block.text]
    case "List":
      return block.items
    case "Table":
      return block.table.rows.flat()
  }
}
