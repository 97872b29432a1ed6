import { execFileSync } from "node:child_process"
import { appendFileSync, chmodSync, mkdtempSync, renameSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Bundle from "../../build/Bundle.ts"
import * as CodeCache from "../../build/CodeCache.ts"
import type { Ending } from "../../build/rehearsal/Rehearsals.ts"

const script = join(import.meta.dirname, "../lambda/support/invoke-toy.mjs")
const toy = join(import.meta.dirname, "../lambda/support/ToyFunction.ts")
const folder = mkdtempSync(join(tmpdir(), "serenya-cache-"))

const get = (path: string) => ({
  httpMethod: "GET",
  path,
  body: null,
  headers: null,
  multiValueHeaders: {},
  isBase64Encoded: false
})

const rehearsal = (good: Ending) => ({
  environment: {},
  answers: {},
  scenes: [
    { event: get("/toys/7"), ending: good },
    { event: get("/nowhere"), ending: 404 as Ending }
  ] as const
})

/** A bundle with its cache, in a folder of its own that it was not made in. */
const shipped = async (name: string) => {
  const built = join(folder, `${name}-built`)
  await Bundle.write(toy, built)
  await CodeCache.write(built, rehearsal(200))
  renameSync(built, join(folder, name))
  return join(folder, name)
}

/** Why the cache was not used, once per start of a process, and whether the function works. */
const started = (dir: string, flags: ReadonlyArray<string> = CodeCache.lambdaFlags) => {
  const output = execFileSync(process.execPath, [...flags, script, join(dir, "index.mjs")], { encoding: "utf8" })
  const lines = output
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line))
  return {
    unused: lines.filter(({ message }) => message === "code cache not used").map(({ reason }) => reason),
    statuses: lines.at(-1).statuses
  }
}

const statuses = [200, 200, 400, 405, 404, 500]

describe("the code cache of a function", () => {
  let dir: string
  beforeAll(async () => {
    dir = await shipped("function")
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("is used in another folder, by a process that may not write there", () => {
    chmodSync(dir, 0o555)
    assert.deepStrictEqual(started(dir), { unused: [], statuses })
    chmodSync(dir, 0o755)
  })

  it("is used where Node was started without Lambda's flags", () => {
    assert.deepStrictEqual(started(dir, []), { unused: [], statuses })
  })

  it("is left aside and reported, and the function compiled, under flags that V8 compares", () => {
    const flags = [...CodeCache.lambdaFlags, "--stack-trace-limit=7"]
    assert.deepStrictEqual(started(dir, flags), { unused: ["rejected"], statuses })
  })

  it("is left aside and reported where the function is not the one it was made of", async () => {
    const stale = await shipped("stale")
    appendFileSync(join(stale, "function.cjs"), "// a later build")
    assert.deepStrictEqual(started(stale), { unused: ["rejected"], statuses })
  })

  it("is reported where it is missing", async () => {
    const bare = await shipped("bare")
    rmSync(join(bare, "function.cache"))
    assert.deepStrictEqual(started(bare), { unused: ["absent"], statuses })
  })

  it("is not made of a rehearsal that went another way", async () => {
    const error: unknown = await CodeCache.write(dir, rehearsal(201)).catch((error: unknown) => error)
    assert.instanceOf(error, Error)
    assert.include(error.message, "ended with 200,404 instead of 201,404")
  })
})
