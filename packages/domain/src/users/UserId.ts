import { Schema } from "effect"
import { Uuid } from "../shared/Uuid.ts"

/** Names one person everywhere, in keys, logs and tokens: a UUID that says nothing about them. */
export const UserId = Uuid.pipe(Schema.brand("UserId"))
export type UserId = typeof UserId.Type
