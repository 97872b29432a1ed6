import { DateTime, Option } from "effect"
import { standings } from "./EntitlementRules.ts"
import type { Purchase } from "./Purchase.ts"

/** Until something that must come soon: an acknowledgement (Google waits three days for it), or a line's first renewal news. */
const soon = { minutes: 15 } as const

/** While a store tries to be paid, or a pause lasts. */
const daily = { days: 1 } as const

/** After a store that could not be asked. */
export const retryAfter = { hours: 1 } as const

/**
 * When to ask the store about `purchase` by ourselves, in case its notification is lost: when access would end, daily while
 * it may come back, and soon for what must not wait. Never for what is over or replaced.
 */
export const lookAt = (
  purchase: Purchase,
  all: ReadonlyArray<Purchase>,
  now: DateTime.Utc
): Option.Option<DateTime.Utc> => {
  const found = standings(all, now).find(
    ({ purchase: { externalId, provider } }) => provider === purchase.provider && externalId === purchase.externalId
  )
  if (found === undefined || found.status === "expired") return Option.none()
  if (!purchase.acknowledged || Option.isNone(purchase.renewal)) return Option.some(DateTime.add(now, soon))
  return Option.some(found.entitles ? found.until : DateTime.add(now, daily))
}
