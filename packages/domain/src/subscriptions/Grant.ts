import { Schema } from "effect"
import { PaidTier } from "./Plan.ts"

/** What an operator gives somebody for nothing: a paid tier until a moment. */
export const Grant = Schema.Struct({ tier: PaidTier, until: Schema.DateTimeUtc })
export type Grant = typeof Grant.Type
