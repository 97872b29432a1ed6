import { draw } from "./dom.js"
import { flags } from "./words.js"

const width = 100
const edge = 22

/** Where a value lies against its reference, as a small drawing: the middle is the reference, the dot the value. */
export const rangeDrawing = ({ comparator, computed_flag: flag, reference: { high, low }, value }) => {
  if (value === null || comparator !== undefined || low === undefined || high === undefined || low >= high)
    return undefined
  const share = (value - low) / (high - low)
  const x = edge + share * (width - 2 * edge)
  const shown = Math.min(Math.max(x, 4), width - 4)
  return draw(
    "svg",
    { viewBox: `0 0 ${width} 12`, class: "range", "aria-hidden": "true", focusable: "false" },
    draw("line", { x1: 1, x2: width - 1, y1: 6, y2: 6, class: "range-line" }),
    draw("line", { x1: edge, x2: width - edge, y1: 6, y2: 6, class: "range-band" }),
    draw("circle", { cx: shown, cy: 6, r: 4, class: `range-dot ${flags[flag ?? "none"]?.tone ?? "still"}` })
  )
}
