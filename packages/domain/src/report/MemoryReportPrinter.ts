import { Effect, Layer } from "effect"
import type { Block, Paper } from "./Paper.ts"
import { ReportPrinter } from "./ReportPrinter.ts"

const linesOf = (block: Block): ReadonlyArray<string> => {
  switch (block._tag) {
    case "Heading":
    case "Paragraph":
      return [block.text]
    case "List":
      return block.items
    case "Table":
      return [block.table.columns.map(({ heading }) => heading), ...block.table.rows].flat()
  }
}

/** One page of Helvetica with a text in UTF-16 a line: no more than a reader needs to find it. */
const print = (paper: Paper): Uint8Array => {
  const hex = (text: string) => [...text].map((letter) => (letter.codePointAt(0) ?? 0).toString(16).padStart(4, "0"))
  const lines = [paper.title, ...paper.blocks.flatMap(linesOf), paper.footer]
  const content = lines.map((line) => `BT /F1 10 Tf <feff${hex(line).join("")}> Tj ET`).join("\n")
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join("")
  const text = `%PDF-1.4\n${body}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\n%%EOF\n`
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

/** Sets every text of a paper into a file that begins and ends as a PDF does, without any layout. For tests. */
export const layer = Layer.succeed(ReportPrinter, { print: (paper) => Effect.sync(() => print(paper)) })
