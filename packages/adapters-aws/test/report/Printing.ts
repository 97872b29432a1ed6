import { createHash } from "node:crypto"
import { mixed } from "@serenya/domain/testing/Histories"
import { paper } from "@serenya/domain/testing/ReportPrinterLaws"
import { pdfOf } from "../../src/report/PaperPdf.ts"

/** Run as a program of its own: says what a report's bytes are here and now. */
console.log(
  createHash("sha256")
    .update(await pdfOf(paper(mixed)))
    .digest("hex")
)
