import * as Catalogue from "@serenya/domain/subscriptions/Catalogue"
import { Currency, type Money } from "@serenya/domain/subscriptions/Money"
import * as MoneyRules from "@serenya/domain/subscriptions/MoneyRules"
import {
  ExternalId,
  type Fate,
  type PartialRefund,
  type Renewal,
  RenewalState,
  type Term,
  TransactionId
} from "@serenya/domain/subscriptions/Purchase"
import { StoreStatement } from "@serenya/domain/subscriptions/StoreStatement"
import { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Option, Result, Schema } from "effect"
import type { LineItem, PartialRefundEvent, PlayMoney, PlayOrder, PlaySubscription } from "./PlayClaims.ts"

const decodeOwner = Schema.decodeUnknownOption(UserId)
const decodeLine = Schema.decodeUnknownOption(ExternalId)
const decodeCurrency = Schema.decodeUnknownOption(Currency)
const decodeTransactionId = Schema.decodeUnknownOption(TransactionId)

/** As the catalogue writes it: the subscription and its base plan. */
const productOf = (productId: string, basePlanId = "") => `${productId}:${basePlanId}`
const soldAs = ({ offerDetails, productId }: LineItem) => productOf(productId, offerDetails?.basePlanId)

/** What of a purchase is a plan of ours; the rest is none of this server's business. */
export const itemOf = ({ lineItems }: PlaySubscription): Option.Option<LineItem> =>
  Option.fromUndefinedOr(lineItems.find((item) => Option.isSome(Catalogue.planOf("google", soldAs(item)))))

const moneyOf = ({ currencyCode, nanos = 0, units = "0" }: PlayMoney): Option.Option<Money> =>
  Option.map(decodeCurrency(currencyCode), (currency) => MoneyRules.ofUnits(BigInt(units), nanos, currency))

const offers: Readonly<Record<string, Term["offer"]>> = { FREE_TRIAL: "trial", INTRODUCTORY: "introductory" }

/** What a statement of Google's is made of. `at` is when it was asked for: Google dates none. */
export interface Answered {
  readonly purchaseToken: ExternalId
  readonly subscription: PlaySubscription
  readonly orders: ReadonlyArray<PlayOrder>
  readonly at: DateTime.Utc
}

/** A plan that was replaced says so in the purchase. */
const latestFate = (start: DateTime.Utc, { expiryTime }: LineItem, { at, subscription }: Answered): Fate =>
  subscription.canceledStateContext?.replacementCancellation === undefined
    ? { outcome: "running", at: start, statedAt: at }
    : { outcome: "upgraded", at: expiryTime ?? at, statedAt: at }

/** Money that went back says so in the order. */
const fateOf = (order: PlayOrder, start: DateTime.Utc, item: LineItem, answered: Answered): Fate => {
  const statedAt = answered.at
  const refund = order.orderHistory?.refundEvent
  if (order.state === "REFUNDED")
    return {
      outcome: refund?.refundReason === "CHARGEBACK" ? "disputed" : "refunded",
      at: refund?.eventTime ?? statedAt,
      statedAt
    }
  return order.orderId === item.latestSuccessfulOrderId
    ? latestFate(start, item, answered)
    : { outcome: "running", at: start, statedAt }
}

/** Google gives a partial refund no id; when it was begun tells those of one order apart, and never changes. */
const partialRefundOf = (orderId: string, event: PartialRefundEvent): Option.Option<PartialRefund> =>
  Option.gen(function* () {
    const { createTime, processTime = createTime, refundDetails } = event
    const money = yield* Option.flatMap(Option.fromUndefinedOr(refundDetails?.total), moneyOf)
    const transactionId = yield* decodeTransactionId(`${orderId}@${DateTime.formatIso(createTime)}`)
    return { transactionId, ...money, at: processTime }
  })

/** What went back of an order that goes on, as far as it is done. */
const partialRefundsOf = ({ orderHistory, orderId }: PlayOrder): ReadonlyArray<PartialRefund> =>
  (orderHistory?.partialRefundEvents ?? [])
    .filter(({ state }) => state === "PROCESSED_SUCCESSFULLY")
    .flatMap((event) => Option.toArray(partialRefundOf(orderId, event)))

/** The order knows the period as it was paid for; only the purchase knows where the current one really ends. In grace its end is the grace's. */
const endOf = (paidUntil: DateTime.Utc, isLatest: boolean, item: LineItem, { subscription }: Answered): DateTime.Utc =>
  isLatest && subscription.subscriptionState !== "SUBSCRIPTION_STATE_IN_GRACE_PERIOD"
    ? (item.expiryTime ?? paidUntil)
    : paidUntil

