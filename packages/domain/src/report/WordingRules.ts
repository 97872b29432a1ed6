import { literal } from "../analysis/NarrativeRules.ts"
import { faultsOf } from "../prose/ProseRules.ts"
import type { Draft } from "./Draft.ts"
import type { Outline } from "./Outline.ts"
import { factsOf } from "./Said.ts"
import { tellsMore } from "./TellingRules.ts"

/** Why a wording may not be shown: numbers and days that the draft does not have, or other things it does not say. */
export interface WordingFault {
  readonly id: string
  readonly invented: ReadonlyArray<string>
  readonly tellsMore: boolean
}

/** Several times what any draft takes. */
const mostLetters = 800

/** A text is judged as one entry of a list: all of its numbers must find a place of their own among the draft's. */
const entry = (text: string) => `- ${text.replaceAll(/\s+/g, " ").trim()}`

const inventedIn = (text: string, { names, said }: Draft) =>
  faultsOf(entry(text), factsOf(said, names)).flatMap(({ invented, isMarkup }) => (isMarkup ? ["markup"] : invented))

/** What is wrong with a wording; none: it says what the draft says. */
export const faultOf = (draft: Draft, text: string): WordingFault | undefined => {
  const invented = inventedIn(text, draft)
  const names = draft.names.flatMap((name) => [name, literal(name)])
  const isMore = text.trim() === "" || text.length > mostLetters || tellsMore(text, draft.said.text, names)
  return invented.length > 0 || isMore ? { id: draft.id, invented, tellsMore: isMore } : undefined
}

/** What a draft is shown as where even the rules' own words cannot be held: a name may be printed that reads as a number. */
const unsaid = "This is shown in the tables only."

/** The rules' own wording. */
export const ownWording = (draft: Draft): string =>
  inventedIn(draft.said.text, draft).length === 0 ? draft.said.text : unsaid

/** A wording that holds, on one line; otherwise the rules' own. */
export const wordingOf = (draft: Draft, text: string | undefined): string =>
  text === undefined || faultOf(draft, text) !== undefined ? ownWording(draft) : text.replaceAll(/\s+/g, " ").trim()

/** As many as one answer of a model holds. */
const mostWorded = 40

/** What is worth wording anew: the summary, the questions, and the trends, those that lie outside first. */
export const wordable = ({ questions, sections, summary, trends }: Outline): ReadonlyArray<Draft> => {
  const outside = new Set(trends.filter((trend) => trend.outside.length > 0).map(({ id }) => id))
  const lines = sections.flatMap(({ drafts }) => drafts)
  return [
    summary,
    ...questions.map(({ draft }) => draft),
    ...lines.filter(({ id }) => outside.has(id)),
    ...lines.filter(({ id }) => !outside.has(id))
  ].slice(0, mostWorded)
}
