import { Schema } from "effect"

/** Names one person everywhere, in keys, logs and tokens: a UUID that says nothing about them. */
export const UserId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("UserId"))
export type UserId = typeof UserId.Type
