import { DateTime, Option } from "effect"
import { standings } from "./EntitlementRules.ts"
import { isOfStore, type Purchase, type Renewal } from "./Purchase.ts"
import type { Standing } from "./StandingRules.ts"

/** Until something that must come soon: an acknowledgement (Google waits three days for it), a line's first renewal news, or what became of one that is over. */
const soon = { minutes: 15 } as const

/** While a store tries to be paid, or a pause lasts. */
const daily = { days: 1 } as const

/** After a store that could not be asked. */
export const retryAfter = { hours: 1 } as const

/** Until when access runs by what was stated last, also in a grace. */
const knownEnd = ({ purchase, until }: Standing): DateTime.Utc =>
  Option.match(purchase.renewal, {
    onNone: () => until,
    onSome: ({ state }) => (state._tag === "Grace" ? DateTime.max(until, state.until) : until)
  })

const isLapsed = ({ state }: Renewal): boolean => state._tag === "Lapsed"

/** Over by the clock alone: its store has stated nothing since, so it may have been renewed, and the news of that lost. */
const isOverUnheard = (standing: Standing): boolean => {
  const { renewal, terms } = standing.purchase
  if (standing.state !== "expired" || Option.exists(renewal, isLapsed)) return false
  const stated = [...Option.toArray(renewal), ...terms]
  return stated.every(({ statedAt }) => DateTime.isLessThan(statedAt, knownEnd(standing)))
}

/**
 * When to ask the store about `purchase` by ourselves, in case its notification is lost: when access would end, daily while
 * it may come back, and soon for what must not wait, such as a line that we first hear of after its end. Never for what is
 * replaced or granted, or is over and its store `wasAsked` or has said so.
 */
export const lookAt = (
  purchase: Purchase,
  all: ReadonlyArray<Purchase>,
  wasAsked: boolean,
  now: DateTime.Utc
): Option.Option<DateTime.Utc> => {
  if (!isOfStore(purchase)) return Option.none()
  const found = standings(all, now).find(
    ({ purchase: { externalId, provider } }) => provider === purchase.provider && externalId === purchase.externalId
  )
  if (found === undefined) return Option.none()
  const atOnce = Option.some(DateTime.add(now, soon))
  if (found.status === "expired") return !wasAsked && isOverUnheard(found) ? atOnce : Option.none()
  if (!purchase.acknowledged || Option.isNone(purchase.renewal)) return atOnce
  return Option.some(found.entitles ? found.until : DateTime.add(now, daily))
}
