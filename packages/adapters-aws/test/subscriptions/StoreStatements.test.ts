import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import type { Renewal, Term } from "@serenya/domain/subscriptions/Purchase"
import { Context, DateTime, Effect, Layer, Option, Redacted } from "effect"
import { AppleStorefront } from "../../src/subscriptions/apple/AppleStorefront.ts"
import { GoogleStorefront } from "../../src/subscriptions/google/GoogleStorefront.ts"
import * as OrderIds from "../../src/subscriptions/google/OrderIds.ts"
import { json } from "./ScriptedStore.ts"
import * as StoreScenes from "./StoreScenes.ts"
import { orderId, paths } from "./StoreScenes.ts"

const moment = (at: DateTime.Utc) => DateTime.formatIso(at).replace(":00:00.000Z", "")

const stateOf = ({ autoRenew, state }: Renewal): string => {
  const until = state._tag === "Grace" ? ` until ${moment(state.until)}` : ""
  const resumes =
    state._tag === "Paused" ? ` until ${Option.match(state.resumesAt, { onNone: () => "-", onSome: moment })}` : ""
  return `${autoRenew ? "" : "no "}renewal, ${state._tag}${until}${resumes}`
}

const termOf = ({ end, fate, offer, partialRefunds, plan, price, start, transactionId }: Term): string =>
  [
    transactionId,
    `${plan.tier} ${plan.billingPeriod}`,
    `${moment(start)} to ${moment(end)}`,
    Option.match(price, { onNone: () => "-", onSome: ({ amountMinor, currency }) => `${amountMinor} ${currency}` }),
    offer,
    Option.match(fate, { onNone: () => "-", onSome: ({ at, outcome }) => `${outcome} ${moment(at)}` }),
    ...partialRefunds.map(
      ({ amountMinor, at, currency, transactionId }) =>
        `${amountMinor} ${currency} back ${moment(at)} (${transactionId})`
    )
  ].join(", ")

const asked = Effect.fnUntraced(function* (
  store: "apple" | "google",
  answers: Readonly<Record<string, unknown>>,
  settings?: Readonly<Record<string, string>>
) {
  const scripted = yield* StoreScenes.open
  for (const [path, body] of Object.entries(answers)) scripted.script(path, json(body))
  const shops = yield* Layer.build(StoreScenes.shops(scripted, settings))
  const answer = yield* store === "apple"
    ? Context.get(shops, AppleStorefront).ask(StoreScenes.line)
    : Context.get(shops, GoogleStorefront).ask(StoreScenes.token)
  return { answer, scripted, google: Context.get(shops, GoogleStorefront) }
})

const described = (store: "apple" | "google", answers: Readonly<Record<string, unknown>>) =>
  Effect.map(asked(store, answers), ({ answer }) =>
    Option.match(answer, {
      onNone: () => ["nothing"],
      onSome: ({ purchase: { renewal, terms } }) => [
        ...terms.map(termOf),
        ...Option.toArray(Option.map(renewal, stateOf))
      ]
    })
  )

const apple = (changes: object, renewal: object = {}) => ({ [paths.apple]: StoreScenes.statuses(changes, renewal) })
const google = (changes: object, item: object = {}, orders: ReadonlyArray<object> = [StoreScenes.order()]) => ({
  [paths.subscription]: StoreScenes.subscription(changes, item),
  [paths.orders]: { orders }
})

const march = "premium monthly, 2026-03-01T00 to 2026-04-01T00"
const appleTerm = (rest: string) => `2000000123456790, ${march}, ${rest}`
const googleTerm = (rest: string) => `${orderId}, ${march}, ${rest}`
const running = "running 2026-03-01T00"
const day = (n: number) => Date.parse(`2026-03-${n}T00:00:00Z`)

