import { Redacted, Schema } from "effect"

/** Where a request came from. An IP address is personal data: it is stored, and never logged or put into an event. */
export const Origin = Schema.Struct({
  ip: Schema.RedactedFromValue(Schema.String),
  userAgent: Schema.RedactedFromValue(Schema.String)
})
export type Origin = typeof Origin.Type

/** Where something came from that nobody wrote down. Stored as null. */
export const unknownOrigin: Origin = { ip: Redacted.make(""), userAgent: Redacted.make("") }
