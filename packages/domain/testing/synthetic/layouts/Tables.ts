import { type Drawn, truthOf } from "../Drawing.ts"
import type { Drawing } from "../Drawing.ts"
import { type Layout, marks, type Marks } from "../Layout.ts"
import type { TrueRow } from "../Truth.ts"
import { setTable } from "./Table.ts"

const markOf = (row: Drawn, own: Marks): string => (row.side === "normal" || row.side === "unsaid" ? "" : own[row.side])

const truths = (drawing: Drawing, printed: (row: Drawn) => Partial<TrueRow>): ReadonlyArray<TrueRow> =>
  drawing.sections.flatMap(({ rows, title }) => rows.map((row) => truthOf(row, title, printed(row))))

/** Test, result, unit, interval, mark: each in its column under a heading. */
export const fiveColumns: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const own = random.pick([marks.letters, marks.stars, marks.arrows])
  setTable(sheet, drawing, {
    headings: random.pick(["each", "once"]),
    repeats: random.chance(0.7),
    columns: [
      { x: 42, heading: random.pick(wording.test), cell: (row) => row.name },
      { x: 225, heading: random.pick(wording.result), cell: (row) => row.value },
      { x: 300, heading: random.pick(wording.unit), cell: (row) => row.unit },
      { x: 390, heading: random.pick(wording.reference), cell: (row) => row.reference },
      { x: 520, heading: wording.flag, cell: (row) => markOf(row, own) }
    ]
  })
  return truths(drawing, (row) => ({ flag: markOf(row, own) }))
}

/** Figures set flush right, the mark between result and unit, and no heading over it. */
export const flushRight: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const own = random.pick([marks.letters, marks.signs])
  setTable(sheet, drawing, {
    headings: "once",
    repeats: true,
    pitch: 13,
    columns: [
      { x: 48, heading: random.pick(wording.test), cell: (row) => row.name },
      { x: 220, right: 60, heading: random.pick(wording.result), cell: (row) => row.value },
      { x: 290, heading: "", cell: (row) => markOf(row, own) },
      { x: 312, heading: random.pick(wording.unit), cell: (row) => row.unit },
      { x: 390, right: 110, heading: random.pick(wording.reference), cell: (row) => row.reference }
    ]
  })
  return truths(drawing, (row) => ({ flag: markOf(row, own) }))
}

/** The mark before its figure in one cell, and the earlier result in the last column. */
export const markBefore: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const own = random.pick([marks.stars, marks.signs])
  setTable(sheet, drawing, {
    headings: "once",
    repeats: random.chance(0.7),
    columns: [
      { x: 42, heading: random.pick(wording.test), cell: (row) => row.name },
      { x: 230, heading: random.pick(wording.result), cell: (row) => `${markOf(row, own)} ${row.value}`.trim() },
      { x: 300, heading: random.pick(wording.unit), cell: (row) => row.unit },
      { x: 385, heading: random.pick(wording.reference), cell: (row) => row.reference },
      { x: 495, heading: wording.previous, cell: (row) => row.previous }
    ]
  })
  return truths(drawing, (row) => ({ flag: markOf(row, own) }))
}

/** The mark behind its figure in one cell; units inside the interval; no column for them. */
export const unitsInRange: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const own = marks.letters
  const reference = (row: Drawn) => (row.unit === "" ? row.reference : `${row.reference} ${row.unit}`)
  setTable(sheet, drawing, {
    headings: "each",
    repeats: random.chance(0.5),
    columns: [
      { x: 42, heading: random.pick(wording.test), cell: (row) => row.name },
      { x: 250, heading: random.pick(wording.result), cell: (row) => `${row.value} ${markOf(row, own)}`.trim() },
      { x: 360, heading: random.pick(wording.reference), cell: reference }
    ]
  })
  return truths(drawing, (row) => ({ flag: markOf(row, own), reference_text: reference(row) }))
}

