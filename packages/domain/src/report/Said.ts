import { counted, literal } from "../analysis/NarrativeRules.ts"
import type { Facts, Figure } from "../prose/Fact.ts"

/** A text with every number and day in it: what it is held against is what it was made of. */
export interface Said {
  readonly text: string
  readonly figures: ReadonlyArray<Figure>
  readonly days: ReadonlyArray<string>
  /** What is counted in words. */
  readonly counts: ReadonlyArray<number>
}

const nothing = { figures: [], days: [], counts: [] }

export const words = (text: string): Said => ({ ...nothing, text })

/** What a paper prints: none of its signs may become markup. */
export const printed = (text: string): Said => words(literal(text))

/** A number as it is shown, with its unit where it stands beside one. */
export const figure = (text: string, unit = ""): Said => {
  const shown = `${text} ${unit}`.trim()
  const value = Number(text)
  return { ...printed(shown), figures: [{ text: shown, values: Number.isFinite(value) ? [value] : [] }] }
}

export const day = (date: string): Said => ({ ...words(date), days: [date] })

export const count = (number: number, one: string, many: string): Said => ({
  ...words(counted(number, one, many)),
  counts: [Math.min(number, 99)]
})

export const joined = (parts: ReadonlyArray<Said>, between = ""): Said => ({
  text: parts.map(({ text }) => text).join(between),
  figures: parts.flatMap(({ figures }) => figures),
  days: parts.flatMap(({ days }) => days),
  counts: parts.flatMap(({ counts }) => counts)
})

/** A sentence around what it says. */
export const said = (texts: TemplateStringsArray, ...parts: ReadonlyArray<Said>): Said =>
  joined(texts.flatMap((text, index) => [words(text), parts[index] ?? words("")]))

/** What a text about one thing is held against: its own numbers and days, each once. */
export const factsOf = ({ counts, days, figures }: Said, names: ReadonlyArray<string>): Facts => ({
  facts: [{ names, figures: [...figures, { text: "", values: counts }], unit: "", equivalents: [], days }],
  dates: []
})
