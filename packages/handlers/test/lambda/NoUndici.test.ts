import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { afterAll, beforeAll } from "vitest"
import * as Bundle from "../../build/Bundle.ts"

const script = join(import.meta.dirname, "support/invoke-toy.mjs")
const folder = mkdtempSync(join(tmpdir(), "serenya-toy-"))

const run = (...more: ReadonlyArray<string>) => {
  const output = execFileSync(process.execPath, [script, join(folder, "index.mjs"), ...more], { encoding: "utf8" })
  return JSON.parse(output.slice(output.lastIndexOf("\n")))
}

describe("a bundled function", () => {
  let bundle: Bundle.Bundle
  beforeAll(async () => {
    bundle = await Bundle.write(join(import.meta.dirname, "support/ToyFunction.ts"), folder)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it("imports nothing, not even Node's own modules", () => {
    assert.deepStrictEqual(bundle.externals, [])
  })

  it("loads no undici in init, answers, refusals or failures", () => {
    assert.deepStrictEqual(run(), { statuses: [200, 200, 400, 405, 404, 500], undici: false })
  })

  it("would be caught loading undici", () => {
    assert.isTrue(run("touch").undici)
  })

  it("stays small: HttpApi and the Lambda adapter, nothing that serves files or documents", () => {
    assert.isBelow(bundle.bytes, 240_000)
  })
})
