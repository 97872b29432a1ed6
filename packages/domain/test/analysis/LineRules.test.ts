import { assert, describe, it } from "@effect/vitest"
import { linesOf } from "../../src/analysis/LineRules.ts"
import type { TextItem } from "../../src/analysis/ReadDocument.ts"

const item = (text: string, x: number, y: number, width = text.length * 5): TextItem => ({
  text,
  x,
  y,
  width,
  height: 10
})
const read = (...items: ReadonlyArray<TextItem>) =>
  linesOf({ number: 1, width: 600, height: 800, items }).map((line) => line.cells.map((cell) => cell.text))

describe("lines", () => {
  it("go from top to bottom and from left to right, whatever the order in the file", () => {
    assert.deepStrictEqual(read(item("b", 200, 700), item("d", 50, 600), item("a", 50, 700)), [["a", "b"], ["d"]])
  })

  it("hold what is raised or lowered a little, and part what stands lower", () => {
    assert.deepStrictEqual(read(item("x10", 50, 700), item("9", 65, 703, 4), item("next", 50, 692)), [
      ["x109"],
      ["next"]
    ])
  })

  it("join words of one cell and letters of one word, and part columns", () => {
    assert.deepStrictEqual(
      read(item("Total", 50, 700, 25), item("protein", 78, 700, 35), item("6", 300, 700, 5), item(".1", 305, 700, 10)),
      [["Total protein", "6.1"]]
    )
  })

  it("cut a run of text where a program printed columns with blanks", () => {
    assert.deepStrictEqual(read(item("Glucose              105 mg/dL   70-100       H", 50, 700)), [
      ["Glucose", "105 mg/dL", "70-100", "H"]
    ])
  })

  it("draw a word once that is printed twice in one place to look bold", () => {
    assert.deepStrictEqual(read(item("HIGH", 50, 700, 20), item("HIGH", 50.3, 700, 20)), [["HIGH"]])
  })
})
