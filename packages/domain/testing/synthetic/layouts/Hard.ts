import { type Drawn, truthOf } from "../Drawing.ts"
import { type Layout, marks } from "../Layout.ts"
import type { TrueRow } from "../Truth.ts"
import { setTable } from "./Table.ts"

const letter = (row: Drawn): string => (row.side === "normal" || row.side === "unsaid" ? "" : marks.letters[row.side])

/** A result in two units beside each other, the second one the SI unit; only the first is the report's. */
export const twoUnits: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  setTable(sheet, drawing, {
    headings: "once",
    repeats: true,
    size: 8,
    columns: [
      { x: 36, heading: random.pick(wording.test), cell: (row) => row.name },
      { x: 180, heading: wording.result[0] ?? "", cell: (row) => row.value },
      { x: 230, heading: wording.unit[0] ?? "", cell: (row) => row.unit },
      { x: 300, heading: wording.reference[0] ?? "", cell: (row) => row.reference },
      {
        x: 410,
        heading: drawing.language === "en" ? "SI Result" : wording.previous,
        cell: (row) => (row.isWord ? "" : row.previous)
      },
      { x: 480, heading: wording.method, cell: (_, index) => ["ISE", "HPLC", "CLIA"][index % 3] ?? "" }
    ]
  })
  return drawing.sections.flatMap(({ rows, title }) => rows.map((row) => truthOf(row, title)))
}

/** Remarks, tiers and targets between the rows, full of figures that are no results. */
export const interpreted: Layout = (sheet, drawing, random) => {
  const { language, wording } = drawing
  const tiers = {
    en: ["Desirable: < 200 mg/dL", "Borderline high: 200 - 239 mg/dL", "High: >= 240 mg/dL"],
    es: ["Deseable: < 200 mg/dL", "Límite alto: 200 - 239 mg/dL", "Alto: >= 240 mg/dL"],
    de: ["Optimal: < 200 mg/dl", "Grenzwertig: 200 - 239 mg/dl", "Hoch: >= 240 mg/dl"],
    fr: ["Souhaitable : < 2,00 g/L", "Limite : 2,00 - 2,39 g/L", "Élevé : >= 2,40 g/L"],
    pt: ["Desejável: < 190 mg/dL", "Limítrofe: 190 - 239 mg/dL", "Alto: >= 240 mg/dL"]
  }[language]
  const heads = [
    random.pick(wording.test),
    random.pick(wording.result),
    random.pick(wording.unit),
    random.pick(wording.reference)
  ]
  const at = [42, 240, 310, 400]
  const truth: Array<TrueRow> = []
  for (const { rows, title } of drawing.sections) {
    sheet.need(80)
    sheet.put(title, 42, 12)
    sheet.down(18)
    for (const [place, head] of heads.entries()) sheet.put(head, at[place] ?? 0)
    sheet.down(16)
    for (const [index, row] of rows.entries()) {
      sheet.need(80)
      for (const [place, text] of [row.name, `${row.value} ${letter(row)}`.trim(), row.unit, row.reference].entries())
        sheet.put(text, at[place] ?? 0)
      truth.push(truthOf(row, title, { flag: letter(row) }))
      if (index % 4 === 1)
        for (const tier of tiers) {
          sheet.down(10)
          sheet.put(tier, 60, 7)
        }
      if (index % 4 === 3) {
        sheet.down(11)
        sheet.put(wording.remarks[index % wording.remarks.length] ?? "", 60, 7)
      }
      sheet.down(16)
    }
    sheet.down(6)
  }
  return truth
}

/** Set on a baseline that wavers by a point, as scanners and some converters write it; the mark in a narrow column of its own. */
export const wavering: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const truth: Array<TrueRow> = []
  const columns = [42, 225, 300, 335, 430]
  const put = (texts: ReadonlyArray<string>) => {
    const wobble = texts.map(() => random.next() * 1.6 - 0.8)
    for (const [place, text] of texts.entries()) {
      sheet.down(wobble[place] ?? 0)
      sheet.put(text, columns[place] ?? 0)
      sheet.down(-(wobble[place] ?? 0))
    }
  }
  sheet.need(80)
  put([
    random.pick(wording.test),
    random.pick(wording.result),
    wording.flag,
    random.pick(wording.unit),
    random.pick(wording.reference)
  ])
  sheet.down(17)
  for (const { rows, title } of drawing.sections) {
    sheet.need(50)
    sheet.put(title.toUpperCase(), 42, 10)
    sheet.down(15)
    for (const row of rows) {
      sheet.need(30)
      put([row.name, row.value, letter(row), row.unit, row.reference])
      sheet.down(14)
      truth.push(truthOf(row, title, { flag: letter(row) }))
    }
  }
  return truth
}

/** No headings at all: name, result with unit, interval in brackets, mark at the end. */
export const unheaded: Layout = (sheet, drawing) => {
  const truth: Array<TrueRow> = []
  for (const { rows, title } of drawing.sections) {
    sheet.need(50)
    sheet.put(title, 42, 12)
    sheet.down(18)
    for (const row of rows) {
      sheet.need(30)
      sheet.put(row.name, 42)
      sheet.put(`${row.value} ${row.unit}`.trim(), 230)
      sheet.put(`[${row.reference}]`, 350)
      sheet.put(letter(row), 500)
      sheet.down(15)
      truth.push(truthOf(row, title, { flag: letter(row) }))
    }
  }
  return truth
}

/** Capitals throughout, a lab code at the end, and the earlier result and its date in the middle. */
export const capitals: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const name = (row: Drawn) => row.name.toUpperCase()
  const heads = [
    random.pick(wording.test),
    wording.result[0] ?? "",
    wording.previous,
    wording.unit[0] ?? "",
    wording.reference[0] ?? ""
  ].map((head) => head.toUpperCase())
  setTable(sheet, drawing, {
    headings: "once",
    repeats: true,
    size: 8,
    columns: [
      { x: 36, heading: heads[0] ?? "", cell: name },
      { x: 200, heading: heads[1] ?? "", cell: (row) => `${row.value} ${letter(row)}`.trim() },
      { x: 270, heading: heads[2] ?? "", cell: (row) => (row.isWord ? row.previous : `${row.previous} (03/11/2025)`) },
      { x: 370, heading: heads[3] ?? "", cell: (row) => row.unit },
      { x: 445, heading: heads[4] ?? "", cell: (row) => row.reference },
      { x: 545, heading: "", cell: (_, index) => (index % 2 === 0 ? "01" : "02") }
    ]
  })
  return drawing.sections.flatMap(({ rows, title }) =>
    rows.map((row) => truthOf(row, title, { name: name(row), flag: letter(row) }))
  )
}
