import { Money } from "@serenya/domain/subscriptions/Money"
import { Coverage } from "@serenya/domain/subscriptions/Plan"
import { Fate, PartialRefund, Purchase, RenewalState, Term } from "@serenya/domain/subscriptions/Purchase"
import { Effect, Schema } from "effect"

const Millis = Schema.DateTimeUtcFromMillis
const { provider, externalId, replaces, acknowledged } = Purchase.fields
const { transactionId, productId, offer } = Term.fields

const FateAttributes = Schema.Struct({ outcome: Fate.fields.outcome, at: Millis, statedAt: Millis }).pipe(
  Schema.encodeKeys({ statedAt: "stated_at" })
)

const MoneyAttributes = Money.pipe(Schema.encodeKeys({ amountMinor: "amount_minor" }))

const PartialRefundAttributes = Schema.Struct({ ...PartialRefund.fields, at: Millis }).pipe(
  Schema.encodeKeys({ transactionId: "transaction_id", amountMinor: "amount_minor" })
)

const PlanAttributes = Coverage.pipe(Schema.encodeKeys({ billingPeriod: "billing_period" }))

const TermAttributes = Schema.Struct({
  transactionId,
  productId,
  plan: PlanAttributes,
  start: Millis,
  end: Millis,
  price: Schema.OptionFromOptionalKey(MoneyAttributes),
  offer,
  statedAt: Millis,
  fate: Schema.OptionFromOptionalKey(FateAttributes),
  partialRefunds: Schema.Array(PartialRefundAttributes).pipe(Schema.withDecodingDefaultKey(Effect.succeed([])))
}).pipe(
  Schema.encodeKeys({
    transactionId: "transaction_id",
    productId: "product_id",
    statedAt: "stated_at",
    partialRefunds: "partial_refunds"
  })
)

const { BillingRetry, Hold, Lapsed, Pending, Renewing } = RenewalState.cases

const StateAttributes = Schema.Union([
  Renewing,
  BillingRetry,
  Hold,
  Pending,
  Lapsed,
  Schema.TaggedStruct("Grace", { until: Millis }),
  Schema.TaggedStruct("Paused", { resumesAt: Schema.OptionFromOptionalKey(Millis) }).pipe(
    Schema.encodeKeys({ resumesAt: "resumes_at" })
  )
])

const RenewalAttributes = Schema.Struct({ autoRenew: Schema.Boolean, state: StateAttributes, statedAt: Millis }).pipe(
  Schema.encodeKeys({ autoRenew: "auto_renew", statedAt: "stated_at" })
)

/** A purchase as attributes, times in epoch milliseconds. */
export const PurchaseAttributes = Schema.Struct({
  provider,
  externalId,
  terms: Schema.Array(TermAttributes),
  renewal: Schema.OptionFromOptionalKey(RenewalAttributes),
  replaces: Schema.OptionFromOptionalKey(replaces.value),
  acknowledged
}).pipe(Schema.encodeKeys({ externalId: "external_id" }))
