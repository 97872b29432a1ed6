import { Schema } from "effect"

/**
 * Why a purchase is not taken. `unverifiable` is every proof that does not hold for this caller, also another person's:
 * who asks learns nothing of it.
 */
export const PurchaseFault = Schema.Literals(["unverifiable", "wrong_environment", "unknown_product"])
export type PurchaseFault = typeof PurchaseFault.Type

/** The proof shows no purchase of ours for this person. */
export class PurchaseNotVerified extends Schema.TaggedError<PurchaseNotVerified>()("PurchaseNotVerified", {
  reason: PurchaseFault
}) {
  override get message() {
    return `The purchase was not verified: ${this.reason}`
  }
}

export const NotificationFault = Schema.Literals(["malformed", "unverifiable", "wrong_app", "wrong_environment"])
export type NotificationFault = typeof NotificationFault.Type

/** What came as a store's notification is none that it sent us. */
export class NotificationRejected extends Schema.TaggedError<NotificationRejected>()("NotificationRejected", {
  reason: NotificationFault
}) {
  override get message() {
    return `The notification was refused: ${this.reason}`
  }
}

/** Another person has this purchase. Names nobody. */
export class LineTaken extends Schema.TaggedError<LineTaken>()("LineTaken", {}) {
  override get message() {
    return "The purchase is another person's"
  }
}

/** This notification was heard before. */
export class NotificationKnown extends Schema.TaggedError<NotificationKnown>()("NotificationKnown", {}) {
  override get message() {
    return "The notification was heard before"
  }
}
