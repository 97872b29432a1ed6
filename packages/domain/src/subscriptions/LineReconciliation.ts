import { Cause, DateTime, Effect, Option } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { User } from "../users/User.ts"
import type { UserId } from "../users/UserId.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, type Decision, unchanged, updateUser } from "../users/UserUpdates.ts"
import { retryAfter } from "./DiaryRules.ts"
import * as LedgerRules from "./LedgerRules.ts"
import type { Purchase, StoreLine } from "./Purchase.ts"
import * as PurchaseBook from "./PurchaseBook.ts"
import { PurchaseClaim } from "./PurchaseClaim.ts"
import { Storefronts } from "./Storefronts.ts"
import { type HeldPurchase, type LedgerEntry, SubscriptionLedger } from "./SubscriptionLedger.ts"

/**
 * What became of a line that was to be looked at: its store was `asked` and answered, could not be asked now, the look was
 * no longer wanted, or what came of it could not be written.
 */
export type Outcome = "asked" | "postponed" | "struck" | "failed"

/** What became of one line, and its purchase if its store answered. */
interface Looked {
  readonly outcome: Outcome
  readonly purchase: Option.Option<Purchase>
}

const nothing = (outcome: Outcome): Looked => ({ outcome, purchase: Option.none() })

/** Asks the store about one line of one person, and enters what it says. */
export const make = Effect.gen(function* () {
  const store = yield* UserStore
  const ledger = yield* SubscriptionLedger
  const storefronts = yield* Storefronts
  const book = yield* PurchaseBook.make

  /** The store is asked after the user was read: what it says is written only over what was known then. */
  const askedAbout = Effect.fnUntraced(function* (
    user: User,
    held: ReadonlyArray<HeldPurchase>,
    mine: HeldPurchase,
    line: StoreLine,
    now: DateTime.Utc
  ) {
    const moved = (lookAt: Option.Option<DateTime.Utc>) => LedgerRules.reschedule(user, mine, lookAt, now)
    const told = yield* Effect.option(storefronts.ask(line))
    if (Option.isNone(told)) {
      return changed(yield* book.entryOf(moved(Option.some(DateTime.add(now, retryAfter)))), nothing("postponed"))
    }
    // A store that knows no such line will not know it tomorrow.
    const step = Option.match(told.value, {
      onNone: () => moved(Option.none()),
      onSome: (statement) => LedgerRules.revisit(user, held, statement, now)
    })
    return changed(yield* book.entryOf(step), {
      outcome: "asked" as const,
      purchase: Option.some(step.held.purchase)
    })
  })

  /** A line that only the subscription names, of which nothing is held: it is theirs if what its store says can be. */
  const adopted = Effect.fnUntraced(function* (user: User, line: StoreLine, now: DateTime.Utc) {
    const told = yield* Effect.option(storefronts.ask(line))
    if (Option.isNone(told)) return unchanged(nothing("postponed"))
    if (Option.isNone(told.value)) return unchanged(nothing("asked"))
    const statement = told.value.value
    const claim = PurchaseClaim.prove(user, statement, yield* book.factsOf(user, statement))
    if (claim._tag === "Failure") return unchanged(nothing("struck"))
    const step = LedgerRules.enter(user, yield* ledger.purchasesOf(user.id), [claim.success.statement], now)
    if (Option.isNone(step)) return unchanged(nothing("asked"))
    return changed(yield* book.entryOf(step.value), {
      outcome: "asked" as const,
      purchase: Option.some(step.value.held.purchase)
    })
  })

  const decided = Effect.fnUntraced(function* (
    line: StoreLine,
    isWanted: (mine: HeldPurchase) => boolean,
    user: User,
    now: DateTime.Utc
  ): Effect.fn.Return<Decision<Looked, LedgerEntry>, Unavailable> {
    if (UserRules.isForgotten(Option.some(user))) return unchanged(nothing("struck"))
    const held = yield* ledger.purchasesOf(user.id)
    const mine = LedgerRules.heldOf(held, line)
    if (Option.isSome(mine)) {
      return isWanted(mine.value) ? yield* askedAbout(user, held, mine.value, line, now) : unchanged(nothing("struck"))
    }
    const isTheirs = Option.exists(LedgerRules.unheldLine(user, held), (named) => LedgerRules.isSameLine(named, line))
    return isTheirs ? yield* adopted(user, line, now) : unchanged(nothing("struck"))
  })

  /** Looks at a line that the person has, if `isWanted` by how it is held, or that their subscription names. Trouble is told and counted. */
  return Effect.fnUntraced(
    function* (userId: UserId, line: StoreLine, isWanted: (mine: HeldPurchase) => boolean) {
      const { outcome, purchase } = yield* updateUser(book.writes, store.find(userId), (user, now) =>
        decided(line, isWanted, user, now)
      ).pipe(Effect.catchTag("UserNotFound", () => Effect.succeed(nothing("struck"))))
      if (Option.isSome(purchase)) yield* book.acknowledge(userId, purchase.value)
      return outcome
    },
    Effect.catch((error) =>
      Effect.as(Effect.logWarning("purchase not reconciled", Cause.fail(error)), "failed" as const)
    )
  )
})
