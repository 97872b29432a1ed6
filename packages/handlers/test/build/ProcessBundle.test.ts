import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { Worker } from "node:worker_threads"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Bundle from "../../build/Bundle.ts"

const folder = mkdtempSync(join(tmpdir(), "serenya-process-"))
const sample = join(import.meta.dirname, "../../../local/sample/lab-report.pdf")
let bundle: Bundle.Bundle

/** What the thread answers; it must not have loaded the function that started it. */
const answerOf = (bytes: Uint8Array): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(pathToFileURL(join(folder, "PdfWorker.mjs")), { workerData: bytes, env: {} })
    worker.once("message", resolve)
    worker.once("error", reject)
  })

describe("the bundle of `process`", () => {
  beforeAll(async () => {
    bundle = await Bundle.write(join(import.meta.dirname, "../../src/functions/process.ts"), folder)
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("needs nothing from its surroundings", () => {
    assert.deepStrictEqual(bundle.externals, [])
  })

  it("carries the thread that reads documents, and the thread reads one", async () => {
    const answer = JSON.stringify(await answerOf(new Uint8Array(readFileSync(sample))))
    assert.include(answer, "Haemoglobin")
  })

  it("keeps the function itself out of the thread", () => {
    const reachable = (file: string): string => {
      const code = readFileSync(join(folder, file), "utf8")
      const imported = [...code.matchAll(/from"\.\/([^"]+)"|import"\.\/([^"]+)"/g)].map(
        (match) => match[1] ?? match[2] ?? ""
      )
      return code + imported.map(reachable).join("")
    }
    assert.notInclude(reachable("PdfWorker.mjs"), "GetItemCommand")
  })
})
