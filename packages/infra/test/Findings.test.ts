import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import * as Evidence from "../build/Evidence.ts"
import * as Findings from "../build/Findings.ts"
import * as Reasons from "../src/Reasons.ts"
import { bundles } from "./support/Templates.ts"

const findings = Findings.judge(bundles)

describe("what the rules of others object to", () => {
  it("has a reason, all of it", () => {
    expect(findings.length).toBeGreaterThan(100)
    expect(Reasons.unexplained(findings)).toEqual([])
  })

  it("leaves no reason without its finding", () => {
    expect(Reasons.spent(findings)).toEqual([])
  })

  it("is on the page for the auditor as it stands", () => {
    const page = readFileSync(join(import.meta.dirname, "../../../docs/EVIDENCE.md"), "utf8")
    expect(page, "run `pnpm synth`: docs/EVIDENCE.md is out of date").toBe(Evidence.page(findings))
  })
})
