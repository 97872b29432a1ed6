import { Schema } from "effect"
import { HistoryResult, HistoryVital } from "../report/HealthData.ts"

/** A question is about one content: the results of a few documents at most. */
export const maxContextEntries = 300

const areDistinct = (entries: ReadonlyArray<{ readonly id: string }>): boolean =>
  new Set(entries.map(({ id }) => id)).size === entries.length

/** So many at most, and each of its own. */
export const entries = <Entry extends Schema.Codec<{ readonly id: string }, unknown>>(entry: Schema.$Array<Entry>) =>
  entry.check(Schema.isMaxLength(maxContextEntries), Schema.makeFilter(areDistinct, { expected: "each id once" }))

/** The results and vital signs that a question is about, as the device received them. Nobody but the device keeps them. */
export const ChatContext = Schema.Struct({
  labResults: entries(Schema.Array(HistoryResult)),
  vitals: entries(Schema.Array(HistoryVital))
})
export type ChatContext = typeof ChatContext.Type

export const noContext: ChatContext = { labResults: [], vitals: [] }

export const isEmpty = ({ labResults, vitals }: ChatContext): boolean => labResults.length + vitals.length === 0
