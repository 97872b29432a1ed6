import { ExternalId } from "@serenya/domain/subscriptions/Purchase"
import { Effect, Layer } from "effect"
import * as NodeJwksSource from "../../src/identity/NodeJwksSource.ts"
import { AppleStorefront } from "../../src/subscriptions/apple/AppleStorefront.ts"
import * as NoAppleData from "../../src/subscriptions/apple/NoAppleData.ts"
import { GoogleStorefront } from "../../src/subscriptions/google/GoogleStorefront.ts"
import * as ScriptedStore from "./ScriptedStore.ts"

export const line = ExternalId.make("2000000123456789")
export const token = ExternalId.make("purchase-token-1")
export const orderId = "GPA.3311-1111-2222-33333"

const part = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`
const at = (iso: string) => Date.parse(iso)

export const transaction = {
  bundleId: ScriptedStore.bundleId,
  environment: "Sandbox",
  type: "Auto-Renewable Subscription",
  originalTransactionId: line,
  transactionId: "2000000123456790",
  productId: "health.serenya.premium.monthly",
  purchaseDate: at("2026-03-01T00:00:00Z"),
  expiresDate: at("2026-04-01T00:00:00Z"),
  signedDate: at("2026-03-05T00:00:00Z"),
  appAccountToken: "019845E1-682F-4B02-A706-3B2422D13AEC",
  inAppOwnershipType: "PURCHASED",
  price: 9990,
  currency: "USD"
}
export const renewal = {
  environment: "Sandbox",
  originalTransactionId: line,
  autoRenewStatus: 1,
  signedDate: at("2026-03-05T00:00:00Z")
}

/** Apple's answer about a line, with what the App Store would have signed; this path trusts the connection. */
export const statuses = (changes: object = {}, renewalChanges: object = {}) => ({
  environment: "Sandbox",
  bundleId: ScriptedStore.bundleId,
  data: [
    {
      lastTransactions: [
        {
          originalTransactionId: line,
          status: 1,
          signedTransactionInfo: part({ ...transaction, ...changes }),
          signedRenewalInfo: part({ ...renewal, ...renewalChanges })
        }
      ]
    }
  ]
})

/** One page of the history of the line's customer, what changed last first. */
export const history = (transactions: ReadonlyArray<object>, revision?: string) => ({
  environment: "Sandbox",
  bundleId: ScriptedStore.bundleId,
  hasMore: revision !== undefined,
  revision: revision ?? "the-end",
  signedTransactions: transactions.map((changes) => part({ ...transaction, ...changes }))
})

export const subscription = (changes: object = {}, item: object = {}) => ({
  kind: "androidpublisher#subscriptionPurchaseV2",
  startTime: "2026-03-01T00:00:00Z",
  subscriptionState: "SUBSCRIPTION_STATE_ACTIVE",
  acknowledgementState: "ACKNOWLEDGEMENT_STATE_PENDING",
  externalAccountIdentifiers: { obfuscatedExternalAccountId: "019845e1-682f-4b02-a706-3b2422d13aec" },
  lineItems: [
    {
      productId: "premium",
      expiryTime: "2026-04-01T00:00:00Z",
      latestSuccessfulOrderId: orderId,
      autoRenewingPlan: { autoRenewEnabled: true },
      offerDetails: { basePlanId: "monthly" },
      ...item
    }
  ],
  ...changes
})

export const order = (changes: object = {}, details: object = {}) => ({
  orderId,
  purchaseToken: token,
  state: "PROCESSED",
  total: { currencyCode: "USD", units: "9", nanos: 990_000_000 },
  lineItems: [
    {
      productId: "premium",
      subscriptionDetails: {
        basePlanId: "monthly",
        offerPhase: "BASE",
        servicePeriodStartTime: "2026-03-01T00:00:00Z",
        servicePeriodEndTime: "2026-04-01T00:00:00Z",
        ...details
      }
    }
  ],
  ...changes
})

export const granted = { access_token: "ya29.first", expires_in: 3600, token_type: "Bearer" }

const application = `/androidpublisher/v3/applications/${ScriptedStore.packageName}`
export const paths = {
  apple: "/inApps/v1/subscriptions/",
  history: "/inApps/v2/history/",
  token: "/token",
  subscription: `${application}/purchases/subscriptionsv2/tokens/`,
  orders: `${application}/orders:batchGet`,
  acknowledge: `${application}/purchases/subscriptions/premium/tokens/`,
  certs: "/certs"
}

/** Both shops over one scripted server on which everything is well. */
export const open = Effect.gen(function* () {
  const store = yield* ScriptedStore.start
  store.script(paths.apple, ScriptedStore.json(statuses()))
  store.script(paths.history, ScriptedStore.json(history([])))
  store.script(paths.token, ScriptedStore.json(granted))
  store.script(paths.subscription, ScriptedStore.json(subscription()))
  store.script(paths.orders, ScriptedStore.json({ orders: [order()] }))
  store.script(paths.acknowledge, ScriptedStore.text(""))
  return store
})

/** Our side of it; `changes` are to the settings. */
export const shops = (store: ScriptedStore.ScriptedStore, changes?: Readonly<Record<string, string>>) =>
  Layer.mergeAll(AppleStorefront.layer, GoogleStorefront.layer).pipe(
    Layer.provide([NoAppleData.layer, NodeJwksSource.layer, ScriptedStore.credentials]),
    Layer.provide(ScriptedStore.settings(store, changes))
  )