const appleCases: ReadonlyArray<readonly [string, Readonly<Record<string, unknown>>, ReadonlyArray<string>]> = [
  ["a paid month", apple({}), [appleTerm(`999 USD, none, ${running}`), "renewal, Renewing"]],
  [
    "yen have no cents",
    apple({ price: 1_500_000, currency: "JPY" }),
    [appleTerm(`1500 JPY, none, ${running}`), "renewal, Renewing"]
  ],
  [
    "dinars have a thousand fils",
    apple({ price: 3_099, currency: "KWD" }),
    [appleTerm(`3099 KWD, none, ${running}`), "renewal, Renewing"]
  ],
  ["no price", apple({ price: undefined }), [appleTerm(`-, none, ${running}`), "renewal, Renewing"]],
  [
    "a free trial",
    apple({ offerType: 1, offerDiscountType: "FREE_TRIAL", price: 0 }),
    [appleTerm(`0 USD, trial, ${running}`), "renewal, Renewing"]
  ],
  [
    "an introductory price",
    apple({ offerType: 1, offerDiscountType: "PAY_AS_YOU_GO" }),
    [appleTerm(`999 USD, introductory, ${running}`), "renewal, Renewing"]
  ],
  ["an offer code", apple({ offerType: 3 }), [appleTerm(`999 USD, promotional, ${running}`), "renewal, Renewing"]],
  [
    "a refund",
    apple({ revocationDate: day(10) }),
    [appleTerm("999 USD, none, refunded 2026-03-10T00"), "renewal, Renewing"]
  ],
  [
    "family sharing that ended",
    apple({ revocationDate: day(10), inAppOwnershipType: "FAMILY_SHARED" }),
    [appleTerm("999 USD, none, revoked 2026-03-10T00"), "renewal, Renewing"]
  ],
  [
    "an upgrade",
    apple({ isUpgraded: true }),
    [appleTerm("999 USD, none, upgraded 2026-03-05T00"), "renewal, Renewing"]
  ],
  [
    "auto-renewal off",
    apple({}, { autoRenewStatus: 0 }),
    [appleTerm(`999 USD, none, ${running}`), "no renewal, Renewing"]
  ],
  [
    "a grace period",
    apple({}, { isInBillingRetryPeriod: true, gracePeriodExpiresDate: day(17) }),
    [appleTerm(`999 USD, none, ${running}`), "renewal, Grace until 2026-03-17T00"]
  ],
  [
    "a billing retry",
    apple({}, { isInBillingRetryPeriod: true }),
    [appleTerm(`999 USD, none, ${running}`), "renewal, BillingRetry"]
  ],
  [
    "the end",
    apple({}, { autoRenewStatus: 0, expirationIntent: 1 }),
    [appleTerm(`999 USD, none, ${running}`), "no renewal, Lapsed"]
  ],
  ["a product that we do not sell", apple({ productId: "health.serenya.gold" }), ["nothing"]],
  ["something bought once", apple({ type: "Consumable" }), ["nothing"]]
]

const paid = googleTerm(`999 USD, none, ${running}`)
/** Google's event of a part that went back: begun then, and done an hour later. */
const back = (createTime: string, amount: object) => ({
  createTime,
  processTime: createTime.replace("T00", "T01"),
  state: "PROCESSED_SUCCESSFULLY",
  refundDetails: { total: { currencyCode: "USD", ...amount }, tax: { currencyCode: "USD" } }
})
const first = `333 USD back 2026-03-10T01 (${orderId}@2026-03-10T00:00:00.000Z)`
const second = `50 USD back 2026-03-12T01 (${orderId}@2026-03-12T00:00:00.000Z)`

