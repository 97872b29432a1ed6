import { Schema } from "effect"

const name = Schema.String.check(Schema.isMaxLength(300))

/** What a companion says to a question: Markdown without links, the ids of the results it is about, and of prompts to go on with. */
export const Reply = Schema.Struct({
  answer: Schema.String.check(Schema.isPattern(/\S/, { expected: "some text" }), Schema.isMaxLength(6000)),
  citedResultIds: Schema.Array(name).check(Schema.isMaxLength(300)),
  followUps: Schema.Array(name).check(Schema.isMaxLength(24))
})
export type Reply = typeof Reply.Type
