import { type DateTime, Equal, Option, Schema } from "effect"
import type { User } from "../users/User.ts"
import * as UserRules from "../users/UserRules.ts"
import * as DiaryRules from "./DiaryRules.ts"
import { settle } from "./EntitlementRules.ts"
import { type Booking, newBookings } from "./PaymentRules.ts"
import { ExternalId, type Line, type Purchase, type StoreLine } from "./Purchase.ts"
import { follow, merge } from "./PurchaseRules.ts"
import type { StoreStatement } from "./StoreStatement.ts"
import type { HeldPurchase, LedgerEntry } from "./SubscriptionLedger.ts"

/** A step of the ledger whose payments have no names yet. */
export interface Step extends Omit<LedgerEntry, "payments" | "receipt"> {
  readonly bookings: ReadonlyArray<Booking>
}

/** What is said of a line: a store's statement, that it was acknowledged, or what an operator granted. */
export interface Said extends Pick<StoreStatement, "basis"> {
  readonly purchase: Purchase
}

const decodeExternalId = Schema.decodeUnknownOption(ExternalId)

export const isSameLine = (one: Line, other: Line): boolean =>
  one.provider === other.provider && one.externalId === other.externalId

const isOf =
  (line: Line) =>
  ({ purchase }: HeldPurchase): boolean =>
    isSameLine(purchase, line)

export const heldOf = (held: ReadonlyArray<HeldPurchase>, line: Line): Option.Option<HeldPurchase> =>
  Option.fromUndefinedOr(held.find(isOf(line)))

/** The line that a person's subscription names although nothing of it is held: the move from the old system brought it so. */
export const unheldLine = (
  { subscription: { externalId, provider } }: User,
  held: ReadonlyArray<HeldPurchase>
): Option.Option<StoreLine> =>
  provider === "system"
    ? Option.none()
    : Option.filter(
        Option.map(decodeExternalId(externalId), (known) => ({ provider, externalId: known })),
        (line) => Option.isNone(heldOf(held, line))
      )

const joined = (known: Option.Option<Purchase>, { basis, purchase }: Said): Purchase =>
  Option.match(known, {
    onNone: () => merge(purchase, purchase),
    onSome: (before) => merge(before, basis === "fetched" ? follow(before, purchase) : purchase)
  })

const isSettled = (user: User, next: User): boolean =>
  Equal.equals({ ...next.subscription, updatedAt: user.subscription.updatedAt }, user.subscription)

const isDue = ({ lookAt }: HeldPurchase, next: HeldPurchase, now: DateTime.Utc): boolean =>
  Option.isSome(lookAt) !== Option.isSome(next.lookAt) ||
  Option.exists(lookAt, (at) => at.epochMilliseconds <= now.epochMilliseconds)

/** The user with their purchases settled at `now`, one version on. */
const settled = (user: User, all: ReadonlyArray<Purchase>, now: DateTime.Utc): User => {
  const next = UserRules.change(user, { subscription: { ...settle(user.subscription, all, now), updatedAt: now } }, now)
  return isSettled(user, next) ? UserRules.change(user, {}, now) : next
}

/** The step that a line with `purchase` in it comes to. */
const stepTo = (
  user: User,
  held: ReadonlyArray<HeldPurchase>,
  purchase: Purchase,
  bookings: ReadonlyArray<Booking>,
  wasAsked: boolean,
  now: DateTime.Utc
): Step => {
  const before = heldOf(held, purchase)
  const all = [...held.filter((other) => !isOf(purchase)(other)).map((other) => other.purchase), purchase]
  return {
    user: settled(user, all, now),
    held: { purchase, lookAt: DiaryRules.lookAt(purchase, all, wasAsked, now) },
    before,
    bookings
  }
}

/** The step that everything `said` of one line comes to. */
const stepAfter = (
  user: User,
  held: ReadonlyArray<HeldPurchase>,
  [first, ...others]: readonly [Said, ...ReadonlyArray<Said>],
  wasAsked: boolean,
  now: DateTime.Utc
): Step => {
  const known = Option.map(heldOf(held, first.purchase), ({ purchase }) => purchase)
  const purchase = others.reduce((all, one) => joined(Option.some(all), one), joined(known, first))
  const bookings = newBookings(
    known,
    [first, ...others].map((one) => one.purchase),
    purchase
  )
  return stepTo(user, held, purchase, bookings, wasAsked, now)
}

/** What is `said` of one line, and changes something for `user`, who has `held`. None: it says nothing new. */
export const enter = (
  user: User,
  held: ReadonlyArray<HeldPurchase>,
  said: readonly [Said, ...ReadonlyArray<Said>],
  now: DateTime.Utc
): Option.Option<Step> => {
  const wasAsked = said.some(({ basis }) => basis === "fetched")
  const step = stepAfter(user, held, said, wasAsked, now)
  const isNew = Option.match(step.before, {
    onNone: () => true,
    onSome: (before) =>
      !Equal.equals(before.purchase, step.held.purchase) ||
      // Money that came and went is told of late by a statement that changes nothing else.
      step.bookings.length > 0 ||
      isDue(before, step.held, now) ||
      !isSettled(user, step.user)
  })
  return Option.filter(Option.some(step), () => isNew)
}

/** What a store says of a line whose time has come: a step in any case, for it has to be looked at again or no more. */
export const revisit = (user: User, held: ReadonlyArray<HeldPurchase>, said: Said, now: DateTime.Utc): Step =>
  stepAfter(user, held, [said], true, now)

/** The same line, looked at another time. */
export const reschedule = (
  user: User,
  held: HeldPurchase,
  lookAt: Option.Option<DateTime.Utc>,
  now: DateTime.Utc
): Step => ({
  user: UserRules.change(user, {}, now),
  held: { purchase: held.purchase, lookAt },
  before: Option.some(held),
  bookings: []
})
