import { assert, describe, it } from "@effect/vitest"
import type { Fact, Facts } from "../../src/prose/Fact.ts"
import { faultsOf, withhold } from "../../src/prose/ProseRules.ts"

const haemoglobin: Fact = {
  names: ["Haemoglobin (Hb)", "Hemoglobin"],
  figures: [
    { text: "8.92", values: [8.92] },
    { text: "13.0 - 17.0", values: [13, 17] }
  ],
  unit: "g/dL",
  equivalents: [{ value: 89.2, unit: "g/L" }]
}
const platelets: Fact = {
  names: ["Platelets"],
  figures: [
    { text: "250,000", values: [250_000] },
    { text: "150,000 - 450,000", values: [150_000, 450_000] }
  ],
  unit: "10^3/uL",
  equivalents: []
}
const b12: Fact = { names: ["Vitamin B12"], figures: [{ text: "350", values: [350] }], unit: "pg/mL", equivalents: [] }
const excess: Fact = {
  names: ["Base excess"],
  figures: [{ text: "-2.5", values: [-2.5] }],
  unit: "mmol/L",
  equivalents: []
}
const ratio: Fact = {
  names: ["Ferritin"],
  figures: [{ text: "1,234", values: [1.234] }],
  unit: "µg/l",
  equivalents: []
}
const redCells: Fact = {
  names: ["Red cells"],
  figures: [{ text: "4.2", values: [4.2] }],
  unit: "million/uL",
  equivalents: []
}
const facts: Facts = {
  facts: [haemoglobin, platelets, b12, excess, ratio, redCells],
  dates: ["19/05/2023", "03/04/2023"]
}

const invented = (text: string) => faultsOf(text, facts).flatMap((fault) => fault.invented)

const fine: ReadonlyArray<readonly [string, string]> = [
  ["no number", "All of this is worth a talk with your doctor."],
  ["a value as printed", "Haemoglobin (Hb) is 8.92 g/dL."],
  ["another name of it", "Your hemoglobin is 8.92."],
  ["no blank before the unit", "Hemoglobin: 8.92g/dL"],
  ["one decimal less", "Hemoglobin is about 8.9 g/dL"],
  ["rounded to a whole number", "Hemoglobin is about 9."],
  ["another unit", "Hemoglobin is 89.2 g/L."],
  ["another unit, rounded", "Hemoglobin is 89 g/L."],
  ["its range", "Hemoglobin is 8.92, where 13.0–17.0 is expected."],
  ["its range without the zero", "Hemoglobin is 8.92, where 13 to 17 is expected."],
  ["thousands with a comma", "Platelets: 250,000, between 150,000 and 450,000."],
  ["thousands without", "Platelets are 250000."],
  ["digits of a unit", "Platelets: 250,000 10^3/uL"],
  ["digits of a name", "Vitamin B12 is 350 pg/mL."],
  ["a sign", "Base excess: -2.5 mmol/L"],
  ["a minus of its own", "Base excess: −2.5 mmol/L"],
  ["a decimal comma as printed", "Ferritin: 1,234 µg/l"],
  ["two tests in a sentence", "Hemoglobin is 8.92 and Vitamin B12 is 350."],
  ["what the sentence before named", "Look at hemoglobin. It is 8.92 g/dL."],
  ["Markdown", "- **Haemoglobin (Hb)**: 8.92 g/dL \\(reference\\: 13.0 - 17.0\\)"],
  ["a date as printed", "Drawn on 19/05/2023."],
  ["a date in words", "Drawn on 19 May 2023, that is 2023-05-19 or May 19, 2023."],
  ["a day that can mean two, as printed", "Drawn on 03/04/2023."],
  ["a number in words that is printed in a unit", "Red cells: 4.2 million/uL"],
  ["a count in words", "Three of five results lie below."]
]

