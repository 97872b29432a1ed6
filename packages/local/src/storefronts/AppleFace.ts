import type { StorePurchase, Renewal, Term } from "@serenya/domain/subscriptions/Purchase"
import { Effect, Option } from "effect"
import { CompactSign } from "jose"
import type { News, Sale } from "./Sale.ts"
import type { StoreCertificates } from "./StoreCertificates.ts"

export const bundleId = "health.serenya.local"
export const appId = 1_234_567_890
const environment = "Sandbox"

/** What the App Store calls what happened. */
const words: Readonly<Record<News, readonly [type: string, subtype?: string]>> = {
  bought: ["SUBSCRIBED", "INITIAL_BUY"],
  renewed: ["DID_RENEW"],
  cancelled: ["DID_CHANGE_RENEWAL_STATUS", "AUTO_RENEW_DISABLED"],
  resumed: ["DID_CHANGE_RENEWAL_STATUS", "AUTO_RENEW_ENABLED"],
  payment_failed: ["DID_FAIL_TO_RENEW", "GRACE_PERIOD"],
  held: ["GRACE_PERIOD_EXPIRED"],
  recovered: ["DID_RENEW", "BILLING_RECOVERY"],
  lapsed: ["EXPIRED", "VOLUNTARY"],
  refunded: ["REFUND"],
  refund_reversed: ["REFUND_REVERSED"],
  upgraded: ["DID_CHANGE_RENEWAL_PREF", "UPGRADE"]
}

const millis = ({ epochMilliseconds }: Term["start"]) => epochMilliseconds

const fateOf = ({ fate }: Term) =>
  Option.match(fate, {
    onNone: () => ({}),
    onSome: ({ at, outcome }) => ({
      ...(outcome === "refunded" && { revocationDate: millis(at), revocationReason: 0 }),
      ...(outcome === "upgraded" && { isUpgraded: true })
    })
  })

/** A JWSTransactionDecodedPayload of one term, as it would be signed at `signedDate`. */
const transactionOf = ({ owner, purchase }: Sale, term: Term, signedDate: number) => ({
  transactionId: term.transactionId,
  originalTransactionId: purchase.externalId,
  bundleId,
  productId: term.productId,
  subscriptionGroupIdentifier: "20000001",
  purchaseDate: millis(term.start),
  originalPurchaseDate: millis(purchase.terms[0]?.start ?? term.start),
  expiresDate: millis(term.end),
  quantity: 1,
  type: "Auto-Renewable Subscription",
  inAppOwnershipType: "PURCHASED",
  signedDate,
  environment,
  transactionReason: purchase.terms[0] === term ? "PURCHASE" : "RENEWAL",
  storefront: "USA",
  storefrontId: "143441",
  ...Option.match(term.price, {
    onNone: () => ({}),
    onSome: ({ amountMinor, currency }) => ({ price: amountMinor * 10, currency })
  }),
  ...Option.match(owner, { onNone: () => ({}), onSome: (appAccountToken) => ({ appAccountToken }) }),
  ...fateOf(term)
})

const stateOf = ({ state }: Renewal) => {
  switch (state._tag) {
    case "Grace":
      return { isInBillingRetryPeriod: true, gracePeriodExpiresDate: millis(state.until) }
    case "BillingRetry":
      return { isInBillingRetryPeriod: true }
    case "Lapsed":
      return { expirationIntent: 1 }
    default:
      return {}
  }
}

const statusOf = (purchase: StorePurchase, { state }: Renewal): number => {
  if (Option.exists(purchase.terms.at(-1)?.fate ?? Option.none(), ({ outcome }) => outcome === "refunded")) return 5
  return { Grace: 4, BillingRetry: 3, Lapsed: 2, Hold: 3, Paused: 2, Pending: 2, Renewing: 1 }[state._tag]
}

/** The App Store's half of the simulator: it signs as Apple does, under a root of its own. */
export const make = ({ intermediate, leaf, root }: StoreCertificates) => {
  const x5c = [leaf, intermediate, root].map(({ certificate }) => certificate.raw.toString("base64"))

  const sign = (payload: object) =>
    Effect.promise(() =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: "ES256", x5c })
        .sign(leaf.key)
    )

  const signTransaction = (sale: Sale, term: Term, signedDate: number) => sign(transactionOf(sale, term, signedDate))

  const signRenewal = ({ purchase: { externalId, renewal, terms } }: Sale, signedDate: number) =>
    Option.match(renewal, {
      onNone: () => Effect.undefined,
      onSome: (renewal) =>
        sign({
          originalTransactionId: externalId,
          autoRenewProductId: terms.at(-1)?.productId,
          productId: terms.at(-1)?.productId,
          autoRenewStatus: renewal.autoRenew ? 1 : 0,
          environment,
          signedDate,
          ...stateOf(renewal)
        })
    })

  /** What both the API and a notification say of a line: its last transaction and its renewal. */
  const standing = Effect.fnUntraced(function* (sale: Sale, signedDate: number) {
    const term = sale.purchase.terms.at(-1)
    return {
      status: Option.match(sale.purchase.renewal, {
        onNone: () => 1,
        onSome: (renewal) => statusOf(sale.purchase, renewal)
      }),
      signedTransactionInfo: term === undefined ? undefined : yield* signTransaction(sale, term, signedDate),
      signedRenewalInfo: yield* signRenewal(sale, signedDate)
    }
  })

  const envelope = (notificationType: string, notificationUUID: string, signedDate: number, rest: object) =>
    sign({ notificationType, notificationUUID, version: "2.0", signedDate, ...rest })

  const app = { environment, appAppleId: appId, bundleId, bundleVersion: "1" }

  const notification = Effect.fnUntraced(function* (sale: Sale, what: News, id: string, signedDate: number) {
    const [type, subtype] = words[what]
    const data = { ...app, ...(yield* standing(sale, signedDate)) }
    return yield* envelope(type, id, signedDate, { ...(subtype === undefined ? {} : { subtype }), data })
  })

  /** A notification of a type that is still to come. */
  const strange = (id: string, signedDate: number) => envelope("MOVED_TO_MARS", id, signedDate, { data: app })

  return { signTransaction, standing, notification, strange }
}
export type AppleFace = ReturnType<typeof make>