const googleCases: ReadonlyArray<readonly [string, Readonly<Record<string, unknown>>, ReadonlyArray<string>]> = [
  ["a paid month", google({}), [paid, "renewal, Renewing"]],
  [
    "whole yen",
    google({}, {}, [StoreScenes.order({ total: { currencyCode: "JPY", units: "1500" } })]),
    [googleTerm(`1500 JPY, none, ${running}`), "renewal, Renewing"]
  ],
  [
    "billionths of a dinar",
    google({}, {}, [StoreScenes.order({ total: { currencyCode: "KWD", units: "3", nanos: 99_500_000 } })]),
    [googleTerm(`3100 KWD, none, ${running}`), "renewal, Renewing"]
  ],
  [
    "a free trial",
    google({}, {}, [StoreScenes.order({ total: { currencyCode: "USD" } }, { offerPhase: "FREE_TRIAL" })]),
    [googleTerm(`0 USD, trial, ${running}`), "renewal, Renewing"]
  ],
  [
    "a refund",
    google({}, {}, [
      StoreScenes.order({ state: "REFUNDED", orderHistory: { refundEvent: { eventTime: "2026-03-10T00:00:00Z" } } })
    ]),
    [googleTerm("999 USD, none, refunded 2026-03-10T00"), "renewal, Renewing"]
  ],
  [
    "a chargeback",
    google({}, {}, [
      StoreScenes.order({
        state: "REFUNDED",
        orderHistory: { refundEvent: { eventTime: "2026-03-10T00:00:00Z", refundReason: "CHARGEBACK" } }
      })
    ]),
    [googleTerm("999 USD, none, disputed 2026-03-10T00"), "renewal, Renewing"]
  ],
  [
    "partial refunds, of which one is still on its way: the term goes on",
    google({}, {}, [
      StoreScenes.order({
        state: "PARTIALLY_REFUNDED",
        orderHistory: {
          partialRefundEvents: [
            back("2026-03-10T00:00:00Z", { units: "3", nanos: 330_000_000 }),
            { ...back("2026-03-11T00:00:00Z", { units: "1" }), state: "PENDING", processTime: undefined },
            back("2026-03-12T00:00:00Z", { nanos: 500_000_000 })
          ]
        }
      })
    ]),
    [googleTerm(`999 USD, none, ${running}, ${first}, ${second}`), "renewal, Renewing"]
  ],
  [
    "a refund of the rest",
    google({}, {}, [
      StoreScenes.order({
        state: "REFUNDED",
        orderHistory: {
          refundEvent: { eventTime: "2026-03-14T00:00:00Z" },
          partialRefundEvents: [back("2026-03-10T00:00:00Z", { units: "3", nanos: 330_000_000 })]
        }
      })
    ]),
    [googleTerm(`999 USD, none, refunded 2026-03-14T00, ${first}`), "renewal, Renewing"]
  ],
  [
    "a revocation: the period ends before what was paid for",
    google({ subscriptionState: "SUBSCRIPTION_STATE_EXPIRED" }, { expiryTime: "2026-03-09T00:00:00Z" }),
    [`${orderId}, premium monthly, 2026-03-01T00 to 2026-03-09T00, 999 USD, none, ${running}`, "renewal, Lapsed"]
  ],
  [
    "cancelled, with access until the end",
    google({ subscriptionState: "SUBSCRIPTION_STATE_CANCELED" }, { autoRenewingPlan: {} }),
    [paid, "no renewal, Renewing"]
  ],
  [
    "replaced by another plan",
    google(
      { subscriptionState: "SUBSCRIPTION_STATE_EXPIRED", canceledStateContext: { replacementCancellation: {} } },
      { expiryTime: "2026-03-09T00:00:00Z", autoRenewingPlan: {} }
    ),
    [
      `${orderId}, premium monthly, 2026-03-01T00 to 2026-03-09T00, 999 USD, none, upgraded 2026-03-09T00`,
      "no renewal, Lapsed"
    ]
  ],
  [
    "grace: what was paid for ends where it did",
    google({ subscriptionState: "SUBSCRIPTION_STATE_IN_GRACE_PERIOD" }, { expiryTime: "2026-04-04T00:00:00Z" }),
    [paid, "renewal, Grace until 2026-04-04T00"]
  ],
  ["account hold", google({ subscriptionState: "SUBSCRIPTION_STATE_ON_HOLD" }), [paid, "renewal, Hold"]],
  [
    "a pause",
    google({
      subscriptionState: "SUBSCRIPTION_STATE_PAUSED",
      pausedStateContext: { autoResumeTime: "2026-06-01T00:00:00Z" }
    }),
    [paid, "renewal, Paused until 2026-06-01T00"]
  ],
  [
    "a first payment on its way",
    google({ subscriptionState: "SUBSCRIPTION_STATE_PENDING" }, { latestSuccessfulOrderId: undefined }),
    ["renewal, Pending"]
  ],
  [
    "a first payment that never came",
    google(
      { subscriptionState: "SUBSCRIPTION_STATE_PENDING_PURCHASE_CANCELED" },
      { latestSuccessfulOrderId: undefined }
    ),
    ["renewal, Lapsed"]
  ],
  ["an order that was not paid", google({}, {}, [StoreScenes.order({ state: "CANCELED" })]), ["renewal, Renewing"]],
  ["an order that is not to be had yet", google({}, {}, []), [googleTerm(`-, none, ${running}`), "renewal, Renewing"]],
  ["a product that we do not sell", google({}, { productId: "gold" }), ["nothing"]],
  [
    "a product beside one that we do not sell",
    google({ lineItems: [{ productId: "gold" }, ...StoreScenes.subscription().lineItems] }),
    [paid, "renewal, Renewing"]
  ]
]

