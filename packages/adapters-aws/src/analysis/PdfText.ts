import type { DocumentFault } from "@serenya/domain/analysis/AnalysisErrors"
import type { PageText, TextItem } from "@serenya/domain/analysis/ReadDocument"
import { getDocumentProxy } from "unpdf"

/** More pages are no laboratory report, and each one costs. */
export const maxPages = 50

export type PdfReading =
  | { readonly ok: true; readonly pages: ReadonlyArray<PageText> }
  | { readonly ok: false; readonly reason: DocumentFault }

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>
type Page = Awaited<ReturnType<Pdf["getPage"]>>
type Content = Awaited<ReturnType<Page["getTextContent"]>>["items"]
type Run = Extract<Content[number], { str: string }>

/** Smaller text, in points, is not meant to be read by a person. */
const readableHeight = 1

/** Quarter turns (0..3, counter-clockwise) of a run's baseline, or none when it is slanted. */
const quarterTurns = (transform: ReadonlyArray<number>): number | undefined => {
  const [a = 1, b = 0] = transform
  const turns = Math.atan2(b, a) / (Math.PI / 2)
  const nearest = Math.round(turns)
  return Math.abs(turns - nearest) < 0.03 ? (nearest + 4) % 4 : undefined
}

/** The direction most of the page is written in: a sheet set sideways is read as one turned upright. */
const commonTurns = (runs: ReadonlyArray<Run>): number => {
  const letters = [0, 0, 0, 0]
  for (const run of runs) {
    const turns = quarterTurns(run.transform)
    if (turns !== undefined) letters[turns] = (letters[turns] ?? 0) + run.str.trim().length
  }
  return letters.indexOf(Math.max(...letters))
}

const pageText = (page: Page, runs: ReadonlyArray<Run>, number: number): PageText => {
  const turns = commonTurns(runs)
  const view = page.getViewport({ scale: 1, rotation: (page.rotate + turns * 90) % 360 })
  const items: Array<TextItem> = []
  for (const run of runs) {
    const [, , , , e = 0, f = 0] = run.transform
    const [x, down] = view.convertToViewportPoint(e, f)
    const upright = quarterTurns(run.transform) === turns
    if (upright && run.height >= readableHeight && run.width > 0) {
      items.push({ text: run.str, x, y: view.height - down, width: run.width, height: run.height })
    }
  }
  return { number, width: view.width, height: view.height, items }
}

const reasonOf = (cause: unknown): DocumentFault =>
  cause instanceof Error && cause.name === "PasswordException" ? "encrypted" : "unreadable"

/** Reads every page's text where a reader sees it: pdf.js itself leaves out what lies beyond the page's edges. Never throws; runs no script, decodes no picture, fetches nothing. */
export const readPdf = async (bytes: Uint8Array): Promise<PdfReading> => {
  try {
    const pdf = await getDocumentProxy(bytes, {
      verbosity: 0,
      useSystemFonts: false,
      disableFontFace: true,
      stopAtErrors: false
    })
    if (pdf.numPages > maxPages) return { ok: false, reason: "too_many_pages" }
    const pages: Array<PageText> = []
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      const content = await page.getTextContent()
      const runs = content.items.filter((item): item is Run => "str" in item && item.str.trim() !== "")
      pages.push(pageText(page, runs, number))
      page.cleanup()
    }
    return pages.length === 0 ? { ok: false, reason: "unreadable" } : { ok: true, pages }
  } catch (cause) {
    return { ok: false, reason: reasonOf(cause) }
  }
}
