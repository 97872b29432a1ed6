import { Schema } from "effect"

/** RFC 3339. */
const Moment = Schema.DateTimeUtcFromString

/** google.type.Money: whole units as a string, and billionths; what is zero is left out. */
export const PlayMoney = Schema.Struct({
  currencyCode: Schema.String,
  units: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^-?\d{1,18}$/))),
  nanos: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: -999_999_999, maximum: 999_999_999 })))
})
export type PlayMoney = typeof PlayMoney.Type

const LineItem = Schema.Struct({
  productId: Schema.String,
  expiryTime: Schema.optionalKey(Moment),
  latestSuccessfulOrderId: Schema.optionalKey(Schema.String),
  autoRenewingPlan: Schema.optionalKey(Schema.Struct({ autoRenewEnabled: Schema.optionalKey(Schema.Boolean) })),
  offerDetails: Schema.optionalKey(Schema.Struct({ basePlanId: Schema.optionalKey(Schema.String) }))
})
export type LineItem = typeof LineItem.Type

export const SubscriptionState = Schema.Literals([
  "SUBSCRIPTION_STATE_PENDING",
  "SUBSCRIPTION_STATE_ACTIVE",
  "SUBSCRIPTION_STATE_PAUSED",
  "SUBSCRIPTION_STATE_IN_GRACE_PERIOD",
  "SUBSCRIPTION_STATE_ON_HOLD",
  "SUBSCRIPTION_STATE_CANCELED",
  "SUBSCRIPTION_STATE_EXPIRED",
  "SUBSCRIPTION_STATE_PENDING_PURCHASE_CANCELED"
])

/** A SubscriptionPurchaseV2, as far as it is read here. */
export const PlaySubscription = Schema.Struct({
  subscriptionState: SubscriptionState,
  startTime: Schema.optionalKey(Moment),
  lineItems: Schema.NonEmptyArray(LineItem),
  linkedPurchaseToken: Schema.optionalKey(Schema.String),
  acknowledgementState: Schema.optionalKey(Schema.String),
  pausedStateContext: Schema.optionalKey(Schema.Struct({ autoResumeTime: Schema.optionalKey(Moment) })),
  canceledStateContext: Schema.optionalKey(
    Schema.Struct({ replacementCancellation: Schema.optionalKey(Schema.Unknown) })
  ),
  externalAccountIdentifiers: Schema.optionalKey(
    Schema.Struct({ obfuscatedExternalAccountId: Schema.optionalKey(Schema.String) })
  ),
  testPurchase: Schema.optionalKey(Schema.Unknown)
})
export type PlaySubscription = typeof PlaySubscription.Type

const OrderedItem = Schema.Struct({
  productId: Schema.String,
  subscriptionDetails: Schema.optionalKey(
    Schema.Struct({
      basePlanId: Schema.optionalKey(Schema.String),
      offerPhase: Schema.optionalKey(Schema.String),
      servicePeriodStartTime: Moment,
      servicePeriodEndTime: Moment
    })
  )
})

/** A refund of a part, which may still be on its way. */
const PartialRefundEvent = Schema.Struct({
  createTime: Moment,
  processTime: Schema.optionalKey(Moment),
  state: Schema.optionalKey(Schema.String),
  refundDetails: Schema.optionalKey(Schema.Struct({ total: Schema.optionalKey(PlayMoney) }))
})
export type PartialRefundEvent = typeof PartialRefundEvent.Type

/** An Order, likewise; `total` is what the person paid, tax included. */
export const PlayOrder = Schema.Struct({
  orderId: Schema.String,
  state: Schema.String,
  total: Schema.optionalKey(PlayMoney),
  lineItems: Schema.Array(OrderedItem),
  orderHistory: Schema.optionalKey(
    Schema.Struct({
      refundEvent: Schema.optionalKey(
        Schema.Struct({ eventTime: Moment, refundReason: Schema.optionalKey(Schema.String) })
      ),
      partialRefundEvents: Schema.optionalKey(Schema.Array(PartialRefundEvent))
    })
  )
})
export type PlayOrder = typeof PlayOrder.Type
