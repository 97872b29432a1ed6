import { at, type Matrix, type Point } from "./Matrix.ts"

/** How pdf.js writes paths: an operator, then its coordinates. */
const operators = { move: 0, line: 1, curve: 2, quadratic: 3, close: 4 }

/** The closed outlines of a path on the page; of a curve only its end is kept, which is near enough for what text hides behind. */
export const outlinesOf = (path: ArrayLike<number>, matrix: Matrix): ReadonlyArray<ReadonlyArray<Point>> => {
  const outlines: Array<Array<Point>> = []
  const to = (index: number) => at(matrix, path[index] ?? 0, path[index + 1] ?? 0)
  for (let index = 0; index < path.length;) {
    const operator = path[index]
    const size =
      operator === operators.curve ? 6 : operator === operators.quadratic ? 4 : operator === operators.close ? 0 : 2
    if (operator === operators.move) outlines.push([to(index + 1)])
    else if (size > 0) outlines.at(-1)?.push(to(index + size - 1))
    index += 1 + size
  }
  return outlines
}

/** How often outlines go around a point, counter-clockwise. */
const turnsAround = (
  outlines: ReadonlyArray<ReadonlyArray<Point>>,
  { x, y }: Point
): { turns: number; crossings: number } => {
  let turns = 0
  let crossings = 0
  for (const outline of outlines) {
    let from = outline.at(-1)
    for (const to of outline) {
      if (from !== undefined && from.y > y !== to.y > y) {
        const crossing = from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)
        if (crossing > x) {
          turns += to.y > from.y ? 1 : -1
          crossings += 1
        }
      }
      from = to
    }
  }
  return { turns, crossings }
}

/** Whether a point lies inside, by the rule with which the path is filled (ISO 32000-1, 8.5.3.3). */
export const isInside = (
  outlines: ReadonlyArray<ReadonlyArray<Point>>,
  point: Point,
  rule: "nonzero" | "evenodd"
): boolean => {
  const { crossings, turns } = turnsAround(outlines, point)
  return rule === "nonzero" ? turns !== 0 : crossings % 2 === 1
}
