import { CliOutput } from "effect/cli"

/** A column by its title; numbers stand on the right. */
export interface Column {
  readonly title: string
  readonly align?: "left" | "right"
}

const gap = "  "
const least = 3
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" })

/** What a terminal would take for a command is no text. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}+/gu, " ")

/** At most so wide, with an ellipsis for what is cut off. */
export const clip = (text: string, width: number): string => {
  if (CliOutput.displayWidth(text) <= width) return text
  let kept = ""
  for (const { segment } of graphemes.segment(text)) {
    if (CliOutput.displayWidth(kept + segment) > width - 1) break
    kept += segment
  }
  return `${kept}…`
}

const padded = (text: string, width: number, align: Column["align"]): string => {
  const space = " ".repeat(Math.max(0, width - CliOutput.displayWidth(text)))
  return align === "right" ? space + text : text + space
}

const sum = (widths: ReadonlyArray<number>) => widths.reduce((all, width) => all + width, 0)

/** The widest column gives way first; none gets narrower than a letter or two and the ellipsis. */
const shrunk = (natural: ReadonlyArray<number>, width: number): ReadonlyArray<number> => {
  const widths = [...natural]
  const room = width - gap.length * (widths.length - 1)
  while (sum(widths) > room) {
    const widest = Math.max(...widths)
    if (widest <= least) break
    widths[widths.indexOf(widest)] = widest - 1
  }
  return widths
}

/** Lines no wider than `width`, in columns; what does not fit is cut, never wrapped. */
export const render = (
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  width: number
): ReadonlyArray<string> => {
  const cells = [columns.map(({ title }) => title), ...rows].map((row) => row.map(plain))
  const natural = columns.map((_, at) => Math.max(...cells.map((row) => CliOutput.displayWidth(row[at] ?? ""))))
  const widths = shrunk(natural, width)
  return cells.map((row) => {
    const line = columns.map(({ align }, at) => padded(clip(row[at] ?? "", widths[at] ?? 0), widths[at] ?? 0, align))
    return clip(line.join(gap).trimEnd(), width)
  })
}

/** A name and its value on each line. */
export const facts = (
  entries: ReadonlyArray<readonly [name: string, value: string | number | boolean]>,
  width: number
): ReadonlyArray<string> => {
  const widest = Math.max(0, ...entries.map(([name]) => CliOutput.displayWidth(name)))
  return entries.map(([name, value]) => clip(plain(`${padded(name, widest, "left")}${gap}${value}`).trimEnd(), width))
}
