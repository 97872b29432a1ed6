import type { Colour } from "./Colour.ts"
import { at, type Box, concat, isNumbers, type Matrix, type Point } from "./Matrix.ts"
import { type Font, inkOf, type State } from "./State.ts"

/** One letter as it is drawn: where its baseline begins and ends on the page, how high it is, and in which ink. */
export interface Glyph {
  readonly text: string
  readonly matrix: Matrix
  readonly start: Point
  readonly end: Point
  readonly height: number
  readonly colour: Colour
  readonly alpha: number
  readonly clip: Box
  readonly order: number
}

/** As much of a pdf.js font as it takes to place glyphs; the usual unit where it does not say. */
export const fontOf = (font: unknown): Font => {
  const matrix = typeof font === "object" && font !== null && "fontMatrix" in font ? font.fontMatrix : undefined
  const isVertical = typeof font === "object" && font !== null && "vertical" in font && font.vertical === true
  return { unit: isNumbers(matrix) ? Math.abs(matrix[0] ?? 0.001) : 0.001, isVertical }
}

const isDrawn = (
  glyph: unknown
): glyph is { readonly unicode: string; readonly width: number; readonly isSpace: boolean } =>
  typeof glyph === "object" &&
  glyph !== null &&
  "unicode" in glyph &&
  typeof glyph.unicode === "string" &&
  "width" in glyph &&
  typeof glyph.width === "number" &&
  "isSpace" in glyph

/** The letters that one operator shows, and where the next one begins. Numbers among them move the next letter back. */
export const showText = (state: State, shown: ReadonlyArray<unknown>, order: number): ReadonlyArray<Glyph> => {
  const { charSpacing, clip, font, rise, wordSpacing } = state
  if (font === undefined || state.size === 0) return []
  const size = Math.abs(state.size)
  const scale = state.scale * Math.sign(state.size)
  const origin = concat(state.matrix, state.text)
  const matrix = concat(origin, [scale, 0, 0, 1, state.x, state.y + rise])
  const height = size * Math.hypot(matrix[2], matrix[3])
  const ink = inkOf(state)
  const glyphs: Array<Glyph> = []
  let along = 0
  const place = (distance: number) => (font.isVertical ? at(matrix, 0, -distance) : at(matrix, distance, 0))
  for (const glyph of shown) {
    if (typeof glyph === "number") along -= (glyph * size) / 1000
    else if (isDrawn(glyph)) {
      const width = font.isVertical ? size : glyph.width * size * font.unit
      const [start, end] = [place(along), place(along + width)]
      glyphs.push({ text: glyph.unicode, matrix, start, end, height, clip, order, ...ink })
      along += width + charSpacing + (glyph.isSpace ? wordSpacing : 0)
    }
  }
  if (font.isVertical) state.y -= along
  else state.x += along * scale
  return glyphs
}
