import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { User } from "../users/User.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import type { UserId } from "../users/UserId.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, unchanged, updateUser } from "../users/UserUpdates.ts"
import * as LedgerRules from "./LedgerRules.ts"
import type { Purchase, StoreLine } from "./Purchase.ts"
import * as PurchaseBook from "./PurchaseBook.ts"
import { PurchaseClaim } from "./PurchaseClaim.ts"
import type { NotificationRejected } from "./PurchaseErrors.ts"
import { Storefronts } from "./Storefronts.ts"
import type { StoreMessage, StoreNotification } from "./StoreNotification.ts"
import { type NotificationReceipt, SubscriptionLedger } from "./SubscriptionLedger.ts"

/** Hears what stores tell of purchases. */
export class StoreNotifications extends Context.Service<
  StoreNotifications,
  {
    /**
     * Enters what a notification states, once, however often and in whatever order they come. A kind that we do not know,
     * a test, a purchase that is nobody's, and a person who is gone: heard, and nothing changes.
     */
    receive(message: StoreMessage): Effect.Effect<void, NotificationRejected | ConcurrentUpdate | Unavailable>
  }
>()("@serenya/domain/subscriptions/StoreNotifications") {
  static readonly layer = Layer.effect(
    StoreNotifications,
    Effect.gen(function* () {
      const store = yield* UserStore
      const ledger = yield* SubscriptionLedger
      const storefronts = yield* Storefronts
      const book = yield* PurchaseBook.make

      /** What the notification says of its line; where it only names it, what the store says now. */
      const stated = ({ statement }: StoreNotification, line: StoreLine) =>
        Option.isSome(statement) ? Effect.succeed(statement) : storefronts.ask(line)

      /** Who has the line, or whom it was bought for. */
      const personOf = Effect.fnUntraced(function* (notification: StoreNotification, line: StoreLine) {
        const holder = yield* ledger.ownerOf(line)
        if (Option.isSome(holder)) return holder
        const statement = yield* stated(notification, line)
        if (Option.isNone(statement)) return Option.none<UserId>()
        const before = yield* book.holderOf(statement.value.purchase)
        return Option.orElse(before, () => statement.value.owner)
      })

      /** What is stated of the line of somebody who may have it. */
      const entered = Effect.fnUntraced(function* (
        notification: StoreNotification,
        line: StoreLine,
        receipt: NotificationReceipt,
        user: User,
        now: DateTime.Utc
      ) {
        if (UserRules.isForgotten(Option.some(user))) return unchanged(Option.none<Purchase>())
        const held = yield* ledger.purchasesOf(user.id)
        // After the user was read: what a store says now is written only over what was known when it was asked.
        const statement = yield* stated(notification, line)
        if (Option.isNone(statement)) return unchanged(Option.none<Purchase>())
        const claim = PurchaseClaim.prove(user, statement.value, yield* book.factsOf(user, statement.value))
        if (claim._tag === "Failure") return unchanged(Option.none<Purchase>())
        const step = LedgerRules.enter(user, held, [claim.success.statement], now)
        if (Option.isNone(step)) return unchanged(Option.none<Purchase>())
        const entry = yield* book.entryOf(step.value, Option.some(receipt))
        return changed(entry, Option.some(entry.held.purchase))
      })

      const enter = Effect.fnUntraced(function* (notification: StoreNotification, receipt: NotificationReceipt) {
        const { line } = notification
        if (Option.isNone(line)) return yield* ledger.keep(receipt)
        const person = yield* personOf(notification, line.value)
        if (Option.isNone(person)) return yield* ledger.keep(receipt)
        const purchase = yield* updateUser(book.writes, store.find(person.value), (user, now) =>
          entered(notification, line.value, receipt, user, now)
        ).pipe(Effect.catchTag("UserNotFound", () => Effect.succeedNone))
        if (Option.isNone(purchase)) return yield* ledger.keep(receipt)
        yield* book.acknowledge(person.value, purchase.value)
      })

      const receive = Effect.fn("StoreNotifications.receive")(function* (message: StoreMessage) {
        const notification = yield* storefronts.hear(message)
        const { id, provider, type } = notification
        const receipt = { id, provider, type, receivedAt: yield* DateTime.now }
        yield* enter(notification, receipt).pipe(
          Effect.catchTag("NotificationKnown", () => Effect.void),
          // Somebody else got the line meanwhile: it is theirs now, and so is the news.
          Effect.retry({ times: 2, while: ({ _tag }) => _tag === "LineTaken" }),
          Effect.catchTag("LineTaken", () => ledger.keep(receipt))
        )
      })

      return StoreNotifications.of({ receive })
    })
  )
}