/** Units inside the result; no mark anywhere. */
export const unitsInResult: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  setTable(sheet, drawing, {
    headings: random.pick(["each", "once"]),
    repeats: true,
    pitch: 18,
    size: 10,
    columns: [
      { x: 50, heading: random.pick(wording.test), cell: (row) => row.name },
      { x: 260, heading: random.pick(wording.result), cell: (row) => `${row.value} ${row.unit}`.trim() },
      { x: 400, heading: random.pick(wording.reference), cell: (row) => row.reference }
    ]
  })
  return truths(drawing, () => ({}))
}

/** The two ends of the interval in columns of their own. */
export const lowAndHigh: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const low = { en: "Low", es: "Mínimo", de: "Min.", fr: "Min.", pt: "Mínimo" }[drawing.language]
  const high = { en: "High", es: "Máximo", de: "Max.", fr: "Max.", pt: "Máximo" }[drawing.language]
  setTable(sheet, drawing, {
    headings: "each",
    repeats: true,
    columns: [
      { x: 42, heading: random.pick(wording.test), cell: (row) => row.name },
      { x: 240, heading: random.pick(wording.result), cell: (row) => row.value },
      { x: 310, heading: random.pick(wording.unit), cell: (row) => row.unit },
      { x: 410, heading: low, cell: (row) => row.low ?? "" },
      { x: 470, heading: high, cell: (row) => row.high ?? "" }
    ]
  })
  return truths(drawing, (row) => ({
    reference_text: [row.low ?? "", row.high ?? ""].filter((edge) => edge !== "").join(" - ")
  }))
}

/** A word for each result: low, normal, high. */
export const statusWords: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const status = (row: Drawn) =>
    row.side === "unsaid" || row.side === "abnormal" || row.isWord ? "" : wording.status[row.side]
  setTable(sheet, drawing, {
    headings: "each",
    repeats: random.chance(0.6),
    columns: [
      { x: 42, heading: random.pick(wording.test), cell: (row) => row.name },
      { x: 215, heading: random.pick(wording.result), cell: (row) => row.value },
      { x: 285, heading: random.pick(wording.unit), cell: (row) => row.unit },
      { x: 365, heading: random.pick(wording.reference), cell: (row) => row.reference },
      {
        x: 490,
        heading: { en: "Status", es: "Estado", de: "Bewertung", fr: "Interprétation", pt: "Situação" }[
          drawing.language
        ],
        cell: status
      }
    ]
  })
  return truths(drawing, (row) => ({ flag: status(row) }))
}

/** Narrow names that run over to a second line, with a method in small print beneath. */
export const wrappedNames: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const methods = ["Spectrophotometry", "ECLIA", "HPLC", "Immunoturbidimetry", "Calculated"]
  const chosen = random.shuffled(methods)
  const own = marks.letters
  setTable(sheet, drawing, {
    headings: "once",
    repeats: true,
    pitch: 17,
    columns: [
      { x: 42, wrap: 105, heading: random.pick(wording.test), cell: (row) => row.name },
      { x: 180, heading: random.pick(wording.result), cell: (row) => row.value },
      { x: 240, heading: wording.flag, cell: (row) => markOf(row, own) },
      { x: 300, heading: random.pick(wording.unit), cell: (row) => row.unit },
      { x: 400, heading: random.pick(wording.reference), cell: (row) => row.reference }
    ],
    under: (_, index) => (index % 3 === 1 ? `${wording.method}: ${chosen[index % chosen.length] ?? ""}` : undefined)
  })
  return truths(drawing, (row) => ({ flag: markOf(row, own) }))
}

