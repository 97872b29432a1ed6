import { StorePurchase } from "@serenya/domain/subscriptions/Purchase"
import { UserId } from "@serenya/domain/users/UserId"
import { Schema } from "effect"

/** The whole truth about one line, which only its store knows. */
export const Sale = Schema.Struct({ purchase: StorePurchase, owner: Schema.Option(UserId) })
export type Sale = typeof Sale.Type

/** What can become of a line once it was bought. */
export const Happening = Schema.Literals([
  "renewed",
  "cancelled",
  "resumed",
  "payment_failed",
  "held",
  "recovered",
  "lapsed",
  "refunded",
  "partially_refunded",
  "refund_reversed",
  "upgraded"
])
export type Happening = typeof Happening.Type

/** What a store tells of by itself: Google has no notification for a part of the money that goes back. */
export type News = Exclude<Happening, "partially_refunded"> | "bought"
