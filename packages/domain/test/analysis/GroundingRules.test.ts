import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { type Claim, groundingOf, groundsOf } from "../../src/analysis/GroundingRules.ts"
import { page } from "../../testing/synthetic/Sketch.ts"

const sheet = page([
  "Test                  | Result   | Unit      | Reference",
  "Haemoglobin (Hb)      | 11.2     | g/dL      | 13.0 – 17.0",
  "Vitamin B12           | 350      | pg/mL     | 200 - 900",
  "Leucocytes            | <10000   | /µL       | ",
  "Base excess           | -2.5     | mmol/L    | -2.0 - 3.0",
  "SARS-CoV-2 PCR        | Not Detected",
  "Collected 05/19/2023  | 10       | 5         | 13 May"
])

const haemoglobin: Claim = {
  testName: "Haemoglobin (Hb)",
  valueText: "11.2",
  unit: "g/dL",
  referenceText: "13.0 – 17.0",
  quote: "Haemoglobin (Hb) 11.2 g/dL 13.0 – 17.0"
}

const claims: ReadonlyArray<readonly [string, Partial<Claim>, "verified" | "quote_only" | "unverified"]> = [
  ["the line as it stands", {}, "verified"],
  ["other dashes, blanks and case", { quote: "HAEMOGLOBIN (Hb)  11.2 g/dL 13.0-17.0" }, "verified"],
  ["a part of the line", { quote: "Haemoglobin (Hb) 11.2" }, "verified"],
  ["a line of another page", { quote: "Haemoglobin (Hb) 12.1 g/dL" }, "unverified"],
  ["a number cut short", { quote: "Haemoglobin (Hb) 11" }, "unverified"],
  ["a number's tail", { quote: "1.2 g/dL 13.0 – 17.0", valueText: "1.2" }, "unverified"],
  ["a word's tail", { quote: "globin (Hb) 11.2" }, "unverified"],
  ["two numbers made one", { quote: "10 5 13 May", valueText: "105" }, "quote_only"],
  ["two numbers joined in the quote", { quote: "105 13 May", valueText: "105" }, "unverified"],
  ["one number made two", { quote: "Vitamin B12 3 50 pg/mL", valueText: "50" }, "unverified"],
  ["an empty quote", { quote: "" }, "unverified"],
  ["an empty value", { valueText: "" }, "quote_only"],
  ["a bound of the reference as the value", { valueText: "13.0" }, "quote_only"],
  ["a longer number that holds the value", { valueText: "1.2" }, "quote_only"],
  [
    "the name's own figures",
    {
      testName: "Vitamin B12",
      valueText: "12",
      unit: "pg/mL",
      referenceText: "200 - 900",
      quote: "Vitamin B12 350 pg/mL 200 - 900"
    },
    "quote_only"
  ],
  [
    "a comparator lost",
    { testName: "Leucocytes", valueText: "10000", unit: "/µL", referenceText: "", quote: "Leucocytes <10000 /µL" },
    "quote_only"
  ],
  [
    "a comparator kept",
    { testName: "Leucocytes", valueText: "<10000", unit: "/µL", referenceText: "", quote: "Leucocytes <10000 /µL" },
    "verified"
  ],
  [
    "a sign lost",
    {
      testName: "Base excess",
      valueText: "2.5",
      unit: "mmol/L",
      referenceText: "-2.0 - 3.0",
      quote: "Base excess -2.5 mmol/L -2.0 - 3.0"
    },
    "quote_only"
  ],
  [
    "a sign kept",
    {
      testName: "Base excess",
      valueText: "-2.5",
      unit: "mmol/L",
      referenceText: "-2.0 - 3.0",
      quote: "Base excess -2.5 mmol/L -2.0 - 3.0"
    },
    "verified"
  ],
  [
    "the value of the next row, in a quote of both",
    { valueText: "350", quote: "Haemoglobin (Hb) 11.2 g/dL 13.0 – 17.0 Vitamin B12 350 pg/mL 200 - 900" },
    "quote_only"
  ],
  [
    "the value of the row before, in a quote of both",
    {
      testName: "Vitamin B12",
      valueText: "11.2",
      unit: "pg/mL",
      referenceText: "200 - 900",
      quote: "Haemoglobin (Hb) 11.2 g/dL 13.0 – 17.0 Vitamin B12 350 pg/mL 200 - 900"
    },
    "quote_only"
  ],
  [
    "its own value, in a quote of two rows",
    {
      testName: "Vitamin B12",
      valueText: "350",
      unit: "pg/mL",
      referenceText: "200 - 900",
      quote: "Haemoglobin (Hb) 11.2 g/dL 13.0 – 17.0 Vitamin B12 350 pg/mL 200 - 900"
    },
    "verified"
  ],
  [
    "a negation lost",
    {
      testName: "SARS-CoV-2 PCR",
      valueText: "Detected",
      unit: "",
      referenceText: "",
      quote: "SARS-CoV-2 PCR Not Detected"
    },
    "quote_only"
  ],
  [
    "a negation kept",
    {
      testName: "SARS-CoV-2 PCR",
      valueText: "Not Detected",
      unit: "",
      referenceText: "",
      quote: "SARS-CoV-2 PCR Not Detected"
    },
    "verified"
  ],
  [
    "a day of a date",
    { testName: "Collected", valueText: "19", unit: "", referenceText: "", quote: "Collected 05/19/2023" },
    "quote_only"
  ]
]

describe("grounding", () => {
  for (const [what, part, grounding] of claims) {
    it(`is ${grounding} for ${what}`, () => {
      assert.strictEqual(groundingOf(groundsOf(sheet, { ...haemoglobin, ...part })), grounding)
    })
  }

  it("supports nothing on a page without text, or without the page", () => {
    assert.strictEqual(groundingOf(groundsOf(page([]), haemoglobin)), "unverified")
    assert.strictEqual(groundingOf(groundsOf(undefined, haemoglobin)), "unverified")
  })

  it("tells whether the name stands in the quote", () => {
    assert.isTrue(groundsOf(sheet, haemoglobin).nameInQuote)
    assert.isFalse(groundsOf(sheet, { ...haemoglobin, testName: "Ferritin" }).nameInQuote)
  })

  const Tenths = Schema.Int.check(Schema.isBetween({ minimum: 10, maximum: 99_999 }))
  const Place = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 9 }))

  it.prop(
    "is never verified when a digit of the value is another",
    [Tenths, Place, Place],
    ([tenths, place, digit]) => {
      const value = (tenths / 10).toFixed(1)
      const at = place % value.length
      const other = value[at] === "." ? value : value.slice(0, at) + digit + value.slice(at + 1)
      const unit = "10^3/uL"
      const printed = page([`Test 25 | ${value} | ${unit} | 4.0 - 11.0 | H`])
      const claim = {
        testName: "Test 25",
        unit,
        referenceText: "4.0 - 11.0",
        quote: `Test 25 ${value} ${unit} 4.0 - 11.0 H`
      }
      const grounding = groundingOf(groundsOf(printed, { ...claim, valueText: other }))
      assert.strictEqual(grounding, other === value ? "verified" : "quote_only")
      const requoted = { ...claim, valueText: other, quote: claim.quote.replace(` ${value} `, ` ${other} `) }
      assert.strictEqual(groundingOf(groundsOf(printed, requoted)), other === value ? "verified" : "unverified")
    }
  )
})
