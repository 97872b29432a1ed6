import type { DocumentFault } from "@serenya/domain/analysis/AnalysisErrors"
import type { ReadDocument } from "@serenya/domain/analysis/ReadDocument"
import { getDocumentProxy } from "unpdf"
import { type SeenPage, seenPage } from "../pdf/SeenPage.ts"

/** More pages are no laboratory report, and each one costs. */
export const maxPages = 50

export type PdfReading =
  | ({ readonly ok: true } & Pick<ReadDocument, "pages" | "picturePages" | "hidesText">)
  | { readonly ok: false; readonly reason: DocumentFault }

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/** Larger pictures are not decoded and count as not there: a long scan has to be opened within the time for any file. */
const maxPixels = { short: 16_000_000, long: 4_000_000, longFrom: 13 }

const open = (bytes: Uint8Array, maxImageSize: number): Promise<Pdf> =>
  getDocumentProxy(bytes, {
    verbosity: 0,
    useSystemFonts: false,
    disableFontFace: true,
    stopAtErrors: false,
    maxImageSize
  })

/** Titles and names are short; more is a text that stands on no page. */
const longestProperty = 200

const hidesProperties = async (pdf: Pdf): Promise<boolean> => {
  const { info } = await pdf.getMetadata()
  return Object.values(info).some((value) => typeof value === "string" && value.length > longestProperty)
}

const reasonOf = (cause: unknown): DocumentFault =>
  cause instanceof Error && cause.name === "PasswordException" ? "encrypted" : "unreadable"

const pagesOf = async (pdf: Pdf): Promise<ReadonlyArray<SeenPage>> => {
  const layers = await pdf.getOptionalContentConfig()
  const pages: Array<SeenPage> = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    pages.push(await seenPage(page, number, (layer) => layers.isVisible(layer)))
    page.cleanup()
  }
  return pages
}

/** Reads what a person sees of every page's text. Never throws; runs no script, fetches nothing. */
export const readPdf = async (bytes: Uint8Array): Promise<PdfReading> => {
  try {
    const first = await open(bytes.slice(), maxPixels.short)
    if (first.numPages > maxPages) return { ok: false, reason: "too_many_pages" }
    const pdf = first.numPages < maxPixels.longFrom ? first : await open(bytes, maxPixels.long)
    const pages = await pagesOf(pdf)
    if (pages.length === 0) return { ok: false, reason: "unreadable" }
    return {
      ok: true,
      pages: pages.map(({ text }) => text),
      picturePages: pages.flatMap(({ isBlank, text }) => (text.items.length === 0 && !isBlank ? [text.number] : [])),
      hidesText: pages.some((page) => page.hidesText) || (await hidesProperties(pdf))
    }
  } catch (cause) {
    return { ok: false, reason: reasonOf(cause) }
  }
}
