import { type Drawn, truthOf } from "../Drawing.ts"
import { widthOf } from "../Helvetica.ts"
import { type Layout, marks } from "../Layout.ts"
import type { TrueRow } from "../Truth.ts"

const letter = (row: Drawn): string => (row.side === "normal" || row.side === "unsaid" ? "" : marks.letters[row.side])

/** `Name ........ 13,2 g/dL   12,0 - 15,5`: dots lead from the name to its result; no heading. */
export const leaders: Layout = (sheet, drawing) => {
  const truth: Array<TrueRow> = []
  for (const section of drawing.sections) {
    sheet.need(60)
    sheet.put(section.title.toUpperCase(), 42, 11)
    sheet.down(20)
    for (const row of section.rows.filter((one) => one.isWord || one.unit !== "")) {
      sheet.need(30)
      const dots = ".".repeat(Math.max(4, Math.floor((240 - widthOf(`${row.name} `, 9)) / widthOf(".", 9))))
      sheet.put(`${row.name} ${dots}`, 42)
      sheet.put(`${row.value} ${row.unit}`.trim(), 300)
      if (!row.isWord) sheet.put(`(${row.reference})`, 410)
      sheet.down(15)
      truth.push(truthOf(row, section.title, row.isWord ? { reference_text: "" } : {}))
    }
    sheet.down(8)
  }
  return truth
}

/** Each test a block: its name, then labelled lines for result, interval and method. */
export const blocks: Layout = (sheet, drawing) => {
  const { language, wording } = drawing
  const result = { en: "Result", es: "Resultado", de: "Ergebnis", fr: "Résultat", pt: "Resultado" }[language]
  const reference = {
    en: "Reference range",
    es: "Valores de referencia",
    de: "Referenzbereich",
    fr: "Valeurs de référence",
    pt: "Valores de referência"
  }[language]
  const truth: Array<TrueRow> = []
  for (const { rows, title } of drawing.sections) {
    for (const row of rows) {
      sheet.need(80)
      sheet.put(row.name.toUpperCase(), 42, 10)
      sheet.down(13)
      sheet.put(`${wording.method}: ELISA`, 42, 8)
      sheet.down(13)
      sheet.put(`${result}: ${row.value} ${row.unit}`.trim(), 42)
      sheet.down(13)
      sheet.put(`${reference}: ${row.reference}`, 42)
      sheet.down(24)
      truth.push(truthOf(row, title, { name: row.name.toUpperCase() }))
    }
  }
  return truth
}

/** `Name: 13.2 g/dL (Reference: 12.0 - 15.5) H`, one line each. */
export const labelLines: Layout = (sheet, drawing) => {
  const label = { en: "Reference", es: "Referencia", de: "Referenz", fr: "Référence", pt: "Referência" }[
    drawing.language
  ]
  const truth: Array<TrueRow> = []
  for (const { rows, title } of drawing.sections) {
    sheet.need(60)
    sheet.put(title, 42, 12)
    sheet.down(18)
    for (const row of rows) {
      sheet.need(30)
      sheet.put(
        `${row.name}: ${row.value}${row.unit === "" ? "" : ` ${row.unit}`} (${label}: ${row.reference}) ${letter(row)}`.trim(),
        50
      )
      sheet.down(15)
      truth.push(truthOf(row, title, { flag: letter(row) }))
    }
    sheet.down(10)
  }
  return truth
}

/** A card for each test, as patient portals print them: the name, then its interval, then its value. */
export const cards: Layout = (sheet, drawing) => {
  const { language, wording } = drawing
  const range = {
    en: "Normal range",
    es: "Rango de referencia",
    de: "Referenzbereich",
    fr: "Valeurs de référence",
    pt: "Valores de referência"
  }[language]
  const value = { en: "Value", es: "Valor", de: "Wert", fr: "Valeur", pt: "Valor" }[language]
  const truth: Array<TrueRow> = []
  for (const { rows, title } of drawing.sections) {
    for (const row of rows) {
      sheet.need(70)
      const status =
        row.isWord || row.side === "unsaid" || row.side === "abnormal" || row.side === "normal"
          ? ""
          : wording.status[row.side]
      sheet.put(row.name, 42, 11)
      sheet.down(15)
      sheet.put(`${range}: ${row.reference}${row.unit === "" ? "" : ` ${row.unit}`}`, 42, 8)
      sheet.down(14)
      sheet.put(`${value}: ${row.value} ${status}`.trim(), 42, 9)
      sheet.down(26)
      truth.push(truthOf(row, title, { flag: status, reference_text: `${row.reference} ${row.unit}`.trim() }))
    }
  }
  return truth
}

/** A printer's columns: every line one run of text, its columns made of blanks. */
export const typewriter: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const wide = (text: string, length: number) => `${text}  `.padEnd(length)
  const line = (...cells: ReadonlyArray<string>) =>
    [32, 12, 16, 20, 4]
      .map((length, place) => wide(cells[place] ?? "", length))
      .join("")
      .trimEnd()
  const heading = line(
    random.pick(wording.test),
    random.pick(wording.result),
    random.pick(wording.unit),
    random.pick(wording.reference)
  )
  const truth: Array<TrueRow> = []
  for (const { rows, title } of drawing.sections) {
    sheet.need(70)
    sheet.type(title.toUpperCase(), 42)
    sheet.down(13)
    sheet.type(heading, 42)
    sheet.down(13)
    for (const row of rows) {
      sheet.need(26)
      sheet.type(line(row.name, `${row.value} ${letter(row)}`.trim(), row.unit, row.reference), 42)
      sheet.down(12)
      truth.push(truthOf(row, title, { flag: letter(row) }))
    }
    sheet.down(8)
  }
  return truth
}

/** Two panels beside each other, each with its own heading. */
export const sideBySide: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const shortest = (words: ReadonlyArray<string>) => words.toSorted((one, other) => one.length - other.length)[0] ?? ""
  const heads = [
    random.pick(wording.test),
    shortest(wording.result),
    shortest(wording.unit),
    shortest(wording.reference)
  ]
  const truth: Array<TrueRow> = []
  for (let pair = 0; pair < drawing.sections.length; pair += 2) {
    const both = drawing.sections.slice(pair, pair + 2)
    sheet.need(200)
    for (const [side, { title }] of both.entries()) sheet.put(title, 36 + side * 275, 10)
    sheet.down(15)
    for (const [side] of both.entries())
      for (const [place, head] of heads.entries())
        sheet.put(head, 36 + side * 275 + ([0, 100, 142, 203][place] ?? 0), 7)
    sheet.down(14)
    for (let index = 0; index < Math.max(...both.map(({ rows }) => rows.length)); index += 1) {
      for (const [side, { rows, title }] of both.entries()) {
        const row = rows[index]
        if (row === undefined) continue
        const x = 36 + side * 275
        for (const [place, text] of [row.name.slice(0, 28).trim(), row.value, row.unit, row.reference].entries())
          sheet.put(text, x + ([0, 100, 142, 203][place] ?? 0), 7)
        truth.push(truthOf(row, title, { name: row.name.slice(0, 28).trim() }))
      }
      sheet.down(12)
    }
    sheet.down(10)
  }
  return truth
}