const wrong: ReadonlyArray<readonly [string, string, ReadonlyArray<string>]> = [
  ["a number from nowhere", "Take 20 mg a day.", ["20"]],
  ["a number of another test", "Hemoglobin is 350.", ["350"]],
  ["a number that no test is named for", "Your value is 8.92.", ["8.92"]],
  ["what a paragraph before named", "Look at hemoglobin.\n\nIt is 8.92.", ["8.92"]],
  ["what was named before something else was", "Hemoglobin is low. Vitamin B12 is 350. It was 8.92.", ["8.92"]],
  ["a digit more", "Hemoglobin is 18.92.", ["18.92"]],
  ["a digit less", "Hemoglobin is 8.2.", ["8.2"]],
  ["a wrong rounding", "Hemoglobin is 8.8.", ["8.8"]],
  ["more decimals than are printed", "Hemoglobin is 8.920.", ["8.920"]],
  ["a decimal point moved", "Hemoglobin is 89.2.", ["89.2"]],
  ["a conversion without its unit", "Hemoglobin is 89.2 g/dL.", ["89.2"]],
  ["a thousandfold", "Ferritin: 1234 µg/l", ["1234"]],
  ["a value twice, once for its range", "Hemoglobin is 8.92, where 8.92 to 17.0 is expected.", ["8.92"]],
  ["a sign lost", "Base excess: 2.5 mmol/L", ["2.5"]],
  ["a sign too many", "Hemoglobin is -8.92.", ["8.92"]],
  ["a digit in a word", "Hemo3globin is low.", ["Hemo3globin"]],
  ["a digit at a name", "Hemoglobin7 is low.", ["Hemoglobin7"]],
  ["a digit in a name", "Vitamin B112 is 350 pg/mL.", ["B112", "350"]],
  ["another exponent", "Platelets: 250,000 10^6/uL", ["6"]],
  ["another day", "Drawn on 18 May 2023.", ["18", "2023"]],
  ["a day out of two", "Drawn on 3 April 2023.", ["3", "2023"]],
  ["digits of other scripts", "Take ٢٠ mg a day.", ["٢٠"]],
  ["a number in words", "Take twenty milligrams.", ["twenty"]],
  ["a large number in words", "Platelets are two hundred and fifty thousand.", ["hundred", "fifty", "thousand"]],
  ["a number in words of another test's unit", "Platelets: 250,000 million/uL", ["million"]],
  ["a number in words that is printed only within a unit", "Red cells are 4.2 million.", ["million"]],
  ["an exponent set high", "Platelets: 250,000 ×10⁹/L", ["109"]]
]

describe("numbers in prose", () => {
  for (const [what, text] of fine) {
    it(`may be ${what}`, () => {
      assert.deepStrictEqual(invented(text), [])
    })
  }
  for (const [what, text, expected] of wrong) {
    it(`may not be ${what}`, () => {
      assert.deepStrictEqual(invented(text), expected)
    })
  }
})

describe("links and markup in prose", () => {
  const isMarkup = (text: string) => faultsOf(text, facts).some((fault) => fault.isMarkup)
  for (const text of [
    "See [this](http://x.test).",
    "See ![this](x).",
    "See [this][one].",
    "See http://x.test now.",
    "See HTTPS://x.test now.",
    "See www.x.test now.",
    "Write to help@x.test now.",
    "Call tel:555 now.",
    "Look <b>here</b>.",
    "Look <img src=x>.",
    "Look <!-- here -->."
  ]) {
    it(`are found in ${text}`, () => {
      assert.isTrue(isMarkup(text))
    })
  }
  for (const text of [
    "The value is <normal>.".replace("<", "\\<"),
    "See \\[this\\](note).",
    "See http\\://x.test now.",
    "Sodium [low] is no link.",
    "It is < the limit: ask.",
    "**Bold** and a list\n- one\n- two"
  ]) {
    it(`are not seen in ${text}`, () => {
      assert.isFalse(isMarkup(text))
    })
  }
})

describe("withholding", () => {
  it("leaves out the sentence, and nothing else", () => {
    const text =
      "Hemoglobin is 8.92. It was 9.9 before. It is below 13.0.\n\n## Next\n\n- Ask about vitamin B12.\n- Take 20 mg.\n"
    assert.strictEqual(
      withhold(text, facts),
      "Hemoglobin is 8.92. It is below 13.0.\n\n## Next\n\n- Ask about vitamin B12."
    )
  })

  it("leaves a good text as it is", () => {
    const text =
      "Hemoglobin is 8.92 g/dL.\n\n## Outside\n- **Hemoglobin**: 8.92\n- **Vitamin B12**: 350\n\nThe end. Really!"
    assert.strictEqual(withhold(text, facts), text)
  })

  it("leaves nothing of a text that is all wrong", () => {
    assert.strictEqual(withhold("Take 20 mg. Take 30 mg.", facts), "")
  })
})
