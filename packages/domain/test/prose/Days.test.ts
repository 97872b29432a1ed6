import { assert, describe, it } from "@effect/vitest"
import type { Fact } from "../../src/prose/Fact.ts"
import { faultsOf } from "../../src/prose/ProseRules.ts"

const sodium: Fact = {
  names: ["Sodium"],
  figures: [],
  unit: "mmol/L",
  equivalents: [],
  days: ["2024-01-15", "2025-01-15"]
}

const invented = (text: string, dates: ReadonlyArray<string> = []) =>
  faultsOf(text, { facts: [sodium], dates }).flatMap((fault) => fault.invented)

describe("the days of a fact", () => {
  it("may each stand once in a passage, in any of their forms", () => {
    assert.deepStrictEqual(invented("Sodium on 2024-01-15 and on January 15, 2025."), [])
    assert.deepStrictEqual(invented("Sodium on 2024-01-15. It was taken again on 15 Jan 2024."), [])
  })

  it("are no other fact's, and none twice", () => {
    assert.deepStrictEqual(invented("Sodium on 2025-01-15 and on 2025-01-15."), ["2025-01-15"])
    assert.deepStrictEqual(invented("Sodium on 2024-01-15 and on 15 January 2024."), ["2024-01-15"])
    assert.deepStrictEqual(invented("Sodium on 2023-01-15.", ["2023-01-15"]), ["2023-01-15"])
  })
})
