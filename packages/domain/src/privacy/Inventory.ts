import { Effect, Record } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { Profile } from "../users/Users.ts"
import * as AccountHolding from "./AccountHolding.ts"
import type { NotShown } from "./Disclosure.ts"
import type { Holding } from "./Holding.ts"
import * as JobsHolding from "./JobsHolding.ts"
import * as PurchasesHolding from "./PurchasesHolding.ts"

/**
 * Everything the system holds about a person, in the order in which it goes: the account last, since it alone knows by
 * what the rest is found. Export, erasure and the proof of erasure read this one list; what is not in it is not held.
 */
export const make = Effect.all({
  jobs: JobsHolding.make,
  purchases: PurchasesHolding.make,
  account: AccountHolding.make
})

export type Inventory = Effect.Success<typeof make>

type ShownIn<Holdings> = {
  readonly [Name in keyof Holdings]: Holdings[Name] extends Holding<infer Shown> ? Shown : never
}
export type Shown = ShownIn<Inventory>

/** Every holding as the person is shown it, by its name. */
export const show = (inventory: Inventory, profile: Profile): Effect.Effect<Shown, Unavailable> => {
  const holdings: Readonly<Record<string, Holding<unknown>>> = inventory
  const shown = Record.map(holdings, (holding) => holding.show(profile))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the map keeps each name, and forgets what it shows
  return Effect.all(shown, { concurrency: "unbounded" }) as Effect.Effect<unknown, Unavailable> as Effect.Effect<
    Shown,
    Unavailable
  >
}

/** Answers that an app may ask for again. Found by their own keys alone, they go by themselves, unreadable once the person is gone. */
const keptAnswers: NotShown = {
  what: "kept_answers",
  reason:
    "Answers to requests that carried an Idempotency-Key, sealed under your data key and gone after 24 hours; without that key nobody can read them."
}

/** What is held and not shown, in every place. */
export const notShownIn = (inventory: Inventory): ReadonlyArray<NotShown> => [
  ...Record.values(inventory).flatMap(({ notShown }) => notShown),
  keptAnswers
]

/** What outlives an erasure, and why. */
export const kept: ReadonlyArray<NotShown> = [
  keptAnswers,
  {
    what: "erasure_ledger",
    reason:
      "A keyed hash that tells nobody who you were, so that a restored backup forgets you again. Kept for seven years."
  },
  {
    what: "audit_trail",
    reason:
      "That something of your account was created, changed, removed, or looked at by one of us and why, and when, under a random number that led to you: nothing personal, kept for seven years so that nobody can undo unseen what was done."
  },
  {
    what: "old_trail",
    reason:
      "If you came from our old system: that something happened there to an account, a purchase or a document, and when, under a hash of the random number that led to you; no address, no device, no text. Kept for seven years."
  }
]
