import { Cause, Effect, Option } from "effect"
import { ErasureLedger } from "../privacy/ErasureLedger.ts"
import { RandomIds } from "../shared/RandomIds.ts"
import type { User } from "../users/User.ts"
import type { UserId } from "../users/UserId.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, unchanged, updateUser } from "../users/UserUpdates.ts"
import * as LedgerRules from "./LedgerRules.ts"
import * as PaymentRules from "./PaymentRules.ts"
import { isOfStore, type Purchase } from "./Purchase.ts"
import type { OwnershipFacts } from "./PurchaseClaim.ts"
import { Storefronts } from "./Storefronts.ts"
import type { StoreStatement } from "./StoreStatement.ts"
import { type LedgerEntry, type NotificationReceipt, SubscriptionLedger } from "./SubscriptionLedger.ts"

/** What all have in common that enter what stores state: how a step is written, whose a line is, and how the store is told. */
export const make = Effect.gen(function* () {
  const store = yield* UserStore
  const ledger = yield* SubscriptionLedger
  const erasures = yield* ErasureLedger
  const storefronts = yield* Storefronts
  const ids = yield* RandomIds

  /** As a `UserStore` for updates: the user is written together with what entitles them. */
  const writes = { find: store.find, save: ledger.record }

  /** The step with its payments named. */
  const entryOf = Effect.fnUntraced(function* (
    { before, bookings, held, user }: LedgerRules.Step,
    receipt: Option.Option<NotificationReceipt> = Option.none()
  ) {
    const payments = yield* Effect.forEach(bookings, (booking) =>
      Effect.map(ids.uuid, (uuid) => PaymentRules.payment(booking, user.subscription.id, uuid))
    )
    return { user, held, before, payments, receipt } satisfies LedgerEntry
  })

  const named = Effect.fnUntraced(function* (userId: UserId) {
    if (Option.isSome(yield* store.find(userId))) return "living"
    return Option.isSome(yield* erasures.find(userId)) ? "erased" : "unknown"
  })

  /** Who has the line, or else the one that it took the place of. */
  const holderOf = Effect.fnUntraced(function* (purchase: Purchase) {
    const holder = yield* ledger.ownerOf(purchase)
    if (Option.isSome(holder) || Option.isNone(purchase.replaces)) return holder
    return yield* ledger.ownerOf({ provider: purchase.provider, externalId: purchase.replaces.value })
  })

  const factsOf = Effect.fnUntraced(function* (user: User, { owner: whom, purchase }: StoreStatement) {
    const owner = yield* holderOf(purchase)
    if (Option.isNone(whom)) return { owner, named: "nobody" } satisfies OwnershipFacts
    const isClear = Option.isSome(owner) || whom.value === user.id
    return { owner, named: isClear ? "living" : yield* named(whom.value) } satisfies OwnershipFacts
  })

  const told = (userId: UserId, purchase: Purchase) =>
    updateUser(
      writes,
      store.find(userId),
      Effect.fnUntraced(function* (user, now) {
        if (UserRules.isForgotten(Option.some(user))) return unchanged(undefined)
        const held = yield* ledger.purchasesOf(userId)
        const said = { purchase: { ...purchase, acknowledged: true }, basis: "signed" } as const
        const step = LedgerRules.enter(user, held, [said], now)
        return Option.isSome(step) ? changed(yield* entryOf(step.value), undefined) : unchanged(undefined)
      })
    )

  /** Tells the store that its purchase was entered, and enters that it knows. What fails is done again when the diary says so. */
  const acknowledge = Effect.fnUntraced(
    function* (userId: UserId, purchase: Purchase) {
      if (purchase.acknowledged || !isOfStore(purchase)) return
      yield* storefronts.acknowledge(purchase)
      yield* told(userId, purchase)
    },
    Effect.catch((error) => Effect.logWarning("purchase not acknowledged yet", Cause.fail(error)))
  )

  return { writes, entryOf, holderOf, factsOf, acknowledge }
})
