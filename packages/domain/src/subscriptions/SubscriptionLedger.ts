import { Context, type DateTime, type Effect, type Option } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { User } from "../users/User.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import type { UserId } from "../users/UserId.ts"
import type { Payment, PaymentPosition } from "./Payment.ts"
import type { Line, Purchase, StoreLine } from "./Purchase.ts"
import type { LineTaken, NotificationKnown } from "./PurchaseErrors.ts"
import type { StoreNotification } from "./StoreNotification.ts"

/** A purchase as it is kept for a person. `lookAt`: when its store is asked by ourselves; none: never. */
export interface HeldPurchase {
  readonly purchase: Purchase
  readonly lookAt: Option.Option<DateTime.Utc>
}

/** That a notification was heard, so that it is heard once. Names nobody. */
export interface NotificationReceipt extends Pick<StoreNotification, "provider" | "id" | "type"> {
  readonly receivedAt: DateTime.Utc
}

/** One step of a person's purchases: everything in it is written, or nothing. */
export interface LedgerEntry {
  /** As for `UserStore.save`: its version is one above what was read. */
  readonly user: User
  readonly held: HeldPurchase
  /** The same line as it was read with the user; none if it is new. */
  readonly before: Option.Option<HeldPurchase>
  /** 45 at most; of which those that were recorded before are left out. */
  readonly payments: ReadonlyArray<Payment>
  readonly receipt: Option.Option<NotificationReceipt>
}

/** A line whose store is to be asked at `at`. */
export interface Appointment {
  readonly at: DateTime.Utc
  readonly line: StoreLine
  readonly userId: UserId
}

export interface PaymentPage {
  readonly payments: ReadonlyArray<Payment>
  /** None: there are no more. */
  readonly next: Option.Option<PaymentPosition>
}

/**
 * Port: people's purchases and payments, written together with the user that they entitle. Every read is strong, and a
 * repeated call whose first answer was lost ends like the first. Its laws are `testing/SubscriptionLedgerLaws.ts`.
 */
export class SubscriptionLedger extends Context.Service<
  SubscriptionLedger,
  {
    purchasesOf(userId: UserId): Effect.Effect<ReadonlyArray<HeldPurchase>, Unavailable>
    /** Whose purchase it is. */
    ownerOf(line: Line): Effect.Effect<Option.Option<UserId>, Unavailable>
    /** All or nothing. The moved version is told first, then the known notification, then the line that is another's. */
    record(entry: LedgerEntry): Effect.Effect<void, ConcurrentUpdate | NotificationKnown | LineTaken | Unavailable>
    /** A notification that changes nobody; again is fine. */
    keep(receipt: NotificationReceipt): Effect.Effect<void, Unavailable>
    /** Newest first; `after` goes on where a page ended. */
    payments(
      userId: UserId,
      limit: number,
      after: Option.Option<PaymentPosition>
    ): Effect.Effect<PaymentPage, Unavailable>
    /** At most `limit` lines whose time has come, the longest due first. */
    due(now: DateTime.Utc, limit: number): Effect.Effect<ReadonlyArray<Appointment>, Unavailable>
    /** Removes an appointment that no purchase has any more; again is fine. */
    strike(appointment: Appointment): Effect.Effect<void, Unavailable>
    /** Removes the person's purchases, payments and all that makes them unique or due; again is fine. */
    erase(userId: UserId): Effect.Effect<void, Unavailable>
    /** Whether any of it is left: a fresh look. */
    remains(userId: UserId): Effect.Effect<boolean, Unavailable>
  }
>()("@serenya/domain/subscriptions/SubscriptionLedger") {}
