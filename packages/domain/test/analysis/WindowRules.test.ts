import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import type { Findings, FoundResult } from "../../src/analysis/Findings.ts"
import type { ReadDocument } from "../../src/analysis/ReadDocument.ts"
import { merge, type Window, windowsOf } from "../../src/analysis/WindowRules.ts"
import { document } from "../../testing/synthetic/Sketch.ts"

/** Pages with so many printed lines each, every one a row. */
const report = (...lines: ReadonlyArray<number>): ReadDocument =>
  document(...lines.map((count, page) => Array.from({ length: count }, (_, row) => `Test ${page + 1}.${row} | 1`)))

const numbers = (windows: ReadonlyArray<Window>) =>
  windows.map(({ _tag, pages }) => [_tag, ...pages.map((page) => (typeof page === "number" ? page : page.number))])

const row = (testName: string, page: number, part: Partial<FoundResult> = {}): FoundResult => ({
  testName,
  category: "blood",
  valueText: "1",
  unit: "",
  referenceText: "",
  printedFlag: "",
  page,
  quote: `${testName} 1`,
  ...part
})

const findings = (...labResults: ReadonlyArray<FoundResult>): Findings => ({
  language: "en",
  title: "Report",
  labResults,
  vitals: [],
  troubles: []
})

const namesOf = ({ labResults }: Findings) => labResults.map(({ testName }) => testName)

describe("the windows of a document", () => {
  const cases: ReadonlyArray<readonly [string, ReadDocument, ReadonlyArray<ReadonlyArray<string | number>>]> = [
    ["a short report is one window", report(40, 40), [["Text", 1, 2]]],
    [
      "a long one begins each window with the page before it",
      report(60, 60, 60, 10),
      [
        ["Text", 1, 2],
        ["Text", 2, 3, 4]
      ]
    ],
    [
      "a page too long for a window has one of its own",
      report(200, 10),
      [
        ["Text", 1],
        ["Text", 1, 2]
      ]
    ],
    ["a document of nothing has none", document([], []), []],
    ["a blank page is in none", document(["Test | 1"], []), [["Text", 1]]],
    [
      "pages to be looked at go five at a time",
      { ...document([], [], [], [], [], []), picturePages: [1, 2, 3, 4, 5, 6] },
      [
        ["Picture", 1, 2, 3, 4, 5],
        ["Picture", 6]
      ]
    ],
    [
      "a scanned page between others is looked at",
      { ...document(["Test | 1"], [], ["Test | 1"]), picturePages: [2] },
      [
        ["Text", 1, 3],
        ["Picture", 2]
      ]
    ],
    [
      "no page of a file that hides text is looked at",
      { ...document(["Test | 1"], []), picturePages: [2], hidesText: true },
      [["Text", 1]]
    ]
  ]
  for (const [what, read, expected] of cases) {
    it(what, () => {
      assert.deepStrictEqual(numbers(windowsOf(read)), expected)
    })
  }

  const Lengths = Schema.Array(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 150 }))).check(
    Schema.isMinLength(1),
    Schema.isMaxLength(50)
  )

  it.prop("hold every row of every page once, when each is transcribed and merged", [Lengths], ([lengths]) => {
    const read = report(...lengths)
    const all = lengths.flatMap((count, page) =>
      Array.from({ length: count }, (_, index) => row(`Test ${page + 1}.${index}`, page + 1))
    )
    const parts = windowsOf(read).map((window) =>
      findings(
        ...all.filter(({ page }) => window._tag === "Text" && window.pages.some(({ number }) => number === page))
      )
    )
    const [first = findings(), ...others] = parts
    assert.deepStrictEqual(merge(first, others).labResults, all)
  })
})

describe("merged windows", () => {
  it("keep what only the second of them saw of the page they share", () => {
    const merged = merge(findings(row("a", 1), row("b", 2)), [findings(row("b", 2), row("c", 2), row("d", 3))])
    assert.deepStrictEqual(namesOf(merged), ["a", "b", "c", "d"])
  })

  it("keep a row as often as a page prints it", () => {
    const merged = merge(findings(row("Glucose", 1), row("Glucose", 1)), [findings(row("Glucose", 1))])
    assert.deepStrictEqual(namesOf(merged), ["Glucose", "Glucose"])
  })

  it("take a row that was quoted in two ways for one, and two values for two", () => {
    const merged = merge(findings(row("Glucose", 1)), [
      findings(row("GLUCOSE", 1, { quote: "Glucose 1 mg/dL" }), row("Glucose", 1, { valueText: "2" }))
    ])
    assert.deepStrictEqual(
      merged.labResults.map(({ valueText }) => valueText),
      ["1", "2"]
    )
  })

  it("say every trouble once", () => {
    const trouble = { ...findings(), troubles: ["handwriting" as const] }
    assert.deepStrictEqual(merge(trouble, [trouble, { ...trouble, troubles: ["cut_off_page"] }]).troubles, [
      "handwriting",
      "cut_off_page"
    ])
  })
})
