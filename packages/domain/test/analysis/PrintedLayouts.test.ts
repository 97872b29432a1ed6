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
    name: "lines that name their interval, where it is no name",
    sketch: ["CHOLESTEROL, TOTAL 170 Reference Range: <200 mg/dL", "LDL CHOLESTEROL 105 H Reference Range: <100 mg/dL"],
    rows: [
      ["CHOLESTEROL, TOTAL", "170", "mg/dL", "<200 mg/dL", ""],
      ["LDL CHOLESTEROL", "105", "mg/dL", "<100 mg/dL", "H"]
    ]
  },
  {
    name: "headings on two lines, where the earlier result is no result",
    sketch: [
      "                  | Your   | Previous |         | Reference",
      "Test              | Result | Result   | Units   | Range",
      "HDL Cholesterol   | 38 L   | 41       | mg/dL   | >40"
    ],
    rows: [["HDL Cholesterol", "38", "mg/dL", ">40", "L"]]
  },
  {
    name: "two results side by side without a heading, where neither can be told",
    sketch: ["HDL Cholesterol 38 L  | 41    | mg/dL  | >40"],
    rows: []
  },
  {
    name: "intervals with units in brackets",
    sketch: [
      "Test Name    | Result | Flag  | Normal Range",
      "Sodium       | 140    |       | (136-145 mmol/L)",
      "CRP          | < 5    |       | (< 5 mg/L)"
    ],
    rows: [
      ["Sodium", "140", "mmol/L", "(136-145 mmol/L)", ""],
      ["CRP", "< 5", "mg/L", "(< 5 mg/L)", ""]
    ]
  },
  {
    name: "the two ends of an interval in columns of their own",
    sketch: [
      "Test       | Result | Units   | Low    | High   | Flag",
      "Potassium  | 5.9    | mmol/L  | 3.5    | 5.1    | H",
      "ALT        | 22     | U/L     |        | 50     |"
    ],
    rows: [
      ["Potassium", "5.9", "mmol/L", "3.5 - 5.1", "H"],
      ["ALT", "22", "U/L", "<= 50", ""]
    ]
  },
  {
    name: "a name, then its interval, then its result",
    sketch: [
      "Sodium",
      "Normal range: 136 - 145 mmol/L",
      "Value: 139",
      "Potassium",
      "Normal range: 3.5 - 5.1 mmol/L",
      "Value: 5.3 High"
    ],
    rows: [
      ["Sodium", "139", "mmol/L", "136 - 145 mmol/L", ""],
      ["Potassium", "5.3", "mmol/L", "3.5 - 5.1 mmol/L", "High"]
    ]
  },
  {
    name: "a second result under a name, which belongs to a name that was not read, and so to nobody",
    sketch: [
      "Sodium",
      "Result: 139 mmol/L",
      "Reference range: 136 - 145 mmol/L",
      "Sample 4471009234",
      "Result: 5.1 mmol/L"
    ],
    rows: [["Sodium", "139", "mmol/L", "136 - 145 mmol/L", ""]]
  },
  {
    name: "blocks with a method between name and result, in Portuguese",
    sketch: [
      "GLICOSE",
      "Método: Enzimático",
      "Resultado: 92 mg/dL",
      "Valor de referência: 70 a 99 mg/dL",
      "ANTI-HCV",
      "Material: soro",
      "Resultado: Não reagente",
      "Valor de referência: Não reagente"
    ],
    rows: [
      ["GLICOSE", "92", "mg/dL", "70 a 99 mg/dL", ""],
      ["ANTI-HCV", "Não reagente", "", "Não reagente", ""]
    ]
  },
  {
    name: "dots that lead from a name to its result",
    sketch: ["Hémoglobine ................ | 13,2 g/dL      | (12,0 à 15,5)"],
    rows: [["Hémoglobine", "13,2", "g/dL", "12,0 à 15,5", ""]]
  },
  {
    name: "steps of an explanation, which are no results in any language",
    sketch: [
      "Prueba            | Resultado | Unidades | Valores de referencia",
      "Colesterol total  | 180       | mg/dL    | Menor de 200",
      "  Deseable: < 200 mg/dL",
      "  Alto: >= 240 mg/dL",
      "  Hoch: >= 240 mg/dl",
      "  Souhaitable : < 2,00 g/L"
    ],
    rows: [["Colesterol total", "180", "mg/dL", "Menor de 200", ""]]
  },
  {
    name: "headings so close that they read as one",
    sketch: [
      "Test           | Observed Value Unit     | Reference Range",
      "Sodium         | 139          | mmol/L   | 136 - 145"
    ],
    rows: [["Sodium", "139", "mmol/L", "136 - 145", ""]]
  },
  {
    name: "a mark at the end under no heading, and a site's code beside the interval",
    sketch: [
      "Test           | Result     | Units      | Reference",
      "Sodium         | 147        | mmol/L     | 136 - 145                                   | H",
      "Potassium      | 4.1        | mmol/L     | 3.5 - 5.1   | 01"
    ],
    rows: [
      ["Sodium", "147", "mmol/L", "136 - 145", "H"],
      ["Potassium", "4.1", "mmol/L", "3.5 - 5.1", ""]
    ]
  },
  {
    name: "an interval on the line below",
    sketch: ["Total Cholesterol       | 212 mg/dL", "Reference range: < 200 mg/dL"],
    rows: [["Total Cholesterol", "212", "mg/dL", "< 200 mg/dL", ""]]
  },
  {
    name: "a mark that slipped under the interval's heading, and a remark for a unit",
    sketch: [
      "Test            | Result  | Standard Range      | Units",
      "Hemoglobin A1C  | 6.1     | <5.7 |   H          | %",
      "A/G Ratio       | 1.5     | 1.0-2.5             | (calc)"
    ],
    rows: [
      ["Hemoglobin A1C", "6.1", "%", "<5.7", "H"],
      ["A/G Ratio", "1.5", "", "1.0-2.5", ""]
    ]
  },
  {
    name: "units beside names",
    sketch: ["Test (Units)      | Result | Normal Range", "Glucose (mg/dL)   | 98     | 70-99"],
    rows: [["Glucose (mg/dL)", "98", "mg/dL", "70-99", ""]]
  },
  {
    name: "a word beside the word expected, without a heading",
    sketch: ["RPR               | Non-Reactive | Non-Reactive"],
    rows: [["RPR", "Non-Reactive", "", "Non-Reactive", ""]]
  },
  {
    name: "remarks under names and the end of a table, which are no part of a name",
    sketch: [
      "Test       | Result | Units   | Reference",
      "HDL        | 50     | mg/dL   | >40",
      "(fasting sample)",
      "LDL        | 90     | mg/dL   | <100",
      "End of report"
    ],
    rows: [
      ["HDL", "50", "mg/dL", ">40", ""],
      ["LDL", "90", "mg/dL", "<100", ""]
    ]
  },
  {
    name: "Portuguese headings",
    sketch: [
      "Exame          | Resultado    | Unidade | Valores de Referência",
      "TSH            | 5,6          | µUI/mL  | 0,4 a 4,3",
      "HIV 1 e 2      | Não reagente |         | Não reagente"
    ],
    rows: [
      ["TSH", "5,6", "µUI/mL", "0,4 a 4,3", ""],
      ["HIV 1 e 2", "Não reagente", "", "Não reagente", ""]
    ]
  },
  {
    name: "the same result in two units: the first",
    sketch: [
      "Test      | Result | Units  | Reference | SI Result | SI Units",
      "Glucose   | 98     | mg/dL  | 70-99     | 5.4       | mmol/L"
    ],
    rows: [["Glucose", "98", "mg/dL", "70-99", ""]]
  }
]

describe("layouts of laboratories", () => {
  for (const { name, rows, sketch } of layouts) {
    it(`are read: ${name}`, () => {
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
})