/** Orders that were never paid are no terms. */
const isPaid = ({ state }: PlayOrder) => state !== "PENDING" && state !== "CANCELED"

const termOf = (order: PlayOrder, item: LineItem, answered: Answered): Option.Option<Term> =>
  Option.gen(function* () {
    const isLatest = order.orderId === item.latestSuccessfulOrderId
    const ordered = yield* Option.fromUndefinedOr(order.lineItems.find(({ productId }) => productId === item.productId))
    const details = yield* Option.fromUndefinedOr(ordered.subscriptionDetails)
    const productId = productOf(ordered.productId, details.basePlanId)
    const start = details.servicePeriodStartTime
    return {
      transactionId: yield* decodeTransactionId(order.orderId),
      productId,
      plan: yield* Catalogue.planOf("google", productId),
      start,
      end: endOf(details.servicePeriodEndTime, isLatest, item, answered),
      price: Option.flatMap(Option.fromUndefinedOr(order.total), moneyOf),
      offer: offers[details.offerPhase ?? ""] ?? "none",
      statedAt: answered.at,
      fate: Option.some(fateOf(order, start, item, answered)),
      partialRefunds: partialRefundsOf(order)
    }
  })

/** What is known of the latest term while its order is not to be had yet: everything but the price. */
const unorderedTerm = (item: LineItem, answered: Answered): Option.Option<Term> =>
  Option.gen(function* () {
    const productId = soldAs(item)
    const start = yield* Option.fromUndefinedOr(answered.subscription.startTime)
    return {
      transactionId: yield* decodeTransactionId(item.latestSuccessfulOrderId),
      productId,
      plan: yield* Catalogue.planOf("google", productId),
      start,
      end: yield* Option.fromUndefinedOr(item.expiryTime),
      price: Option.none(),
      offer: "none",
      statedAt: answered.at,
      fate: Option.some(latestFate(start, item, answered)),
      partialRefunds: []
    }
  })

const termsOf = (item: LineItem, answered: Answered): ReadonlyArray<Term> => {
  const { orders } = answered
  const terms = orders.filter(isPaid).flatMap((order) => Option.toArray(termOf(order, item, answered)))
  const isOrdered = orders.some(({ orderId }) => orderId === item.latestSuccessfulOrderId)
  return isOrdered ? terms : [...terms, ...Option.toArray(unorderedTerm(item, answered))]
}

const { cases } = RenewalState

const stateOf = ({ pausedStateContext, subscriptionState }: PlaySubscription, { expiryTime }: LineItem) => {
  switch (subscriptionState) {
    case "SUBSCRIPTION_STATE_PENDING":
      return cases.Pending.make({})
    case "SUBSCRIPTION_STATE_ACTIVE":
    case "SUBSCRIPTION_STATE_CANCELED":
      return cases.Renewing.make({})
    case "SUBSCRIPTION_STATE_IN_GRACE_PERIOD":
      return expiryTime === undefined ? cases.BillingRetry.make({}) : cases.Grace.make({ until: expiryTime })
    case "SUBSCRIPTION_STATE_ON_HOLD":
      return cases.Hold.make({})
    case "SUBSCRIPTION_STATE_PAUSED":
      return cases.Paused.make({ resumesAt: Option.fromUndefinedOr(pausedStateContext?.autoResumeTime) })
    case "SUBSCRIPTION_STATE_EXPIRED":
    case "SUBSCRIPTION_STATE_PENDING_PURCHASE_CANCELED":
      return cases.Lapsed.make({})
  }
}

const renewalOf = (item: LineItem, { at, subscription }: Answered): Renewal => ({
  autoRenew: item.autoRenewingPlan?.autoRenewEnabled ?? false,
  state: stateOf(subscription, item),
  statedAt: at
})

/** What Google answered, as a statement of the line. */
export const statementOf = (answered: Answered): Result.Result<StoreStatement, "unknown_product"> => {
  const { purchaseToken, subscription } = answered
  const item = itemOf(subscription)
  if (Option.isNone(item)) return Result.fail("unknown_product")
  return Result.succeed(
    new StoreStatement({
      purchase: {
        provider: "google",
        externalId: purchaseToken,
        terms: termsOf(item.value, answered),
        renewal: Option.some(renewalOf(item.value, answered)),
        replaces: decodeLine(subscription.linkedPurchaseToken),
        acknowledged: subscription.acknowledgementState === "ACKNOWLEDGEMENT_STATE_ACKNOWLEDGED"
      },
      owner: decodeOwner(subscription.externalAccountIdentifiers?.obfuscatedExternalAccountId?.toLowerCase()),
      basis: "fetched"
    })
  )
}
