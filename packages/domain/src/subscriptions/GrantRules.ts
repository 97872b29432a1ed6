import { DateTime, Option, Result } from "effect"
import type { User } from "../users/User.ts"
import type { UserId } from "../users/UserId.ts"
import type { Grant } from "./Grant.ts"
import { GrantRefused } from "./GrantErrors.ts"
import type { Said } from "./LedgerRules.ts"
import * as LedgerRules from "./LedgerRules.ts"
import { ExternalId, type Fate, type Line, type Purchase, RenewalState, type Term, TransactionId } from "./Purchase.ts"
import { standingOf } from "./StandingRules.ts"
import type { HeldPurchase } from "./SubscriptionLedger.ts"
import { isPaid } from "./UsageRules.ts"

/** Longer than this is a slip of the keyboard. */
const longest = { years: 2 } as const

const nameOf = (userId: UserId, { tier, until }: Grant): string =>
  `${tier}-until-${DateTime.formatIso(until)}-${userId}`

/** A grant's line is named by what is given to whom and until when, so that giving it twice is giving it once. */
export const lineOf = (userId: UserId, grant: Grant): Line => ({
  provider: "system",
  externalId: ExternalId.make(nameOf(userId, grant))
})

const fate = (outcome: Fate["outcome"], now: DateTime.Utc): Term["fate"] =>
  Option.some({ outcome, at: now, statedAt: now })

/** Nothing is paid for a grant, nothing follows it, and nobody is told that it has arrived. */
const purchaseOf = (userId: UserId, grant: Grant, now: DateTime.Utc): Purchase => ({
  ...lineOf(userId, grant),
  terms: [
    {
      transactionId: TransactionId.make(nameOf(userId, grant)),
      productId: "complimentary",
      plan: { tier: grant.tier },
      start: now,
      end: grant.until,
      price: Option.none(),
      offer: "none",
      statedAt: now,
      fate: fate("running", now),
      partialRefunds: []
    }
  ],
  renewal: Option.some({ autoRenew: false, state: RenewalState.cases.Lapsed.make({}), statedAt: now }),
  replaces: Option.none(),
  acknowledged: true
})

/** Whether this is a grant that gives something at `now`. */
export const runs = ({ purchase }: HeldPurchase, now: DateTime.Utc): boolean =>
  purchase.provider === "system" && Option.exists(standingOf(purchase, now), ({ entitles }) => entitles)

/** What an operator says who gives it; over whatever was said of the same grant before. */
export const given = (
  user: User,
  held: ReadonlyArray<HeldPurchase>,
  grant: Grant,
  now: DateTime.Utc
): Result.Result<Said, GrantRefused> => {
  if (DateTime.isLessThanOrEqualTo(grant.until, now)) return Result.fail(new GrantRefused({ reason: "already_over" }))
  if (DateTime.isGreaterThan(grant.until, DateTime.add(now, longest)))
    return Result.fail(new GrantRefused({ reason: "too_long" }))
  if (isPaid(user.subscription, now) && Option.isSome(LedgerRules.unheldLine(user, held)))
    return Result.fail(new GrantRefused({ reason: "unreconciled" }))
  return Result.succeed({ purchase: purchaseOf(user.id, grant, now), basis: "fetched" })
}

/** What an operator says who takes it back. */
export const revoked = ({ purchase }: HeldPurchase, now: DateTime.Utc): Said => ({
  purchase: { ...purchase, terms: purchase.terms.map((term) => ({ ...term, fate: fate("revoked", now) })) },
  basis: "fetched"
})
