import { literal } from "../analysis/NarrativeRules.ts"
import { plain, whole } from "../prose/PlainRules.ts"
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

/** What Markdown would set otherwise: of what a paper prints each such sign has a backslash before it. */
const formatting = /(?<!\\)[*_`#~|]/

const mentions = (text: string, name: string) => name.trim() !== "" && whole(plain(name).trim()).test(plain(text))

/** Whether a text is about what the draft is about, and about nothing else that has a draft. */
const isAbout = (text: string, { names, said }: Draft, others: ReadonlyArray<string>): boolean =>
  (names.length === 0 || names.some((name) => mentions(text, name))) &&
  !others.some((other) => mentions(text, other) && !mentions(said.text, other))

/** What is wrong with a wording; none: it says what the draft says. `others` are the names of all that has a draft. */
export const faultOf = (draft: Draft, text: string, others: ReadonlyArray<string> = []): WordingFault | undefined => {
  // Judging takes more than linear time, and a model may answer with anything.
  if (text.length > mostLetters) return { id: draft.id, invented: [], tellsMore: true }
  const invented = inventedIn(text, draft)
  const names = draft.names.flatMap((name) => [name, literal(name)])
  const isMore =
    text.trim() === "" ||
    formatting.test(text) ||
    !isAbout(text, draft, others) ||
    tellsMore(text, draft.said.text, names)
  return invented.length > 0 || isMore ? { id: draft.id, invented, tellsMore: isMore } : undefined
}

/** What a draft is shown as where even the rules' own words cannot be held: a name may be printed that reads as a number. */
const unsaid = "This is shown in the tables only."

/** The rules' own wording. */
export const ownWording = (draft: Draft): string =>
  inventedIn(draft.said.text, draft).length === 0 ? draft.said.text : unsaid

/** A wording that holds, on one line; otherwise the rules' own. */
export const wordingOf = (draft: Draft, text: string | undefined, others: ReadonlyArray<string>): string =>
  text === undefined || faultOf(draft, text, others) !== undefined
    ? ownWording(draft)
    : text.replaceAll(/\s+/g, " ").trim()

/** Everything that has a draft, by all its names. */
export const namesIn = ({ questions, sections }: Outline): ReadonlyArray<string> => [
  ...new Set([
    ...sections.flatMap(({ drafts }) => drafts.flatMap(({ names }) => names)),
    ...questions.flatMap(({ draft }) => draft.names)
  ])
]

/** As many as one answer of a model holds. */
const mostWorded = 40

/** What is worth wording anew: the summary, the questions about something, and the trends, those that lie outside first. */
export const wordable = ({ questions, sections, summary, trends }: Outline): ReadonlyArray<Draft> => {
  const outside = new Set(trends.filter((trend) => trend.outside.length > 0).map(({ id }) => id))
  const lines = sections.flatMap(({ drafts }) => drafts)
  return [
    summary,
    ...questions.map(({ draft }) => draft),
    ...lines.filter(({ id }) => outside.has(id)),
    ...lines.filter(({ id }) => !outside.has(id))
  ]
    .filter(({ names }) => names.length > 0)
    .slice(0, mostWorded)
}
