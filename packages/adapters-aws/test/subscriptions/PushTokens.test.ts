import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { NotificationRejected } from "@serenya/domain/subscriptions/PurchaseErrors"
import { Context, Effect, Layer, Option, Redacted, Result } from "effect"
import { TestClock } from "effect/testing"
import { GoogleStorefront } from "../../src/subscriptions/google/GoogleStorefront.ts"
import { now, signText } from "../identity/IdTokens.ts"
import { attackerKey, googleKey, published } from "../identity/LocalProvider.ts"
import { withRealWaits } from "../identity/RealWaits.ts"
import { json, packageName, text } from "./ScriptedStore.ts"
import * as StoreScenes from "./StoreScenes.ts"

const honest = {
  iss: "https://accounts.google.com",
  aud: "https://api.serenya.example/api/v1/subscriptions/webhook",
  azp: "113774264463038321964",
  sub: "113774264463038321964",
  email: "push@serenya.iam.gserviceaccount.com",
  email_verified: true,
  iat: now - 5,
  exp: now + 3600
}

const bearer = (changes: object = {}, key = googleKey, header = {}) =>
  signText(
    JSON.stringify(
      Object.fromEntries(Object.entries({ ...honest, ...changes }).filter(([, value]) => value !== undefined))
    ),
    key,
    header
  )

const notice = { version: "1.0", packageName, eventTimeMillis: String(now * 1000) }
const renewed = {
  ...notice,
  subscriptionNotification: { version: "1.0", notificationType: 2, purchaseToken: StoreScenes.token }
}
const push = (data: unknown, messageId: unknown = "136969346945") =>
  JSON.stringify({
    message: {
      attributes: {},
      data: Buffer.from(typeof data === "string" ? data : JSON.stringify(data)).toString("base64"),
      messageId,
      publishTime: "2026-03-01T09:30:00Z"
    },
    subscription: "projects/serenya/subscriptions/play"
  })

const scene = Effect.gen(function* () {
  yield* TestClock.setTime(now * 1000)
  const store = yield* StoreScenes.open
  store.script(StoreScenes.paths.certs, json(published.google))
  const shops = yield* Layer.build(StoreScenes.shops(store))
  const hear = (body: string, token: string) =>
    withRealWaits(Context.get(shops, GoogleStorefront).hear(body, Redacted.make(token)))
  return { store, hear }
})

const verdict = (outcome: Result.Result<unknown, { readonly _tag: string }>): string =>
  Result.match(outcome, {
    onSuccess: () => "heard",
    onFailure: (error) => (error instanceof NotificationRejected ? error.reason : error._tag)
  })

const tokens: ReadonlyArray<readonly [string, string, () => string | Promise<string>]> = [
  ["an honest push", "heard", () => bearer()],
  ["one that names no presenter", "heard", () => bearer({ azp: undefined })],
  ["the issuer without its scheme", "heard", () => bearer({ iss: "accounts.google.com" })],
  ["no token", "unverifiable", () => ""],
  ["another service's push", "unverifiable", () => bearer({ aud: "https://example.test" })],
  ["several audiences", "unverifiable", () => bearer({ aud: [honest.aud, "https://example.test"] })],
  [
    "another project's service account",
    "unverifiable",
    () => bearer({ email: "push@example.iam.gserviceaccount.com" })
  ],
  ["an address that nobody verified", "unverifiable", () => bearer({ email_verified: false })],
  ["no address", "unverifiable", () => bearer({ email: undefined })],
  ["somebody else's presenter", "unverifiable", () => bearer({ azp: "1" })],
  ["another issuer", "unverifiable", () => bearer({ iss: "https://appleid.apple.com" })],
  ["one that has ended", "unverifiable", () => bearer({ exp: now })],
  ["one without an end", "unverifiable", () => bearer({ exp: undefined })],
  ["one from the future", "unverifiable", () => bearer({ iat: now + 61 })],
  ["an attacker's key under Google's key id", "unverifiable", () => bearer({}, { ...attackerKey, kid: googleKey.kid })],
  ["a key that Google does not publish", "unverifiable", () => bearer({}, { ...attackerKey, kid: "made-up" })],
  [
    "a key inside the token",
    "unverifiable",
    () => bearer({}, { ...attackerKey, kid: googleKey.kid }, { jwk: attackerKey.jwk })
  ]
]