describe("what the stores state", () => {
  for (const [name, answers, expected] of appleCases) {
    it.effect(`Apple: ${name}`, () =>
      Effect.gen(function* () {
        assertEquals(yield* described("apple", answers), expected)
      })
    )
  }
  for (const [name, answers, expected] of googleCases) {
    it.effect(`Google: ${name}`, () =>
      Effect.gen(function* () {
        assertEquals(yield* described("google", answers), expected)
      })
    )
  }

  it.effect("knows whom the app named, also in capitals, and nobody where that is no user's id", () =>
    Effect.gen(function* () {
      const owners = []
      for (const appAccountToken of [StoreScenes.transaction.appAccountToken, undefined, "somebody"]) {
        const { answer } = yield* asked("apple", apple({ appAccountToken }))
        owners.push(Option.flatMap(answer, ({ owner }) => owner))
      }
      for (const obfuscatedExternalAccountId of ["019845E1-682F-4B02-A706-3B2422D13AEC", undefined, "a1b2"]) {
        const { answer } = yield* asked(
          "google",
          google({ externalAccountIdentifiers: { obfuscatedExternalAccountId } })
        )
        owners.push(Option.flatMap(answer, ({ owner }) => owner))
      }
      const ada = Option.some("019845e1-682f-4b02-a706-3b2422d13aec")
      assertEquals(owners, [ada, Option.none(), Option.none(), ada, Option.none(), Option.none()])
    })
  )

  it.effect("Apple: states what its line's history says, of renewals, refunds and upgrades, and of no other line", () =>
    Effect.gen(function* () {
      const month = (n: number, transactionId: string, changes: object = {}) => ({
        transactionId,
        purchaseDate: Date.parse(`2025-${n}-01T00:00:00Z`),
        expiresDate: Date.parse(`2025-${n + 1}-01T00:00:00Z`),
        ...changes
      })
      const answers = {
        ...apple({}),
        [paths.history]: StoreScenes.history([
          {},
          month(12 - 1, "third", { isUpgraded: true }),
          month(10, "second", { revocationDate: Date.parse("2025-10-09T00:00:00Z") }),
          month(10, "gold", { productId: "health.serenya.gold" }),
          month(10, "others", { originalTransactionId: "2000000999999999" })
        ])
      }
      const past = (name: string, from: string, to: string, fate: string) =>
        `${name}, premium monthly, ${from} to ${to}, 999 USD, none, ${fate}`
      assertEquals(yield* described("apple", answers), [
        past("second", "2025-10-01T00", "2025-11-01T00", "refunded 2025-10-09T00"),
        past("third", "2025-11-01T00", "2025-12-01T00", "upgraded 2026-03-05T00"),
        appleTerm(`999 USD, none, ${running}`),
        "renewal, Renewing"
      ])
    })
  )

  it.effect(
    "Apple: reads a history page by page, from what changed last, until there are as many terms as may be",
    () =>
      Effect.gen(function* () {
        const scripted = yield* StoreScenes.open
        const shops = yield* Layer.build(StoreScenes.shops(scripted))
        const { ask } = Context.get(shops, AppleStorefront)
        const page = (from: number, changes: object = {}) =>
          Array.from({ length: 20 }, (_, n) => {
            const purchaseDate = Date.parse("2026-02-01T00:00:00Z") - (from + n) * 86_400_000
            return { transactionId: `t${from + n}`, purchaseDate, ...changes }
          })
        scripted.script(
          paths.history,
          json(StoreScenes.history(page(0, { originalTransactionId: "2000000999999999" }), "r+1")),
          json(StoreScenes.history(page(0).slice(0, 12), "r2")),
          json(StoreScenes.history(page(12), "r3"))
        )
        const { purchase } = yield* Effect.fromOption(yield* ask(StoreScenes.line))
        assertEquals(
          purchase.terms.map(({ transactionId }) => transactionId),
          [...Array.from({ length: 19 }, (_, n) => `t${18 - n}`), StoreScenes.transaction.transactionId]
        )
        const asked = scripted.to(paths.history).map(({ path }) => new URL(path, scripted.url))
        assertEquals([scripted.asked.length, asked.length], [1 + 3, 3])
        for (const { pathname, searchParams } of asked) {
          assertEquals(pathname, `${paths.history}${StoreScenes.line}`)
          assertEquals([searchParams.get("sort"), searchParams.get("productType")], ["DESCENDING", "AUTO_RENEWABLE"])
        }
        assertEquals(
          asked.map(({ searchParams }) => searchParams.get("revision")),
          [null, "r+1", "r2"]
        )
      })
  )

  it.effect("Apple: asks twice about a line of few terms, and once about one that is nothing to us", () =>
    Effect.gen(function* () {
      const known = yield* asked("apple", apple({}))
      assertEquals(known.scripted.asked.length, 2)
      const foreign = yield* asked("apple", apple({ productId: "health.serenya.gold" }))
      assertEquals(foreign.scripted.asked.length, 1)
    })
  )

  it.effect("Google: a tester's purchase is nothing in production, and refused as what it is", () =>
    Effect.gen(function* () {
      const answers = google({ testPurchase: {} })
      const production = yield* asked("google", answers, { STORE_ENVIRONMENT: "production" })
      assertEquals(production.answer, Option.none())
      const refusal = yield* Effect.flip(production.google.verify(Redacted.make(StoreScenes.token)))
      assertEquals(refusal._tag === "PurchaseNotVerified" ? refusal.reason : refusal._tag, "wrong_environment")
      assertTrue(Option.isSome((yield* asked("google", answers)).answer))
      assertTrue(Option.isSome((yield* asked("google", google({}), { STORE_ENVIRONMENT: "production" })).answer))
    })
  )

  it.effect("Google: names the line that was replaced, and asks for all of a line's orders at once", () =>
    Effect.gen(function* () {
      const { answer, scripted } = yield* asked(
        "google",
        google({ linkedPurchaseToken: "token-before" }, { latestSuccessfulOrderId: `${orderId}..1` }, [
          StoreScenes.order(),
          StoreScenes.order({ orderId: `${orderId}..0` }),
          StoreScenes.order({ orderId: `${orderId}..1` })
        ])
      )
      const { purchase } = yield* Effect.fromOption(answer)
      assertEquals(purchase.replaces, Option.some("token-before"))
      assertEquals(
        purchase.terms.map(({ transactionId }) => transactionId),
        [orderId, `${orderId}..0`, `${orderId}..1`]
      )
      const path = scripted.to(paths.orders)[0]?.path ?? ""
      assertEquals(new URL(path, scripted.url).searchParams.getAll("orderIds"), [
        `${orderId}..1`,
        `${orderId}..0`,
        orderId
      ])
    })
  )

  it.effect("Google: takes the last order alone where one before it is not to be had", () =>
    Effect.gen(function* () {
      const scripted = yield* StoreScenes.open
      const latest = `${orderId}..1`
      scripted.script(paths.subscription, json(StoreScenes.subscription({}, { latestSuccessfulOrderId: latest })))
      scripted.script(paths.orders, json({}, 404), json({ orders: [StoreScenes.order({ orderId: latest })] }))
      const shops = yield* Layer.build(StoreScenes.shops(scripted))
      const { purchase } = yield* Effect.fromOption(yield* Context.get(shops, GoogleStorefront).ask(StoreScenes.token))
      assertEquals(purchase.terms.map(termOf), [`${latest}, ${march}, 999 USD, none, ${running}`])
    })
  )

  it.effect("Google: acknowledges by the subscription that was bought, and minds no purchase that is forgotten", () =>
    Effect.gen(function* () {
      const { answer, google: shop, scripted } = yield* asked("google", google({}))
      const { purchase } = yield* Effect.fromOption(answer)
      assertTrue(!purchase.acknowledged)
      yield* shop.acknowledge(purchase)
      const [sent] = scripted.to(paths.acknowledge)
      assertEquals([sent?.method, sent?.path], ["POST", `${paths.acknowledge}${StoreScenes.token}:acknowledge`])
      scripted.script(paths.acknowledge, json({}, 410))
      yield* shop.acknowledge(purchase)
      scripted.script(paths.acknowledge, json({}, 403))
      assertEquals((yield* Effect.flip(shop.acknowledge(purchase))).retryable, false)
    })
  )

  it("asks for twenty orders at most, the latest first", () => {
    assertEquals(OrderIds.upTo("GPA.1"), ["GPA.1"])
    assertEquals(OrderIds.upTo("GPA.1..0"), ["GPA.1..0", "GPA.1"])
    assertEquals(OrderIds.upTo("GPA.1..18").length, 20)
    assertEquals(OrderIds.upTo("GPA.1..18").at(-1), "GPA.1")
    assertEquals(OrderIds.upTo("GPA.1..19").length, 20)
    assertEquals(OrderIds.upTo("GPA.1..19").at(-1), "GPA.1..0")
    assertEquals(OrderIds.upTo("GPA.1..99").at(-1), "GPA.1..80")
    assertEquals(OrderIds.upTo("GPA.1..x"), ["GPA.1..x"])
  })
})
