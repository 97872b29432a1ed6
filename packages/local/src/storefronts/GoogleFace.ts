import type { Money } from "@serenya/domain/subscriptions/Money"
import type { Renewal, Term } from "@serenya/domain/subscriptions/Purchase"
import { DateTime, Effect, Option } from "effect"
import { exportJWK, generateKeyPair, SignJWT } from "jose"
import type { News, Sale } from "./Sale.ts"

export const packageName = "health.serenya.local"
export const pushAccount = "play@serenya-local.iam.gserviceaccount.com"
const pushSubject = "113774264463038321964"
const issuer = "https://accounts.google.com"
const keyId = "simulator"

/** Google's number for what happened; a refund has a notification of its own. */
const numbers: Readonly<Record<Exclude<News, "refunded" | "refund_reversed">, number>> = {
  recovered: 1,
  renewed: 2,
  cancelled: 3,
  bought: 4,
  held: 5,
  payment_failed: 6,
  resumed: 7,
  lapsed: 13,
  upgraded: 4
}

const states: Readonly<Record<Renewal["state"]["_tag"], string>> = {
  Renewing: "ACTIVE",
  Grace: "IN_GRACE_PERIOD",
  BillingRetry: "ON_HOLD",
  Hold: "ON_HOLD",
  Paused: "PAUSED",
  Pending: "PENDING",
  Lapsed: "EXPIRED"
}

const stateOf = (renewal: Option.Option<Renewal>): string =>
  Option.match(renewal, {
    onNone: () => "ACTIVE",
    onSome: ({ autoRenew, state }) => (state._tag === "Renewing" && !autoRenew ? "CANCELED" : states[state._tag])
  })

const hasFate = (outcome: string) => (term: Term) => Option.exists(term.fate, (fate) => fate.outcome === outcome)
const isRefunded = hasFate("refunded")
const isReplaced = hasFate("upgraded")

/** Dollars: whatever is sold here is sold for them. */
const money = ({ amountMinor, currency }: Money) => ({
  currencyCode: currency,
  units: String(Math.trunc(amountMinor / 100)),
  nanos: (amountMinor % 100) * 10_000_000
})

const stateOfOrder = (term: Term): string => {
  if (isRefunded(term)) return "REFUNDED"
  return term.partialRefunds.length > 0 ? "PARTIALLY_REFUNDED" : "PROCESSED"
}

const historyOf = ({ fate, partialRefunds }: Term) => ({
  ...Option.match(
    Option.filter(fate, ({ outcome }) => outcome === "refunded"),
    {
      onNone: () => ({}),
      onSome: ({ at }) => ({ refundEvent: { eventTime: DateTime.formatIso(at), refundReason: "OTHER" } })
    }
  ),
  partialRefundEvents: partialRefunds.map((refund) => ({
    createTime: DateTime.formatIso(refund.at),
    processTime: DateTime.formatIso(refund.at),
    state: "PROCESSED_SUCCESSFULLY",
    refundDetails: { total: money(refund) }
  }))
})

/** A SubscriptionPurchaseV2. Everything that a simulator sells is a tester's. */
export const subscriptionOf = ({ owner, purchase }: Sale) => {
  const last = purchase.terms.at(-1)
  const [productId, basePlanId] = last?.productId.split(":") ?? []
  const until = Option.match(purchase.renewal, {
    onNone: () => last?.end,
    onSome: ({ state }) => (state._tag === "Grace" ? state.until : last?.end)
  })
  return {
    kind: "androidpublisher#subscriptionPurchaseV2",
    regionCode: "US",
    startTime: purchase.terms[0] && DateTime.formatIso(purchase.terms[0].start),
    subscriptionState: `SUBSCRIPTION_STATE_${stateOf(purchase.renewal)}`,
    acknowledgementState: `ACKNOWLEDGEMENT_STATE_${purchase.acknowledged ? "ACKNOWLEDGED" : "PENDING"}`,
    linkedPurchaseToken: Option.getOrUndefined(purchase.replaces),
    externalAccountIdentifiers: { obfuscatedExternalAccountId: Option.getOrUndefined(owner) },
    ...(last !== undefined && isReplaced(last) && { canceledStateContext: { replacementCancellation: {} } }),
    testPurchase: {},
    lineItems: [
      {
        productId,
        expiryTime: until && DateTime.formatIso(until),
        latestSuccessfulOrderId: last?.transactionId,
        autoRenewingPlan: { autoRenewEnabled: Option.exists(purchase.renewal, ({ autoRenew }) => autoRenew) },
        offerDetails: { basePlanId }
      }
    ]
  }
}

/** The Order of one term. */
export const orderOf = ({ purchase }: Sale, term: Term) => {
  const [productId, basePlanId] = term.productId.split(":")
  return {
    orderId: term.transactionId,
    purchaseToken: purchase.externalId,
    state: stateOfOrder(term),
    createTime: DateTime.formatIso(term.start),
    ...Option.match(term.price, { onNone: () => ({}), onSome: (price) => ({ total: money(price) }) }),
    lineItems: [
      {
        productId,
        subscriptionDetails: {
          basePlanId,
          offerPhase: "BASE",
          servicePeriodStartTime: DateTime.formatIso(term.start),
          servicePeriodEndTime: DateTime.formatIso(term.end)
        }
      }
    ],
    orderHistory: historyOf(term)
  }
}

const toldOf = ({ purchase: { externalId: purchaseToken, terms } }: Sale, what: News) =>
  what === "refunded" || what === "refund_reversed"
    ? {
        voidedPurchaseNotification: {
          purchaseToken,
          orderId: terms.at(-1)?.transactionId,
          productType: 1,
          refundType: 1
        }
      }
    : { subscriptionNotification: { version: "1.0", notificationType: numbers[what], purchaseToken } }

/** Google Play's half of the simulator, and Pub/Sub's: what a push holds and by what token it is known. */
export const make = Effect.fnUntraced(function* (pushAudience: string) {
  const { privateKey, publicKey } = yield* Effect.promise(() => generateKeyPair("RS256", { extractable: true }))
  const jwk = yield* Effect.promise(() => exportJWK(publicKey))

  const push = (content: object, messageId: string, at: number) =>
    JSON.stringify({
      message: {
        attributes: {},
        messageId,
        publishTime: new Date(at).toISOString(),
        data: Buffer.from(
          JSON.stringify({ version: "1.0", packageName, eventTimeMillis: String(at), ...content })
        ).toString("base64")
      },
      subscription: "projects/serenya-local/subscriptions/play"
    })

  const bearer = (at: number) =>
    Effect.promise(() =>
      new SignJWT({ email: pushAccount, email_verified: true, azp: pushSubject })
        .setProtectedHeader({ alg: "RS256", kid: keyId, typ: "JWT" })
        .setIssuer(issuer)
        .setSubject(pushSubject)
        .setAudience(pushAudience)
        .setIssuedAt(Math.floor(at / 1000))
        .setExpirationTime(Math.floor(at / 1000) + 3600)
        .sign(privateKey)
    )

  return {
    jwks: { keys: [{ ...jwk, kid: keyId, alg: "RS256", use: "sig" }] },
    bearer,
    notification: (sale: Sale, what: News, messageId: string, at: number) => push(toldOf(sale, what), messageId, at),
    /** A notification of a kind that is still to come. */
    strange: (messageId: string, at: number) => push({ movedToMarsNotification: {} }, messageId, at)
  }
})
export type GoogleFace = Effect.Success<ReturnType<typeof make>>
