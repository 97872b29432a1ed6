/** One page of Helvetica; each line is a row of cells, 120 points apart. */
export const of = (lines: ReadonlyArray<ReadonlyArray<string>>): Uint8Array<ArrayBuffer> => {
  const escaped = (text: string) => text.replaceAll(/[\\()]/g, "\\$&")
  const cells = lines.flatMap((row, y) =>
    row.map((text, x) => `BT /F1 10 Tf 1 0 0 1 ${50 + x * 120} ${780 - y * 20} Tm (${escaped(text)}) Tj ET`)
  )
  const content = cells.join("\n")
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
  ]
  let text = "%PDF-1.4\n"
  const offsets = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  text += offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`
  return Uint8Array.from(Buffer.from(text, "latin1"))
}

/** A report of three rows. */
export const report = of([
  ["Laboratory report"],
  ["Test", "Result", "Unit", "Reference"],
  ["Hemoglobin", "17.9", "g/dL", "13.5 - 17.5"],
  ["Glucose", "92", "mg/dL", "70 - 99"],
  ["Sodium", "140", "mmol/L", "136 - 145"]
])
