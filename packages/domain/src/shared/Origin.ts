import { Schema } from "effect"

/** Where a request came from. An IP address is personal data: it is stored, and never logged or put into an event. */
export const Origin = Schema.Struct({
  ip: Schema.RedactedFromValue(Schema.String),
  userAgent: Schema.RedactedFromValue(Schema.String)
})
export type Origin = typeof Origin.Type
