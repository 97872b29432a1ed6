import { Schema } from "effect"

/** Epoch milliseconds, as all times of the App Store. */
const Moment = Schema.DateTimeUtcFromMillis

/** A JWSTransactionDecodedPayload, as far as it is read here. `price` is in thousandths of the currency's unit. */
export const TransactionClaims = Schema.Struct({
  bundleId: Schema.String,
  environment: Schema.String,
  type: Schema.String,
  originalTransactionId: Schema.NonEmptyString,
  transactionId: Schema.NonEmptyString,
  productId: Schema.String,
  purchaseDate: Moment,
  expiresDate: Schema.optionalKey(Moment),
  signedDate: Moment,
  appAccountToken: Schema.optionalKey(Schema.String),
  inAppOwnershipType: Schema.optionalKey(Schema.String),
  isUpgraded: Schema.optionalKey(Schema.Boolean),
  revocationDate: Schema.optionalKey(Moment),
  offerType: Schema.optionalKey(Schema.Int),
  offerDiscountType: Schema.optionalKey(Schema.String),
  price: Schema.optionalKey(Schema.Int),
  currency: Schema.optionalKey(Schema.String)
})
export type TransactionClaims = typeof TransactionClaims.Type

/** A JWSRenewalInfoDecodedPayload, likewise. */
export const RenewalClaims = Schema.Struct({
  environment: Schema.String,
  originalTransactionId: Schema.NonEmptyString,
  autoRenewStatus: Schema.Int,
  signedDate: Moment,
  isInBillingRetryPeriod: Schema.optionalKey(Schema.Boolean),
  gracePeriodExpiresDate: Schema.optionalKey(Moment),
  expirationIntent: Schema.optionalKey(Schema.Int)
})
export type RenewalClaims = typeof RenewalClaims.Type

/** A responseBodyV2DecodedPayload, likewise; without `data` it is about no purchase. */
export const NotificationClaims = Schema.Struct({
  notificationType: Schema.NonEmptyString,
  subtype: Schema.optionalKey(Schema.NonEmptyString),
  notificationUUID: Schema.NonEmptyString,
  data: Schema.optionalKey(
    Schema.Struct({
      signedTransactionInfo: Schema.optionalKey(Schema.RedactedFromValue(Schema.String)),
      signedRenewalInfo: Schema.optionalKey(Schema.RedactedFromValue(Schema.String))
    })
  )
})
export type NotificationClaims = typeof NotificationClaims.Type
