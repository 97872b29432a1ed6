/** One page of Helvetica; each line is a row of cells, 120 points apart. */
const page = (lines: ReadonlyArray<ReadonlyArray<string>>): Uint8Array<ArrayBuffer> => {
  const content = lines
    .flatMap((row, y) =>
      row.map((text, x) => `BT /F1 10 Tf 1 0 0 1 ${50 + x * 120} ${780 - y * 20} Tm (${text}) Tj ET`)
    )
    .join("\n")
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
  ].map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`)
  const header = "%PDF-1.4\n"
  const starts = objects.map((_, index) => header.length + objects.slice(0, index).join("").length)
  const body = header + objects.join("")
  const table = starts.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")
  const size = objects.length + 1
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return new TextEncoder().encode(body + end)
}

/** What the report says, as printed. */
export const rows = [
  { testName: "Hemoglobin", valueText: "17.9", unit: "g/dL", reference: "13.5 - 17.5" },
  { testName: "Glucose", valueText: "92", unit: "mg/dL", reference: "70 - 99" },
  { testName: "Sodium", valueText: "140", unit: "mmol/L", reference: "136 - 145" }
] as const

/** A laboratory report of three rows, as a PDF. */
export const pdf = page([
  ["Laboratory report"],
  ["Test", "Result", "Unit", "Reference"],
  ...rows.map(({ reference, testName, unit, valueText }) => [testName, valueText, unit, reference])
])

/** A PDF on which nothing stands. */
export const blankPdf = page([])
