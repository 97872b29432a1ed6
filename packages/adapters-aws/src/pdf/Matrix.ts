/** `[a, b, c, d, e, f]` as PDF writes it (ISO 32000-1, 8.3.3): `x' = a·x + c·y + e`, `y' = b·x + d·y + f`. */
export type Matrix = readonly [number, number, number, number, number, number]

export interface Point {
  readonly x: number
  readonly y: number
}

/** A rectangle along the axes. */
export interface Box {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

export const identity: Matrix = [1, 0, 0, 1, 0, 0]

export const everywhere: Box = { left: -Infinity, bottom: -Infinity, right: Infinity, top: Infinity }

export const isNumbers = (value: unknown): value is ArrayLike<number> =>
  (Array.isArray(value) && value.every((number) => typeof number === "number")) || value instanceof Float32Array

export const matrixOf = (value: unknown): Matrix => {
  if (!isNumbers(value)) return identity
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.from(value)
  return [a, b, c, d, e, f]
}

/** First `inner`, then `outer`. */
export const concat = (outer: Matrix, inner: Matrix): Matrix => {
  const [a, b, c, d, e, f] = outer
  const [p, q, r, s, t, u] = inner
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f]
}

export const at = ([a, b, c, d, e, f]: Matrix, x: number, y: number): Point => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f
})

export const boxAround = (points: ReadonlyArray<Point>): Box => {
  const box = { left: Infinity, bottom: Infinity, right: -Infinity, top: -Infinity }
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.bottom = Math.min(box.bottom, y)
    box.top = Math.max(box.top, y)
  }
  return box
}

export const common = (one: Box, other: Box): Box => ({
  left: Math.max(one.left, other.left),
  bottom: Math.max(one.bottom, other.bottom),
  right: Math.min(one.right, other.right),
  top: Math.min(one.top, other.top)
})

export const isIn = ({ bottom, left, right, top }: Box, { x, y }: Point): boolean =>
  x >= left && x <= right && y >= bottom && y <= top

export const corners = (matrix: Matrix, { bottom, left, right, top }: Box): ReadonlyArray<Point> => [
  at(matrix, left, bottom),
  at(matrix, right, bottom),
  at(matrix, right, top),
  at(matrix, left, top)
]
