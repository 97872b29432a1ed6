import { Schema } from "effect"

/** A UUID as text inside a longer pattern. */
export const uuidPattern = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

/** RFC 9562, lower case only: ids are compared and put into keys as text. */
export const Uuid = Schema.String.check(
  Schema.isPattern(new RegExp(`^${uuidPattern}$`), { expected: "a lower-case UUID" })
)
