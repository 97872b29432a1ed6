import { type DocumentFault, UnsupportedDocument } from "@serenya/domain/analysis/AnalysisErrors"
import { DocumentReader } from "@serenya/domain/analysis/DocumentReader"
import { type FileType, mediaType } from "@serenya/domain/analysis/FileType"
import type { ReadDocument } from "@serenya/domain/analysis/ReadDocument"
import { Effect, Layer } from "effect"
import { isJpeg, jpegFault } from "./ImageJpeg.ts"
import { isPng, pngFault } from "./ImagePng.ts"
import { isPdf, pdfFault } from "./PdfBytes.ts"
import { readInThread } from "./PdfThread.ts"

/** 100 megapixels: a phone's photograph has 12 to 50; a decoder needs four bytes for each. */
const maxPixels = 100_000_000

const refuse = (reason: DocumentFault) => new UnsupportedDocument({ reason })

/** What the bytes alone tell, before anything opens them. */
const faultOf = (fileType: FileType, bytes: Uint8Array): DocumentFault | undefined => {
  if (bytes.length === 0) return "empty"
  switch (mediaType(fileType)) {
    case "application/pdf":
      return isPdf(bytes) ? pdfFault(bytes) : "wrong_file_type"
    case "image/png":
      return isPng(bytes) ? pngFault(bytes, maxPixels) : "wrong_file_type"
    case "image/jpeg":
      return isJpeg(bytes) ? jpegFault(bytes, maxPixels) : "wrong_file_type"
  }
}

/** Text has no place in a picture; its size in points is of no use either. */
const picture = { pages: [{ number: 1, width: 0, height: 0, items: [] }], picturePages: [1], hidesText: false }

const read = Effect.fn("DocumentReader.read")(function* (fileType: FileType, bytes: Uint8Array) {
  const fault = faultOf(fileType, bytes)
  if (fault !== undefined) return yield* refuse(fault)
  if (fileType !== "pdf") return { fileType, bytes, ...picture } satisfies ReadDocument
  const reading = yield* readInThread(bytes)
  if (!reading.ok) return yield* refuse(reading.reason)
  const { hidesText, pages, picturePages } = reading
  return { fileType, bytes, pages, picturePages, hidesText } satisfies ReadDocument
})

/** Opens PDFs with pdf.js in a thread that can be killed, and pictures by their structure alone. */
export const layer = Layer.succeed(DocumentReader, { read })