/** Rows counted in a column before the names; section bars between. */
export const numberedRows: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const own = marks.letters
  setTable(sheet, drawing, {
    headings: "each",
    repeats: true,
    columns: [
      {
        x: 42,
        heading: { en: "S.No", es: "N.º", de: "Nr.", fr: "N°", pt: "N.º" }[drawing.language],
        cell: (_, index) => String(index + 1)
      },
      { x: 75, heading: random.pick(wording.test), cell: (row) => row.name },
      { x: 260, heading: random.pick(wording.result), cell: (row) => row.value },
      { x: 330, heading: random.pick(wording.unit), cell: (row) => row.unit },
      { x: 420, heading: random.pick(wording.reference), cell: (row) => row.reference },
      { x: 535, heading: "", cell: (row) => markOf(row, own) }
    ]
  })
  return truths(drawing, (row) => ({ flag: markOf(row, own) }))
}

/** Earlier dates beside this one, the newest first. */
export const cumulative: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const [now, before, earlier] =
    drawing.language === "de" ? ["12.05.2026", "03.11.2025", "20.04.2025"] : ["12/05/2026", "03/11/2025", "20/04/2025"]
  const shift = random.between(0, 12)
  setTable(sheet, drawing, {
    headings: "once",
    repeats: true,
    columns: [
      { x: 42, heading: random.pick(wording.test), cell: (row) => row.name },
      { x: 205, heading: random.pick(wording.unit), cell: (row) => row.unit },
      { x: 285, heading: random.pick(wording.reference), cell: (row) => row.reference },
      { x: 395 + shift, heading: now ?? "", cell: (row) => row.value },
      { x: 455 + shift, heading: before ?? "", cell: (row) => row.previous },
      { x: 512 + shift, heading: earlier ?? "", cell: (row, index) => (index % 3 === 0 ? "" : row.previous) }
    ]
  })
  return truths(drawing, () => ({}))
}

/** What lies inside in one column, what lies outside in the next. */
export const inAndOut: Layout = (sheet, drawing) => {
  const heads = {
    en: ["Test Name", "In Range", "Out Of Range", "Reference Range"],
    es: ["Prueba", "Dentro de rango", "Fuera de rango", "Valores de referencia"],
    de: ["Untersuchung", "Im Normbereich", "Außerhalb", "Referenzbereich"],
    fr: ["Analyse", "Dans les normes", "Hors normes", "Valeurs de référence"],
    pt: ["Exame", "Dentro da faixa", "Fora da faixa", "Valores de referência"]
  }[drawing.language]
  const isInside = (row: Drawn) => row.side === "normal" || row.side === "unsaid"
  const flag = (row: Drawn) => markOf(row, marks.letters)
  const reference = (row: Drawn) => (row.unit === "" ? row.reference : `${row.reference} ${row.unit}`)
  setTable(sheet, drawing, {
    headings: "once",
    repeats: true,
    columns: [
      { x: 42, heading: heads[0] ?? "", cell: (row) => row.name },
      { x: 230, heading: heads[1] ?? "", cell: (row) => (isInside(row) ? row.value : "") },
      { x: 310, heading: heads[2] ?? "", cell: (row) => (isInside(row) ? "" : `${row.value} ${flag(row)}`.trim()) },
      { x: 400, heading: heads[3] ?? "", cell: reference }
    ]
  })
  return truths(drawing, (row) => ({ flag: flag(row), reference_text: reference(row) }))
}

/** The unit beside the name in brackets. */
export const unitsInName: Layout = (sheet, drawing, random) => {
  const { wording } = drawing
  const own = marks.stars
  const name = (row: Drawn) => (row.unit === "" ? row.name : `${row.name} (${row.unit})`)
  setTable(sheet, drawing, {
    headings: "each",
    repeats: true,
    columns: [
      { x: 42, heading: random.pick(wording.test), cell: name },
      {
        x: 280,
        heading: random.pick(wording.result),
        cell: (row) => `${row.value}${row.isWord ? "" : markOf(row, own)}`
      },
      { x: 380, heading: random.pick(wording.reference), cell: (row) => row.reference }
    ]
  })
  return truths(drawing, (row) => ({ name: name(row), flag: row.isWord ? "" : markOf(row, own) }))
}
