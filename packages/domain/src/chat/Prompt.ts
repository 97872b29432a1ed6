import { Schema } from "effect"

/** What a conversation is about: the result of one document, or a doctor's report. */
export const ContentType = Schema.Literals(["result", "report"])
export type ContentType = typeof ContentType.Type

export const PromptCategory = Schema.Literals([
  "explanation",
  "doctor_prep",
  "clarification",
  "metrics",
  "general",
  "lifestyle",
  "trends",
  "stability",
  "patterns"
])
export type PromptCategory = typeof PromptCategory.Type

/** Stays what it is for as long as an app may send it. */
export const PromptId = Schema.String.check(
  Schema.isPattern(/^(?:result|report)(?:-[a-z]+)+$/, { expected: "the id of a suggested prompt" })
).pipe(Schema.brand("PromptId"))
export type PromptId = typeof PromptId.Type

/** Where an app puts the name of one test, in `text` and `prompt`. */
export const metricPlace = "[METRIC]"

/**
 * A question that an app offers: `text` on its button, `prompt` in its message. With `hasSubOptions` the app first asks
 * for which test, and puts its name in the place of `[METRIC]`. Shown in `displayOrder` within its category.
 */
export const Prompt = Schema.Struct({
  id: PromptId,
  contentType: ContentType,
  category: PromptCategory,
  text: Schema.NonEmptyString,
  prompt: Schema.NonEmptyString,
  displayOrder: Schema.Int,
  hasSubOptions: Schema.Boolean,
  requiresHealthData: Schema.Boolean
})
export type Prompt = typeof Prompt.Type
