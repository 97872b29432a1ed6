import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Bundle from "../../build/Bundle.ts"
import * as CodeCache from "../../build/CodeCache.ts"

const entry = join(import.meta.dirname, "support/PartedFunction.ts")
const folder = mkdtempSync(join(tmpdir(), "serenya-parts-"))
const dir = join(folder, "function")

const early = { event: { late: false }, ending: 200 }
const late = { event: { late: true }, ending: 200 }
const rehearsal = { environment: {}, answers: {}, scenes: [early, early], later: [late] } as const

describe("a part that a function loads later", () => {
  let bundle: Bundle.Bundle
  beforeAll(async () => {
    bundle = await Bundle.write(entry, dir)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("is a file of its own, which no start carries", () => {
    assert.isTrue(existsSync(join(dir, "LatePart.cjs")))
    assert.isBelow(bundle.startBytes, bundle.bytes)
    assert.deepStrictEqual(bundle.externals, [])
  })

  it("stands on the modules that the start has loaded, and is loaded once, wherever the function lies", async () => {
    const moved = join(folder, "moved")
    renameSync(dir, moved)
    assert.isAbove(await CodeCache.write(moved, rehearsal), 0)
    renameSync(moved, dir)
  })

  it("fails the build where it does not load", async () => {
    rmSync(join(dir, "LatePart.cjs"))
    const error: unknown = await CodeCache.write(dir, rehearsal).catch((error: unknown) => error)
    assert.instanceOf(error, Error)
    assert.include(error.message, "ended with 200,200,rejected instead of 200,200,200")
  })
})
