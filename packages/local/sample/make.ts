import { createWriteStream } from "node:fs"
import { join } from "node:path"
import Sheet from "pdfkit"

/**
 * Draws `lab-report.pdf`, the report of an invented person that the local service is shown with: `node sample/make.ts`.
 * The same run gives the same bytes.
 */
const columns = { name: 48, result: 232, unit: 306, range: 400, flag: 506 }

type Row = readonly [name: string, result: string, unit: string, range: string, flag: string]

const panels: ReadonlyArray<{ readonly title: string; readonly rows: ReadonlyArray<Row> }> = [
  {
    title: "Complete Blood Count",
    rows: [
      ["Haemoglobin", "10.9", "g/dL", "12.0 - 15.5", "L"],
      ["Red Cell Count", "4.12", "10^12/L", "3.80 - 5.10", ""],
      ["Haematocrit", "33.8", "%", "36.0 - 46.0", "L"],
      ["Mean Cell Volume (MCV)", "82.0", "fL", "80.0 - 98.0", ""],
      ["Mean Cell Haemoglobin (MCH)", "26.5", "pg", "27.0 - 33.0", "L"],
      ["White Cell Count", "6.8", "10^9/L", "4.0 - 11.0", ""],
      ["Neutrophils", "3.9", "10^9/L", "2.0 - 7.5", ""],
      ["Lymphocytes", "2.2", "10^9/L", "1.0 - 4.0", ""],
      ["Platelets", "312", "10^9/L", "150 - 400", ""]
    ]
  },
  {
    title: "Biochemistry",
    rows: [
      ["Glucose (fasting)", "108", "mg/dL", "70 - 99", "H"],
      ["Haemoglobin A1c", "5.5", "%", "4.0 - 5.6", ""],
      ["Creatinine", "0.84", "mg/dL", "0.50 - 1.10", ""],
      ["eGFR", ">90", "mL/min/1.73m2", ">60", ""],
      ["Total Cholesterol", "221", "mg/dL", "<200", "H"],
      ["HDL Cholesterol", "58", "mg/dL", ">50", ""],
      ["Triglycerides", "134", "mg/dL", "<150", ""],
      ["Ferritin", "9", "ng/mL", "13 - 150", "L"],
      ["C-Reactive Protein", "<1.0", "mg/L", "<5.0", ""],
      ["TSH", "2.31", "mIU/L", "0.40 - 4.00", ""]
    ]
  }
]

const pdf = new Sheet({
  size: "A4",
  margin: 40,
  info: { Title: "Laboratory report (sample)", Creator: "Serenya", CreationDate: new Date(0) }
})

const put = (text: string, x: number, y: number, size = 9.5, font = "Helvetica") => {
  pdf.font(font).fontSize(size).fillColor("#1c2530").text(text, x, y, { lineBreak: false })
}

const rule = (y: number, color = "#c9d3dd") => {
  pdf.strokeColor(color).lineWidth(0.6).moveTo(40, y).lineTo(555, y).stroke()
}

put("Northfield Clinical Laboratory", 40, 42, 17, "Helvetica-Bold")
put("12 Example Way, Northfield · This laboratory and this person are invented", 40, 64, 8.5)
rule(80, "#1c2530")
put("Laboratory Report", 40, 92, 13, "Helvetica-Bold")

const details: ReadonlyArray<readonly [string, string, string, string]> = [
  ["Patient:", "Jane Sample", "Report number:", "NCL-000-SAMPLE"],
  ["Date of birth:", "14 May 1984", "Collected:", "03 Mar 2026"],
  ["Sex:", "Female", "Reported:", "04 Mar 2026"],
  ["Specimen:", "Venous blood", "Status:", "Final"]
]
for (const [index, [label, text, otherLabel, other]] of details.entries()) {
  const y = 116 + index * 15
  put(label, 40, y, 9.5, "Helvetica-Bold")
  put(text, 120, y)
  put(otherLabel, 320, y, 9.5, "Helvetica-Bold")
  put(other, 410, y)
}

let y = 192
for (const { rows, title } of panels) {
  put(title, 40, y, 11.5, "Helvetica-Bold")
  y += 20
  pdf
    .fillColor("#e8eef4")
    .rect(40, y - 4, 515, 18)
    .fill()
  for (const [text, x] of [
    ["Test", columns.name],
    ["Result", columns.result],
    ["Units", columns.unit],
    ["Reference Range", columns.range],
    ["Flag", columns.flag]
  ] as const) {
    put(text, x, y, 9.5, "Helvetica-Bold")
  }
  y += 20
  for (const [name, result, unit, range, flag] of rows) {
    const font = flag === "" ? "Helvetica" : "Helvetica-Bold"
    put(name, columns.name, y)
    put(result, columns.result, y, 9.5, font)
    put(unit, columns.unit, y)
    put(range, columns.range, y)
    put(flag, columns.flag, y, 9.5, font)
    rule(y + 14)
    y += 19
  }
  y += 18
}

put("H = above the reference range, L = below the reference range.", 40, y, 8.5)
put("Reported by: A. Example, Biomedical Scientist. End of report.", 40, y + 14, 8.5)

pdf.pipe(createWriteStream(join(import.meta.dirname, "lab-report.pdf")))
pdf.end()
