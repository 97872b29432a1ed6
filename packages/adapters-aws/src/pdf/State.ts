import { type Colour, contrast } from "./Colour.ts"
import { type Box, concat, everywhere, identity, type Matrix } from "./Matrix.ts"

/** As much of a pdf.js font as it takes to place its glyphs. */
export interface Font {
  /** Width of a glyph's unit in units of the font's size. */
  readonly unit: number
  readonly isVertical: boolean
}

/** The graphics state (ISO 32000-1, 8.4), as far as it decides what is seen. */
export interface State {
  matrix: Matrix
  clip: Box
  fill: Colour
  stroke: Colour
  fillAlpha: number
  strokeAlpha: number
  /** How much of what is drawn is seen at all, for the groups and layers it is drawn in. */
  veil: number
  isBlended: boolean
  mode: number
  font: Font | undefined
  size: number
  charSpacing: number
  wordSpacing: number
  scale: number
  leading: number
  rise: number
  text: Matrix
  line: readonly [number, number]
  x: number
  y: number
}

const black: Colour = [0, 0, 0]

export const initial = (): State => ({
  matrix: identity,
  clip: everywhere,
  fill: black,
  stroke: black,
  fillAlpha: 1,
  strokeAlpha: 1,
  veil: 1,
  isBlended: false,
  mode: 0,
  font: undefined,
  size: 0,
  charSpacing: 0,
  wordSpacing: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  text: identity,
  line: [0, 0],
  x: 0,
  y: 0
})

export const transform = (state: State, matrix: Matrix): void => {
  state.matrix = concat(state.matrix, matrix)
}

/** Begins a line of text, `x` and `y` away from where the last one began. */
export const moveText = (state: State, x: number, y: number): void => {
  const [lineX, lineY] = state.line
  state.line = [lineX + x, lineY + y]
  state.x = lineX + x
  state.y = lineY + y
}

export const setText = (state: State, matrix: Matrix): void => {
  state.text = matrix
  state.line = [0, 0]
  state.x = 0
  state.y = 0
}

/** The entries of an extended graphics state that decide what is seen. */
export const extend = (state: State, entries: unknown): void => {
  if (!Array.isArray(entries)) return
  for (const entry of entries) {
    const [name, value]: ReadonlyArray<unknown> = Array.isArray(entry) ? entry : []
    if (name === "ca") state.fillAlpha = Number(value)
    else if (name === "CA") state.strokeAlpha = Number(value)
    else if (name === "BM") state.isBlended = value !== "source-over"
  }
}

/** What a transparency group draws is blended as a whole; what a soft mask's group draws is not shown. */
export const enterGroup = (state: State, isMask: boolean): void => {
  state.veil *= isMask ? 0 : state.fillAlpha
  state.fillAlpha = 1
  state.strokeAlpha = 1
  state.isBlended = false
}

/** The colour in which text is drawn and how much of it is seen: 0 for the modes that draw none (ISO 32000-1, table 106). */
export const inkOf = (state: State): { colour: Colour; alpha: number } => {
  const { fill, fillAlpha, stroke, strokeAlpha, veil } = state
  switch (state.mode % 4) {
    case 0:
      return { colour: fill, alpha: veil * fillAlpha }
    case 1:
      return { colour: stroke, alpha: veil * strokeAlpha }
    case 2:
      return contrast(fill, stroke) === 1
        ? { colour: fill, alpha: veil * Math.max(fillAlpha, strokeAlpha) }
        : { colour: "unknown", alpha: veil * Math.max(fillAlpha, strokeAlpha) }
    default:
      return { colour: "unknown", alpha: 0 }
  }
}
