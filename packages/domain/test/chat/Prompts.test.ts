import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { ContentType, metricPlace, Prompt, PromptCategory } from "../../src/chat/Prompt.ts"
import { promptOf, prompts, promptsAbout } from "../../src/chat/Prompts.ts"

const isPrompt = Schema.is(Prompt)

describe("the catalogue of suggested prompts", () => {
  it("holds 24, half of them about each type of content", () => {
    assert.deepStrictEqual([prompts.length, promptsAbout("result").length, promptsAbout("report").length], [24, 12, 12])
    assert.deepStrictEqual(promptsAbout(undefined), prompts)
  })

  it("uses every category that there is, and every text once", () => {
    const categories = new Set(prompts.map(({ category }) => category))
    assert.deepStrictEqual([...categories].toSorted(), [...PromptCategory.literals].toSorted())
    for (const part of ["id", "text", "prompt"] as const) {
      assert.strictEqual(new Set(prompts.map((prompt) => prompt[part])).size, 24, part)
    }
  })

  for (const prompt of prompts) {
    it(`${prompt.id} is whole, found by its id, and asks for a metric exactly if it has sub options`, () => {
      assert.isTrue(isPrompt(prompt))
      assert.strictEqual(promptOf(prompt.id), prompt)
      assert.isTrue(prompt.id.startsWith(`${prompt.contentType}-`))
      assert.strictEqual(prompt.prompt.includes(metricPlace), prompt.hasSubOptions)
      assert.isTrue(prompt.hasSubOptions || !prompt.text.includes(metricPlace))
      assert.notMatch(`${prompt.text}${prompt.prompt}`.replaceAll(metricPlace, ""), /[[\]{}<>]/)
      assert.isTrue([prompt.text, prompt.prompt].every((text) => text === text.trim()))
    })
  }

  it("is in order: each category in one piece, and never before its own lower number", () => {
    for (const contentType of ContentType.literals) {
      const categories = promptsAbout(contentType).map(({ category }) => category)
      const pieces = categories.filter((category, index) => category !== categories[index - 1])
      assert.strictEqual(new Set(pieces).size, pieces.length, contentType)
      for (const category of new Set(pieces)) {
        const orders = promptsAbout(contentType).flatMap((one) => (one.category === category ? [one.displayOrder] : []))
        assert.deepStrictEqual(
          orders,
          orders.toSorted((one, other) => one - other),
          category
        )
        assert.isAtLeast(orders[0] ?? 0, 1)
      }
    }
  })
})
