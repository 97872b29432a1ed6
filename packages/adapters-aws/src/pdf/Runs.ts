import type { Glyph } from "./Glyph.ts"
import type { Point } from "./Matrix.ts"

/** Letters that follow each other on one baseline, as text with its place on the page. */
export interface Run {
  readonly text: string
  readonly start: Point
  readonly width: number
  readonly height: number
  /** Of the baseline, counter-clockwise, in radians. */
  readonly angle: number
}

/** What a letter may stand away from the one before it, in heights, and still belong to its word. */
const wordGap = 0.12

const runOf = (glyphs: ReadonlyArray<Glyph>): ReadonlyArray<Run> => {
  const [first] = glyphs
  const last = glyphs.at(-1)
  if (first === undefined || last === undefined) return []
  const [a, b] = first.matrix
  const text = glyphs.map((glyph) => glyph.text).join("")
  const width = Math.hypot(last.end.x - first.start.x, last.end.y - first.start.y)
  return [{ text, start: first.start, width, height: first.height, angle: Math.atan2(b, a) }]
}

/** The words of what one operator shows: it ends where a blank stands, a letter is left out, or a gap opens. */
export const runsOf = (glyphs: ReadonlyArray<Glyph>, isSeen: (glyph: Glyph) => boolean): ReadonlyArray<Run> => {
  const words: Array<Array<Glyph>> = [[]]
  for (const glyph of glyphs) {
    const last = words.at(-1)?.at(-1)
    const gap = last === undefined ? 0 : Math.hypot(glyph.start.x - last.end.x, glyph.start.y - last.end.y)
    if (gap > wordGap * glyph.height) words.push([])
    if (glyph.text.trim() === "" || !isSeen(glyph)) words.push([])
    else words.at(-1)?.push(glyph)
  }
  return words.flatMap(runOf)
}
