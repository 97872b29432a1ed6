import { assert, describe, it } from "@effect/vitest"
import { loincSubset } from "../../src/analysis/meaning/LoincSubset.ts"
import { glossary } from "../../src/chat/Glossary.ts"
import { faultsOf } from "../../src/prose/ProseRules.ts"

const names = new Set(loincSubset.map(({ name }) => name))

describe("the glossary", () => {
  it("explains nothing but curated tests, and most of them", () => {
    assert.deepStrictEqual(
      Object.keys(glossary).filter((name) => !names.has(name)),
      []
    )
    assert.isAtLeast(Object.keys(glossary).length, 100)
  })

  for (const [name, text] of Object.entries(glossary)) {
    it(`explains ${name} in whole sentences, without a number or a link`, () => {
      assert.match(text, /^[A-Z].*\.$/)
      assert.notMatch(text, /\d/)
      assert.isBelow(text.length, 260)
      assert.deepStrictEqual(faultsOf(text, { facts: [], dates: [] }), [])
    })
  }
})
