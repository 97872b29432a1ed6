import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect } from "effect"
import { worded } from "../../src/prose/Prose.ts"

const facts = {
  facts: [{ names: ["Sodium"], figures: [{ text: "140", values: [140] }], unit: "mmol/L", equivalents: [] }],
  dates: []
}

/** What is shown when these texts are worded in turn, and what each call was told. */
const shown = Effect.fnUntraced(function* (...texts: ReadonlyArray<string>) {
  const told: Array<ReadonlyArray<string>> = []
  const text = yield* worded((invented) => Effect.sync(() => texts[told.push(invented) - 1] ?? "lost"), facts)
  return { text, told }
})

describe("a worded text", () => {
  it.effect("is shown when its numbers are those of the facts, after one call", () =>
    Effect.gen(function* () {
      assertEquals(yield* shown("Sodium is 140."), { text: "Sodium is 140.", told: [[]] })
    })
  )

  it.effect("is worded again, with the numbers that were wrong", () =>
    Effect.gen(function* () {
      assertEquals(yield* shown("Sodium is 104.", "Sodium is 140."), { text: "Sodium is 140.", told: [[], ["104"]] })
    })
  )

  it.effect("loses the sentences that are wrong once more, and is worded no third time", () =>
    Effect.gen(function* () {
      assertEquals(yield* shown("Sodium is 104.", "Sodium is 140. It was 139."), {
        text: "Sodium is 140.",
        told: [[], ["104"]]
      })
    })
  )
})