const bodies: ReadonlyArray<readonly [string, string, string]> = [
  ["a renewal", "SUBSCRIPTION_RENEWED of purchase-token-1", push(renewed)],
  [
    "a type that we do not know",
    "SUBSCRIPTION_99 of purchase-token-1",
    push({ ...notice, subscriptionNotification: { notificationType: 99, purchaseToken: StoreScenes.token } })
  ],
  [
    "money that went back",
    "VOIDED_PURCHASE of purchase-token-1",
    push({
      ...notice,
      voidedPurchaseNotification: {
        purchaseToken: StoreScenes.token,
        orderId: StoreScenes.orderId,
        productType: 1,
        refundType: 1
      }
    })
  ],
  [
    "money for something bought once",
    "VOIDED_PURCHASE of nothing",
    push({ ...notice, voidedPurchaseNotification: { purchaseToken: "t", productType: 2 } })
  ],
  [
    "something bought once",
    "ONE_TIME_PRODUCT_1 of nothing",
    push({ ...notice, oneTimeProductNotification: { notificationType: 1, purchaseToken: "t", sku: "s" } })
  ],
  ["a test", "TEST of nothing", push({ ...notice, testNotification: { version: "1.0" } })],
  ["a kind to come", "UNKNOWN of nothing", push({ ...notice, somethingNew: {} })],
  ["another app's", "wrong_app", push({ ...renewed, packageName: "com.example.other" })],
  ["no app's", "malformed", push({ ...renewed, packageName: undefined })],
  ["data that is no JSON", "malformed", push("hello")],
  ["no message id", "malformed", push(renewed, null)],
  ["a message id with a line break", "malformed", push(renewed, "1\n2")],
  ["no push", "malformed", "{}"],
  ["no JSON", "malformed", "hello"]
]

describe("Google's pushes", () => {
  for (const [name, expected, token] of tokens) {
    it.effect(`${name}: ${expected}`, () =>
      Effect.gen(function* () {
        const { hear } = yield* scene
        const outcome = yield* Effect.result(hear(push(renewed), yield* Effect.promise(async () => token())))
        assertEquals(verdict(outcome), expected)
      })
    )
  }

  for (const [name, expected, body] of bodies) {
    it.effect(`tells of ${name}: ${expected}`, () =>
      Effect.gen(function* () {
        const { hear, store } = yield* scene
        const heard = yield* Effect.result(hear(body, yield* Effect.promise(() => bearer())))
        const told = Result.match(heard, {
          onSuccess: ({ line, type }) =>
            `${type} of ${Option.match(line, { onNone: () => "nothing", onSome: ({ externalId }) => externalId })}`,
          onFailure: () => verdict(heard)
        })
        assertEquals(told, expected)
        assertEquals(store.to("/androidpublisher").length, 0)
      })
    )
  }

  it.effect("refuses each byte of a token that is another one, and each other spelling of its end", () =>
    Effect.gen(function* () {
      const { hear } = yield* scene
      const token = yield* Effect.promise(() => bearer())
      assertEquals(verdict(yield* Effect.result(hear(push(renewed), token))), "heard")
      const changed = Array.from({ length: token.length }, (_, index) => {
        const other = String.fromCharCode(token.charCodeAt(index) ^ 1)
        return token.slice(0, index) + other + token.slice(index + 1)
      })
      const verdicts = new Set<string>()
      for (const one of changed) verdicts.add(verdict(yield* Effect.result(hear(push(renewed), one))))
      assertEquals(verdicts, new Set(["unverifiable"]))
      assertTrue(changed.length > 500)
    })
  )

  it.effect("keys that are not to be had are an outage, not a forgery", () =>
    Effect.gen(function* () {
      const { hear, store } = yield* scene
      store.script(StoreScenes.paths.certs, text("", 503))
      const outcome = yield* Effect.result(hear(push(renewed), yield* Effect.promise(() => bearer())))
      assertEquals(verdict(outcome), "Unavailable")
    })
  )
})
