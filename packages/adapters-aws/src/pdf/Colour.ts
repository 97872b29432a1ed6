/** Red, green and blue, 0 to 255; `unknown` for a picture or a pattern. */
export type Colour = readonly [number, number, number] | "unknown"

export const white: Colour = [255, 255, 255]

/** pdf.js turns every colour space into `#rrggbb`. */
export const colourOf = (hex: unknown): Colour => {
  const [, red, green, blue] = (typeof hex === "string" && /^#(..)(..)(..)$/.exec(hex)) || []
  if (red === undefined || green === undefined || blue === undefined) return "unknown"
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)]
}

/** What is seen where a colour is laid over another. */
export const over = (below: Colour, above: Colour, alpha: number): Colour => {
  if (alpha <= 0) return below
  if (below === "unknown" || above === "unknown") return alpha >= 1 ? above : "unknown"
  const mix = (index: 0 | 1 | 2) => below[index] + (above[index] - below[index]) * Math.min(1, alpha)
  return [mix(0), mix(1), mix(2)]
}

const linear = (channel: number) => {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

const luminance = ([red, green, blue]: Exclude<Colour, "unknown">) =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

/** Contrast of two colours, 1 (the same) to 21 (WCAG 2.2, relative luminance); of an unknown one the most. */
export const contrast = (one: Colour, other: Colour): number => {
  if (one === "unknown" || other === "unknown") return 21
  const [light, dark] = [luminance(one), luminance(other)].toSorted((first, second) => second - first)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}
