import { Array, Boolean, DateTime, Option, Order } from "effect"
import { isOfStore, type Purchase } from "./Purchase.ts"
import { type Standing, standingOf } from "./StandingRules.ts"
import type { Subscription } from "./Subscription.ts"

/** Whether another line took the place of this one; a pending one has not yet. */
const isReplaced = (purchase: Purchase, all: ReadonlyArray<Purchase>): boolean =>
  all.some(
    ({ provider, renewal, replaces }) =>
      provider === purchase.provider &&
      Option.contains(replaces, purchase.externalId) &&
      !Option.exists(renewal, ({ state }) => state._tag === "Pending")
  )

const ranks = { free: 0, premium: 1, family: 2 } as const
const statuses = { expired: 0, pending: 1, cancelled: 2, active: 3 } as const

/**
 * What entitles comes before what does not, what may again before what is over, what was bought before a grant that is over,
 * and what lasts longest first of all that entitle alike.
 */
const strongest: Order.Order<Standing> = Order.combineAll([
  Order.mapInput(Boolean.Order, ({ entitles }: Standing) => entitles),
  Order.mapInput(Order.Number, ({ entitles, status }: Standing) => (entitles ? 0 : statuses[status])),
  Order.mapInput(Boolean.Order, ({ entitles, purchase }: Standing) => !entitles && isOfStore(purchase)),
  Order.mapInput(DateTime.Order, ({ until }: Standing) => until),
  Order.mapInput(Order.Number, ({ plan }: Standing) => ranks[plan.tier]),
  Order.mapInput(Order.String, ({ purchase }: Standing) => `${purchase.provider}#${purchase.externalId}`)
])

/** Every line that was not replaced, and where it stands, the one that counts first. */
export const standings = (purchases: ReadonlyArray<Purchase>, now: DateTime.Utc): ReadonlyArray<Standing> =>
  Array.sort(
    purchases
      .filter((purchase) => !isReplaced(purchase, purchases))
      .flatMap((purchase) => Option.toArray(standingOf(purchase, now))),
    Order.flip(strongest)
  )

const begins = ({ terms }: Purchase, otherwise: DateTime.Utc): DateTime.Utc => terms[0]?.start ?? otherwise

const settledBy = (standing: Standing, subscription: Subscription): Subscription => {
  const { plan, purchase } = standing
  return {
    id: subscription.id,
    tier: plan.tier,
    ...(plan.billingPeriod !== undefined && { billingPeriod: plan.billingPeriod }),
    status: standing.status,
    provider: purchase.provider,
    externalId: purchase.externalId,
    startDate: begins(purchase, subscription.startDate),
    endDate: standing.until,
    autoRenew: standing.autoRenew,
    usage: subscription.usage,
    createdAt: subscription.createdAt,
    updatedAt: subscription.updatedAt
  }
}

/**
 * The subscription that a person's purchases give them at `now`: a pure reduction, so whatever order the statements came
 * in, it ends the same. What is used stays used. Without a purchase it is what it was.
 */
export const settle = (
  subscription: Subscription,
  purchases: ReadonlyArray<Purchase>,
  now: DateTime.Utc
): Subscription =>
  Option.match(Array.head(standings(purchases, now)), {
    onNone: () => subscription,
    onSome: (standing) => settledBy(standing, subscription)
  })
