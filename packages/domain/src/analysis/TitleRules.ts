import type { Line } from "./LineRules.ts"

const says =
  /\b(?:report|results?|panel|profile|investigation|verslag|resultaten|befund|informe|resultados|compte rendu|bilan|referto|laudo|blood test)\b/i

const untitled = "Laboratory report"
const isHeading = (text: string) => says.test(text) && text.length <= 80 && !/[:\d|<>[\]]|example|\.$/i.test(text)

/** The heading that says what a document is; laboratories' names and running text are not it. */
export const titleOf = (lines: ReadonlyArray<Line>): string => {
  const heading = lines
    .slice(0, 15)
    .flatMap((line) => line.cells.map((cell) => cell.text.trim()))
    .find(isHeading)
  return heading ?? untitled
}

/** A title that somebody read from a picture, if it is worded like one. */
export const titleFrom = (claimed: string): string => (isHeading(claimed) ? claimed : untitled)
