import type { DateTime } from "effect"
import type { Subscription } from "./Subscription.ts"
import { periodAt } from "./UsageRules.ts"

/** The subscription everybody starts with; it never ends. */
export const free = (id: string, now: DateTime.Utc): Subscription => ({
  id,
  tier: "free",
  status: "active",
  provider: "system",
  startDate: now,
  autoRenew: false,
  usage: { documents: 0, ...periodAt(now, now), reservations: {} },
  createdAt: now,
  updatedAt: now
})
