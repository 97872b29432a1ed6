import type { PageText, TextItem } from "@serenya/domain/analysis/ReadDocument"
import { getResolvedPDFJS } from "unpdf"
import type { Glyph } from "./Glyph.ts"
import { type PaintedPage, paintingOf } from "./Painting.ts"
import { type Run, runsOf } from "./Runs.ts"
import { isSeen } from "./Visibility.ts"

/** One page as a person sees it. */
export interface SeenPage {
  readonly text: PageText
  readonly isBlank: boolean
  readonly hidesText: boolean
}

interface View {
  readonly width: number
  readonly height: number
  convertToViewportPoint(x: number, y: number): ReadonlyArray<number>
}

/** A page of pdf.js, as far as it is used here. */
export interface Page extends PaintedPage {
  readonly view: ReadonlyArray<number>
  readonly rotate: number
  getViewport(options: { scale: number; rotation: number }): View
}

/** Quarter turns (0..3, counter-clockwise) of a run's baseline, or none when it is slanted. */
const quarterTurns = ({ angle }: Run): number | undefined => {
  const turns = angle / (Math.PI / 2)
  const nearest = Math.round(turns)
  return Math.abs(turns - nearest) < 0.03 ? (nearest + 4) % 4 : undefined
}

/** The direction most of the page is written in: a sheet set sideways is read as one turned upright. */
const commonTurns = (runs: ReadonlyArray<Run>): number => {
  const letters = [0, 0, 0, 0]
  for (const run of runs) {
    const turns = quarterTurns(run)
    if (turns !== undefined) letters[turns] = (letters[turns] ?? 0) + run.text.length
  }
  return letters.indexOf(Math.max(...letters))
}

/** Ligatures become letters. Characters that draw nothing go: they could carry words that only a machine reads. */
const plainWith = (normalize: (text: string) => string) => (text: string) =>
  normalize(text).replaceAll(/[\p{Cf}\p{Cc}]/gu, "")

const itemsOf = (
  runs: ReadonlyArray<Run>,
  turns: number,
  view: View,
  plain: (text: string) => string
): ReadonlyArray<TextItem> =>
  runs.flatMap((run) => {
    const text = plain(run.text)
    if (quarterTurns(run) !== turns || run.width <= 0 || text === "") return []
    const [x = 0, down = 0] = view.convertToViewportPoint(run.start.x, run.start.y)
    return [{ text, x, y: view.height - down, width: run.width, height: run.height }]
  })

/** Whether something written is hidden: all of it, or three letters on end. A watermark behind a table loses single letters. */
const isHidden = (line: ReadonlyArray<Glyph>, seen: ReadonlySet<Glyph>): boolean => {
  const marks = line
    .filter((glyph) => /[\p{L}\p{N}]/u.test(glyph.text))
    .map((glyph) => (seen.has(glyph) ? "+" : "-"))
    .join("")
  return /^-+$|---/.test(marks)
}

/** Reads the text of a page where, and only as far as, a person sees it. */
export const seenPage = async (page: Page, number: number, isShown: (layer: unknown) => boolean): Promise<SeenPage> => {
  // Not imported by name: a bundled thread would wait for the module in which it waits itself.
  const { normalizeUnicode } = await getResolvedPDFJS()
  const { areas, isBlank, lines } = await paintingOf(page, isShown)
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view
  const seen = new Set(lines.flat().filter((glyph) => isSeen(glyph, areas, { left, bottom, right, top })))
  const runs = lines.flatMap((line) => runsOf(line, (glyph) => seen.has(glyph)))
  const turns = commonTurns(runs)
  const view = page.getViewport({ scale: 1, rotation: (page.rotate + turns * 90) % 360 })
  return {
    text: {
      number,
      width: view.width,
      height: view.height,
      items: itemsOf(runs, turns, view, plainWith(normalizeUnicode))
    },
    isBlank,
    hidesText: lines.some((line) => isHidden(line, seen))
  }
}
