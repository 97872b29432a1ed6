import { Schema } from "effect"

/** The suggested prompt is about the person's own results, and the question came without any. */
export class HealthDataMissing extends Schema.TaggedError<HealthDataMissing>()("HealthDataMissing", {
  promptId: Schema.String
}) {
  override get message() {
    return "This question needs the results that it is about"
  }
}

/** The question with all it is about is larger than `limit` bytes of JSON. */
export class QuestionTooLarge extends Schema.TaggedError<QuestionTooLarge>()("QuestionTooLarge", {
  limit: Schema.Int
}) {
  override get message() {
    return `The question is larger than ${this.limit} bytes`
  }
}
