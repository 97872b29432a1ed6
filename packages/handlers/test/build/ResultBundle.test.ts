import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { Worker } from "node:worker_threads"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as PdfkitReportPrinter from "@serenya/adapters-aws/report/PdfkitReportPrinter"
import { ReportPrinter } from "@serenya/domain/report/ReportPrinter"
import { mixed } from "@serenya/domain/testing/Histories"
import { paper } from "@serenya/domain/testing/ReportPrinterLaws"
import { Effect } from "effect"
import * as Bundle from "../../build/Bundle.ts"

const folder = mkdtempSync(join(tmpdir(), "serenya-result-"))
let bundle: Bundle.Bundle

const printed = (): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const entry = pathToFileURL(join(folder, "PrintWorker.mjs"))
    const worker = new Worker(entry, { workerData: paper(mixed), env: {} })
    worker.once("message", resolve)
    worker.once("error", reject)
  })

describe("the bundle of `result`", () => {
  beforeAll(async () => {
    bundle = await Bundle.write(join(import.meta.dirname, "../../src/functions/result.ts"), folder)
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("needs nothing from its surroundings", () => {
    assert.deepStrictEqual(bundle.externals, [])
  })

  it("carries the library that prints beside the function, not in it", () => {
    const code = readFileSync(join(folder, "function.cjs"), "utf8")
    assert.notInclude(code, "PDFDocument")
  })

  it.live("carries the thread that prints with its fonts, and prints the same bytes as the source", () =>
    Effect.gen(function* () {
      const here = yield* ReportPrinter.use(({ print }) => print(paper(mixed)))
      assert.deepStrictEqual(yield* Effect.promise(printed), here)
    }).pipe(Effect.provide(PdfkitReportPrinter.layer))
  )

  it("carries the fonts' licence", () => {
    assert.isTrue(existsSync(join(folder, "DejaVuSans.ttf")))
    assert.include(readFileSync(join(folder, "dejavu-fonts-ttf-LICENSE"), "utf8"), "Bitstream Vera Fonts Copyright")
  })
})
