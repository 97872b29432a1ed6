import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { CliOutput } from "effect/cli"
import { clip, facts, render } from "../../src/cli/Table.ts"

const columns = [{ title: "person" }, { title: "documents", align: "right" }, { title: "why" }] as const
const rows = [
  ["019845e1-682f-7b02-a706-3b2422d13aec", "5", "the month's documents are used up"],
  ["naïve 日本", "12", ""]
]

describe("a table", () => {
  it("into a pipe is as wide as it has to be, numbers on the right, nothing at the ends of lines", () => {
    assertEquals(render(columns, rows, Number.POSITIVE_INFINITY), [
      "person                                documents  why",
      "019845e1-682f-7b02-a706-3b2422d13aec          5  the month's documents are used up",
      "naïve 日本                                   12"
    ])
  })

  it("fits every terminal: the widest columns give way first, and what is cut off says so", () => {
    for (let width = 1; width <= 100; width++) {
      for (const line of render(columns, rows, width)) assert.isAtMost(CliOutput.displayWidth(line), width)
    }
    assertEquals(render(columns, rows, 40), [
      "person         documents  why",
      "019845e1-682…          5  the month's d…",
      "naïve 日本            12"
    ])
  })

  it("takes no commands from what stands in it", () => {
    const [, row = ""] = render([{ title: "a" }], [["\u001B[31mred\u0007\nnext"]], 80)
    assert.strictEqual(row, " [31mred next")
  })

  it("of nothing is its titles", () => {
    assertEquals(render(columns, [], 80), ["person  documents  why"])
  })
})

describe("facts", () => {
  it("stand beside their names, and fit", () => {
    assertEquals(
      facts(
        [
          ["status", "active"],
          ["id", "019845e1"]
        ],
        80
      ),
      ["status  active", "id      019845e1"]
    )
    assertEquals(
      facts(
        [
          ["status", "active"],
          ["id", "019845e1"]
        ],
        12
      ),
      ["status  act…", "id      019…"]
    )
  })
})

describe("clip", () => {
  it("never cuts a letter in two, nor leaves half of a wide one", () => {
    assertEquals(clip("日本語", 5), "日本…")
    assertEquals(clip("日本語", 4), "日…")
    assertEquals(clip("e\u0301e\u0301e\u0301", 2), "e\u0301…")
  })
})
