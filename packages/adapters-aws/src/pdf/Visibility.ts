import { type Colour, contrast, over, white } from "./Colour.ts"
import type { Glyph } from "./Glyph.ts"
import { type Box, isIn, type Point } from "./Matrix.ts"
import type { Area } from "./Painting.ts"
import { isInside } from "./Path.ts"

/** Smaller text, in points, is not meant to be read by a person. */
export const readableHeight = 2

/** Black on white has 21, a faint watermark 1.1, white on white 1. */
const readableContrast = 1.08

/** What lets less through hides what lies beneath. */
const covering = 0.95
const readableAlpha = 0.1

const covers = (area: Area, point: Point): boolean => isIn(area.box, point) && isInside(area.outlines, point, area.rule)

/** Three points along the middle of a letter: whoever sees none of them does not see the letter. */
const middles = ({ end, matrix, start }: Glyph, height: number): ReadonlyArray<Point> => {
  const rise = (height * 0.3) / (Math.hypot(matrix[2], matrix[3]) || 1)
  const up = { x: matrix[2] * rise, y: matrix[3] * rise }
  return [0.25, 0.5, 0.75].map((share) => ({
    x: start.x + (end.x - start.x) * share + up.x,
    y: start.y + (end.y - start.y) * share + up.y
  }))
}

const isSeenAt = (glyph: Glyph, point: Point, areas: ReadonlyArray<Area>, page: Box): boolean => {
  if (!isIn(page, point) || !isIn(glyph.clip, point)) return false
  let ground: Colour = white
  for (const area of areas) {
    if (covers(area, point)) {
      if (area.order < glyph.order) ground = over(ground, area.colour, area.alpha)
      else if (area.alpha >= covering) return false
    }
  }
  return contrast(over(ground, glyph.colour, glyph.alpha), ground) >= readableContrast
}

/** Whether a person who looks at the page can see a letter. */
export const isSeen = (glyph: Glyph, areas: ReadonlyArray<Area>, page: Box): boolean =>
  glyph.height >= readableHeight &&
  glyph.alpha >= readableAlpha &&
  middles(glyph, glyph.height).some((point) => isSeenAt(glyph, point, areas, page))
