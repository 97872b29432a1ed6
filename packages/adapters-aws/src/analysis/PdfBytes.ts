import type { DocumentFault } from "@serenya/domain/analysis/AnalysisErrors"

/** Readers find the header, and the end mark, within this many bytes of either end (PDF 1.7 reference, appendix H.3). */
const margin = 1024

const latin1 = new TextDecoder("latin1")

export const isPdf = (bytes: Uint8Array): boolean => latin1.decode(bytes.subarray(0, margin + 5)).includes("%PDF-")

/** A file whose end is missing may still open, as an older edition of itself: then its results would be wrong ones. */
export const pdfFault = (bytes: Uint8Array): DocumentFault | undefined => {
  let end = bytes.length
  while (end > 0 && [0x00, 0x09, 0x0a, 0x0d, 0x20].includes(bytes[end - 1] ?? -1)) end -= 1
  return latin1.decode(bytes.subarray(Math.max(0, end - margin), end)).includes("%%EOF") ? undefined : "truncated"
}
