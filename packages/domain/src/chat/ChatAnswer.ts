import { Schema } from "effect"
import { Provenance, Warning } from "../analysis/AnalysisResult.ts"
import { Disclaimers } from "../analysis/Disclaimers.ts"
import { JobId } from "../jobs/JobId.ts"
import { ContentId } from "./ContentId.ts"

/** What the person said is an emergency: which rule heard it, what to do, and who published the advice. */
export const Emergency = Schema.Struct({ code: Schema.String, message: Schema.String, source: Schema.String })
export type Emergency = typeof Emergency.Type

/**
 * The answer to one question. `emergency` is there where one was stated, and belongs above everything else; `followUps`
 * are ids of suggested prompts.
 */
export const ChatAnswer = Schema.Struct({
  jobId: JobId,
  kind: Schema.Literal("chat"),
  generatedAt: Schema.DateTimeUtc,
  contentId: ContentId,
  emergency: Schema.optionalKey(Emergency),
  answer: Schema.String,
  citedResultIds: Schema.Array(Schema.String),
  followUps: Schema.Array(Schema.String),
  warnings: Schema.Array(Warning),
  disclaimers: Disclaimers,
  provenance: Provenance
})
export type ChatAnswer = typeof ChatAnswer.Type
