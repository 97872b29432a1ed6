import { Schema } from "effect"
import { Feature } from "./Tiers.ts"

/**
 * All documents of this period are used; the next period begins at `resetsAt`. `againAt` is sooner where a granted upload
 * lapses unless its document comes.
 */
export class UsageLimitReached extends Schema.TaggedError<UsageLimitReached>()("UsageLimitReached", {
  limit: Schema.Int,
  used: Schema.Int,
  resetsAt: Schema.DateTimeUtc,
  againAt: Schema.DateTimeUtc
}) {
  override get message() {
    return `${this.used} of ${this.limit} documents are used`
  }
}

/** Only a paid tier may do this, and nothing is paid for now. */
export class PremiumRequired extends Schema.TaggedError<PremiumRequired>()("PremiumRequired", { feature: Feature }) {
  override get message() {
    return `A premium subscription is required: ${this.feature}`
  }
}
