import { assert, describe, it } from "@effect/vitest"
import { linesOf } from "../../src/analysis/LineRules.ts"
import { rowsOf } from "../../src/analysis/RowRules.ts"
import { page } from "../../testing/synthetic/Sketch.ts"

type Printed = readonly [name: string, value: string, unit: string, reference: string, flag: string]

interface Layout {
  readonly name: string
  readonly sketch: ReadonlyArray<string>
  readonly rows: ReadonlyArray<Printed>
}

const layouts: ReadonlyArray<Layout> = [
  {
    name: "columns with a heading",
    sketch: [
      "Test             | Result   | Unit      | Reference Range   | Flag",
      "Hemoglobin       | 8.9      | g/dL      | 13.0 - 17.0       | LOW",
      "eGFR             | 52       | mL/min    | >60               | LOW",
      "Ratio            | 1.1      |           |                   | "
    ],
    rows: [
      ["Hemoglobin", "8.9", "g/dL", "13.0 - 17.0", "LOW"],
      ["eGFR", "52", "mL/min", ">60", "LOW"],
      ["Ratio", "1.1", "", "", ""]
    ]
  },
  {
    name: "marks between result and interval under a panel's name, and methods beneath names",
    sketch: [
      "Investigation                      | Result           | Reference Value       | Unit",
      "Primary Sample Type :              | Blood",
      "HEMOGLOBIN",
      "Hemoglobin (Hb)                    | 12.5      | Low  | 13.0 - 17.0           | g/dL",
      "Mean Corpuscular Volume (MCV)      | 87.75            | 83 - 101              | fL",
      "Calculated",
      "Platelet Count                     | 320000           | 150000 - 410000       | cumm"
    ],
    rows: [
      ["Hemoglobin (Hb)", "12.5", "g/dL", "13.0 - 17.0", "Low"],
      ["Mean Corpuscular Volume (MCV)", "87.75", "fL", "83 - 101", ""],
      ["Platelet Count", "320000", "cumm", "150000 - 410000", ""]
    ]
  },
  {
    name: "a column for results in range and one for those out of it",
    sketch: [
      "Test Name                 | In Range | Out Of Range | Reference Range        | Lab",
      "CHOLESTEROL, TOTAL        |          | 231 H        | <200 mg/dL             | EN",
      "HDL CHOLESTEROL           | 55       |              | > OR = 40 mg/dL        | EN"
    ],
    rows: [
      ["CHOLESTEROL, TOTAL", "231", "mg/dL", "<200 mg/dL", "H"],
      ["HDL CHOLESTEROL", "55", "mg/dL", "> OR = 40 mg/dL", ""]
    ]
  },
  {
    name: "an earlier result beside this one",
    sketch: [
      "Test                     | Current Result and Flag | Previous Result and Date | Units   | Reference Interval",
      "WBC                      | 6.2                     | 8.6    11/23/2022        | x10E3/uL| 3.4-10.8",
      "Glucose                  | 105       High          | 99     11/23/2022        | mg/dL   | 70-99"
    ],
    rows: [
      ["WBC", "6.2", "x10E3/uL", "3.4-10.8", ""],
      ["Glucose", "105", "mg/dL", "70-99", "High"]
    ]
  },
  {
    name: "lines of text, the earlier result and its date among them",
    sketch: [
      "Test Current Result and Flag Previous Result and Date Units Reference Interval",
      "WBC 6.2 8.6 11/23/2022 x10E3/uL 3.4-10.8",
      "Hemoglobin A1c 6.5 High 6.2 10/01/2022 % 4.8-5.6",
      "CA 19-9 12 U/mL <37",
      "Vitamin B12 350 pg/mL 232-1245"
    ],
    rows: [
      ["WBC", "6.2", "x10E3/uL", "3.4-10.8", ""],
      ["Hemoglobin A1c", "6.5", "%", "4.8-5.6", "High"],
      ["CA 19-9", "12", "U/mL", "<37", ""],
      ["Vitamin B12", "350", "pg/mL", "232-1245", ""]
    ]
  },
  {
    name: "labels",
    sketch: [
      "Age: 45 years",
      "Hemoglobin: 13.5 g/dL (Reference: 12.0-15.5)",
      "Hematocrit: 41% (Reference: 36-46%)",
      "HIV 1/2 antibody: Non-reactive",
      "Blood Pressure: 120/80 mmHg    | Pulse: 72 bpm",
      "Allergies: None",
      "Lisinopril: 10 mg",
      "Phone: 555 1234"
    ],
    rows: [
      ["Hemoglobin", "13.5", "g/dL", "12.0-15.5", ""],
      ["Hematocrit", "41", "%", "36-46%", ""],
      ["HIV 1/2 antibody", "Non-reactive", "", "", ""],
      ["Blood Pressure", "120/80", "mmHg", "", ""],
      ["Pulse", "72", "bpm", "", ""]
    ]
  },
  {
    name: "a form with a label for each part",
    sketch: [
      "Investigation: Glucose, Fasting",
      "Result: 185.00 mg/dL (High)",
      "Reference Range: 70.00 - 100.00 mg/dL",
      "Method: Hexokinase"
    ],
    rows: [["Glucose, Fasting", "185.00", "mg/dL", "70.00 - 100.00 mg/dL", "High"]]
  },
  {
    name: "names on two lines, below the result and around it",
    sketch: [
      "Test Name             | Result  | Units  | Range",
      "Thyroid Stimulating   | 2.5     | mIU/L  | 0.4 - 4.0",
      "Hormone",
      "",
      "Alkaline",
      "                      | 70      | U/L    | 44 - 147",
      "Phosphatase",
      "",
      "Gamma GT              | 20      | U/L    | 10 - 60"
    ],
    rows: [
      ["Thyroid Stimulating Hormone", "2.5", "mIU/L", "0.4 - 4.0", ""],
      ["Alkaline Phosphatase", "70", "U/L", "44 - 147", ""],
      ["Gamma GT", "20", "U/L", "10 - 60", ""]
    ]
  },
  {
    name: "decimal commas, marks before the result, a date above it and remarks under it",
    sketch: [
      "Analyse                     | 04/11/21            | Eenheid     | Referentie",
      "Monocyten               | +   | 18,0                | %           | 5,7 - 13,7           | <",
      "Glucose nuchter             | 70                  | mg/dL       | 70 - 99              | <",
      "                               | Streefwaarde  <= 7,0%",
      "Natrium                     | Volgt               | mmol/L      | 136 - 145"
    ],
    rows: [
      ["Monocyten", "18,0", "%", "5,7 - 13,7", "+"],
      ["Glucose nuchter", "70", "mg/dL", "70 - 99", ""],
      ["Natrium", "Volgt", "mmol/L", "136 - 145", ""]
    ]
  },
  {
    name: "two results to a line, each in its unit",
    sketch: [
      "Fractions    | %        | Ref. %          | (g/L)   | Ref. (g/L)",
      "Albumin      | 59.5     | 56.0 - 69.0     | 38.1    | 39.2 - 48.3"
    ],
    rows: [
      ["Albumin", "59.5", "%", "56.0 - 69.0", ""],
      ["Albumin", "38.1", "g/L", "39.2 - 48.3", ""]
    ]
  },
  {
    name: "an interval that goes on below is kept whole",
    sketch: [
      "Test         | Result | Unit  | Reference",
      "Vitamin D    | 15.0   | ng/mL | Winter: 10 - 37.4",
      "                             | Summer: 13.8 - 44.8"
    ],
    rows: [["Vitamin D", "15.0", "ng/mL", "Winter: 10 - 37.4 Summer: 13.8 - 44.8", ""]]
  },
  {
    name: "two tables beside each other",
    sketch: [
      "Test       | Result | Range      | Test     | Result | Range",
      "Hb         | 13     | 12-16      | Na       | 140    | 135-145"
    ],
    rows: [
      ["Hb", "13", "", "12-16", ""],
      ["Na", "140", "", "135-145", ""]
    ]
  },
  {
    name: "numbered rows, and a comparator in a cell of its own",
    sketch: [
      "S.No | Test Name        | Result       | Unit  | Normal Range",
      "1    | Hemoglobin       | 13.2         | g/dL  | 12-16",
      "2    | 2. ESR           | 14           | mm/hr | 0-20",
      "3    | CRP              |  <   | 5.0   | mg/L  | 0-5"
    ],
    rows: [
      ["Hemoglobin", "13.2", "g/dL", "12-16", ""],
      ["ESR", "14", "mm/hr", "0-20", ""],
      ["CRP", "< 5.0", "mg/L", "0-5", ""]
    ]
  },
  {
    name: "results on several days: the first, or none where they cannot be told apart",
    sketch: [
      "Test       | 01/02/2024 | 05/03/2023 | 06/03/2022 | Units | Ref Range",
      "Ferritin   | 30         | 25         |  12        | ug/L  | 15-150",
      "Hb         |130 |128 |127            |            | g/L   | 120-160",
      "",
      "Urea 5.6 5.2 mmol/L 2.5-7.8"
    ],
    rows: [["Ferritin", "30", "ug/L", "15-150", ""]]
  },
  {
    name: "no rows: prose, medicines, prices, explanations, a form",
    sketch: [
      "- Vitamin D level at 45.7 ng/mL within normal limits.",
      "- Fasting glucose level of 114 mg/dL (borderline elevated).",
      "The blood glucose was 114 mg/dL",
      "Patient Name: Jane Sample | Age: 40",
      "Medication  | Dose   | Frequency",
      "Metformin   | 500 mg | Twice daily",
      "Item         | Qty | Unit price | Total",
      "Consultation | 1   | 50.00      | 50.00",
      "Desirable: <200 mg/dL",
      "Borderline high: 200-239 mg/dL",
      "Prediabetes 5.7 - 6.4 %",
      "Diabetes >= 6.5 %",
      "Lipid Panel  | Done   | 02/05/2024",
      "Page 1 of 2"
    ],
    rows: []
  }
]

