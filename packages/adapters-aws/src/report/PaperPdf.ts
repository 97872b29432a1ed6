import type { Block, Column, Paper, Table } from "@serenya/domain/report/Paper"
import Pdf from "pdfkit"
import * as Fonts from "./Fonts.ts"

type Document = InstanceType<typeof Pdf>

/** A4 in points. */
const page = { width: 595.28, height: 841.89, margin: 50, foot: 20 }
const inner = page.width - 2 * page.margin
const bottom = page.height - page.margin - page.foot

const ink = "#1a1a1a"
const faint = "#5a5a5a"
const rule = "#c8c8c8"
const shade = "#f1f3f5"

const body = 9.5
const cellSize = 8
const padding = 3

/** As much of a text as one can take in; more would fill pages. */
const mostLetters = 400

const clipped = (text: string) => (text.length > mostLetters ? `${text.slice(0, mostLetters - 1)}…` : text)

/** Characters that direct or control and draw nothing, or half a pair: no reader sees them. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]+/gu

/** What both fonts have: Latin, Greek and Cyrillic, punctuation, raised digits, arrows, and the signs of mathematics. */
const had =
  /[\u0300-\u034f\u0020-\u007e\u00a0-\u02af\u0370-\u0525\u1e00-\u1efb\u1f00-\u20b5\u2113\u2116\u2122\u2190-\u22ff\u2500-\u25ff\ufb00-\ufb06]/

/** One line of signs that the fonts have; a box stands for every other, so that none goes missing unnoticed. */
const plain = (text: string): string =>
  [...clipped(text).normalize("NFC").replaceAll(unseen, " ").replaceAll(/\s+/g, " ").trim()]
    .map((letter) => (had.test(letter) ? letter : "□"))
    .join("")

const room = (pdf: Document, height: number): boolean => pdf.y + height <= bottom

/** What stands together begins on a new page where it does not fit on this one. */
const keep = (pdf: Document, height: number) => {
  if (!room(pdf, height)) pdf.addPage()
}

const drawText = (pdf: Document, text: string, lead = "") => {
  const indent = lead === "" ? 0 : 18
  const width = inner - indent
  pdf.font("regular").fontSize(body)
  keep(pdf, pdf.heightOfString(text, { width }))
  pdf.fillColor(ink)
  const { y } = pdf
  if (lead !== "") pdf.text(lead, page.margin, y, { width: indent, lineBreak: false })
  pdf.text(text, page.margin + indent, y, { width })
  pdf.y += 3
}

/** Below a heading there is room for the beginning of what it is about, such as two rows of a table. */
const beginning = 40

const drawHeading = (pdf: Document, text: string, size: number) => {
  pdf.font("bold").fontSize(size)
  keep(pdf, size + pdf.heightOfString(text, { width: inner }) + 3 + beginning)
  pdf.y += size
  pdf.fillColor(ink)
  pdf.text(text, page.margin, pdf.y, { width: inner })
  pdf.y += 3
}

const widthsOf = (columns: ReadonlyArray<Column>): ReadonlyArray<number> => {
  const all = columns.reduce((sum, { share }) => sum + share, 0)
  return columns.map(({ share }) => (share / all) * inner)
}

/** One row of cells, each wrapped in its column; the row is as high as its highest cell. */
const drawRow = (pdf: Document, columns: ReadonlyArray<Column>, cells: ReadonlyArray<string>, isHead: boolean) => {
  const widths = widthsOf(columns)
  pdf.font(isHead ? "bold" : "regular").fontSize(cellSize)
  const heights = cells.map((cell, index) =>
    pdf.heightOfString(cell === "" ? " " : cell, { width: (widths[index] ?? 0) - 2 * padding })
  )
  const height = Math.max(...heights) + 2 * padding
  if (!room(pdf, height)) return false
  const top = pdf.y
  if (isHead) pdf.rect(page.margin, top, inner, height).fill(shade)
  pdf.fillColor(ink)
  let x = page.margin
  for (const [index, cell] of cells.entries()) {
    const width = widths[index] ?? 0
    if (cell !== "")
      pdf.text(cell, x + padding, top + padding, { width: width - 2 * padding, align: columns[index]?.align ?? "left" })
    x += width
  }
  const under = top + height
  pdf
    .moveTo(page.margin, under)
    .lineTo(page.margin + inner, under)
    .lineWidth(0.5)
    .strokeColor(rule)
    .stroke()
  pdf.x = page.margin
  pdf.y = under
  return true
}

/** The heading is repeated on every page that the table goes on to. */
const drawTable = (pdf: Document, { columns, rows }: Table) => {
  const begin = () =>
    drawRow(
      pdf,
      columns,
      columns.map(({ heading }) => heading),
      true
    )
  keep(pdf, beginning)
  begin()
  for (const row of rows) {
    const cells = row.map(plain)
    if (drawRow(pdf, columns, cells, false)) continue
    pdf.addPage()
    begin()
    drawRow(pdf, columns, cells, false)
  }
  pdf.y += 6
}

const draw = (pdf: Document, block: Block) => {
  switch (block._tag) {
    case "Heading":
      return drawHeading(pdf, plain(block.text), block.level === 1 ? 13 : 10)
    case "Paragraph":
      return drawText(pdf, plain(block.text))
    case "List":
      return block.items.forEach((item, index) => drawText(pdf, plain(item), block.isNumbered ? `${index + 1}.` : "•"))
    case "Table":
      return drawTable(pdf, block.table)
  }
}

const drawFooters = (pdf: Document, footer: string) => {
  const { count } = pdf.bufferedPageRange()
  for (let index = 0; index < count; index += 1) {
    pdf.switchToPage(index)
    // A text below the margin would begin a new page.
    pdf.page.margins.bottom = 0
    pdf.font("regular").fontSize(7.5).fillColor(faint)
    const y = page.height - page.margin
    pdf.text(plain(footer), page.margin, y, { width: inner, lineBreak: false })
    pdf.text(`${index + 1} / ${count}`, page.margin, y, { width: inner, align: "right" })
  }
}

/** A paper as a PDF. Nothing of the moment or the place enters it: the date is the report's, and so is the file's id. */
export const pdfOf = (paper: Paper): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const info = {
      Title: paper.title,
      Producer: "Serenya",
      Creator: "Serenya",
      CreationDate: new Date(paper.madeAt)
    }
    const pdf = new Pdf({
      size: "A4",
      margins: { top: page.margin, left: page.margin, right: page.margin, bottom: page.margin },
      bufferPages: true,
      autoFirstPage: false,
      // None of pdfkit's own, which it would look for as a file.
      font: "",
      lang: paper.language,
      displayTitle: true,
      pdfVersion: "1.7",
      info
    })
    const chunks: Array<Buffer> = []
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk))
    pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))))
    pdf.on("error", reject)
    pdf.registerFont("regular", Fonts.regular())
    pdf.registerFont("bold", Fonts.bold())
    pdf.addPage()
    drawHeading(pdf, plain(paper.title), 18)
    for (const block of paper.blocks) draw(pdf, block)
    drawFooters(pdf, paper.footer)
    pdf.end()
  })