describe("the rows of a report", () => {
  for (const { name, rows, sketch } of layouts) {
    it(`are read from ${name}`, () => {
      const read = rowsOf(linesOf(page(sketch))).map((row) => [
        row.name,
        row.valueText,
        row.unit,
        row.reference,
        row.flag
      ])
      assert.deepStrictEqual(
        read,
        rows.map((row) => [...row])
      )
    })
  }

  it("go on over the page under the heading of the page before", () => {
    const first = page(["Test     | Result | Unit", "Glucose  | 90     | mg/dL"], 1)
    const second = page(["Albumin  | 4.2    | g/dL"], 2)
    const rows = rowsOf([first, second].flatMap(linesOf))
    assert.deepStrictEqual(
      rows.map((row) => [row.name, row.lines[0]?.page]),
      [
        ["Glucose", 1],
        ["Albumin", 2]
      ]
    )
  })

  it("say which lines they were read from", () => {
    const [row] = rowsOf(linesOf(page(["Test Name    | Result | Units", "Anti-CCP     | 12     | U/mL", "(IgG)"])))
    assert.deepStrictEqual(
      row?.lines.map((line) => line.text),
      ["Anti-CCP 12 U/mL", "(IgG)"]
    )
    assert.strictEqual(row?.name, "Anti-CCP (IgG)")
  })
})
