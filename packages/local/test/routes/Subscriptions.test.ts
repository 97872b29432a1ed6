import { assert, layer as withLayer } from "@effect/vitest"
import { StoreBooks } from "@serenya/domain/subscriptions/MemoryStorefronts"
import { lineOf, type StorePurchase } from "@serenya/domain/subscriptions/Purchase"
import { NotificationId, StoreMessage, StoreNotification } from "@serenya/domain/subscriptions/StoreNotification"
import { SubscriptionLedger } from "@serenya/domain/subscriptions/SubscriptionLedger"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as PurchaseFixtures from "@serenya/domain/testing/PurchaseFixtures"
import type { UserId } from "@serenya/domain/users/UserId"
import { Context, DateTime, Effect, Option, Redacted } from "effect"
import * as Gateway from "./Gateway.ts"
import * as People from "./People.ts"
import type { Person } from "./People.ts"

const path = "/api/v1/subscriptions"

const as = (person: Person) => ({ authorization: `Bearer ${person.accessToken}` })

const get = Effect.fnUntraced(function* (person: Person, rest = "") {
  const { call } = yield* Gateway.Gateway
  return yield* call({ method: "GET", path: `${path}${rest}`, headers: as(person) })
})

const buy = Effect.fnUntraced(function* (person: Person, purchase_token: string) {
  const { call } = yield* Gateway.Gateway
  const body = { provider: "google", purchase_token }
  return yield* call({ method: "POST", path: `${path}/purchase`, headers: as(person), body })
})

/** What Apple would send about this purchase: a body that the storefronts know. */
const appleNews = Effect.fnUntraced(function* (purchase: StorePurchase, owner: UserId) {
  const { ports } = yield* Gateway.Gateway
  const id = yield* Fixtures.uuid
  const statement = PurchaseFixtures.statement(purchase, Option.some(owner))
  const heard = new StoreNotification({
    provider: "apple",
    id: NotificationId.make(id),
    type: "DID_RENEW",
    line: Option.some(lineOf(purchase)),
    statement: Option.some(statement)
  })
  const message = StoreMessage.cases.Apple.make({ signedPayload: Redacted.make(id) })
  yield* Context.get(ports, StoreBooks).send(message, Effect.succeed(heard))
  return { method: "POST", path: `${path}/webhook`, body: { signedPayload: id } }
})

/** A purchase whose first month has begun a moment ago, by the real clock. */
const running = Effect.gen(function* () {
  const now = yield* DateTime.now
  const id = yield* Fixtures.uuid
  const terms = [0, 1, 2].map((n) =>
    PurchaseFixtures.term(`${id}-${n}`, 0, {
      start: DateTime.add(now, { days: -61 + n * 30 }),
      end: DateTime.add(now, { days: -31 + n * 30 }),
      statedAt: now
    })
  )
  return yield* PurchaseFixtures.purchase("apple", { terms })
})

Gateway.suites((name, layer) => {
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`subscriptions: ${name}`, (it) => {
    it.effect("begins free, with the day on which there is more", () =>
      Effect.gen(function* () {
        const person = yield* People.newcomer
        const { json, status } = yield* get(person)
        assert.deepStrictEqual(
          [status, json.subscription.status, json.entitlements],
          [200, "active", { tier: "free", features: [], documents_per_period: 5 }]
        )
        assert.deepStrictEqual([json.usage.documents, json.usage.left], [0, 5])
        assert.isTrue(json.usage.period_end > json.usage.again_at)
        assert.isUndefined(json.explanation)
      })
    )

    it.effect("serves the tier table to anybody", () =>
      Effect.gen(function* () {
        const { call } = yield* Gateway.Gateway
        const { json, status } = yield* call({ method: "GET", path: `${path}/tiers` })
        assert.strictEqual(status, 200)
        assert.deepStrictEqual(
          json.tiers.map(({ tier, documents_per_month, prices }: Record<string, unknown>) => [
            tier,
            documents_per_month,
            JSON.stringify(prices)
          ]),
          [
            ["free", 5, "[]"],
            [
              "premium",
              null,
              '[{"billing_period":"monthly","amount_minor":999,"currency":"USD"},{"billing_period":"yearly","amount_minor":9999,"currency":"USD"}]'
            ],
            [
              "family",
              null,
              '[{"billing_period":"monthly","amount_minor":1999,"currency":"USD"},{"billing_period":"yearly","amount_minor":19999,"currency":"USD"}]'
            ]
          ]
        )
      })
    )

    it.effect("says why a notification made somebody premium, and shows what they paid page by page", () =>
      Effect.gen(function* () {
        const { call } = yield* Gateway.Gateway
        const [person, stranger] = [yield* People.newcomer, yield* People.newcomer]
        const purchase = yield* running
        assert.strictEqual((yield* call(yield* appleNews(purchase, person.caller.userId))).status, 200)
        const { json } = yield* get(person, "?explain=true")
        assert.deepStrictEqual(
          [json.subscription.status, json.entitlements.tier, json.usage.left],
          ["active", "premium", null]
        )
        const [evidence] = json.explanation.evidence
        assert.deepStrictEqual(
          [evidence.external_id, evidence.state, evidence.counts, evidence.until],
          [purchase.externalId, "paid", true, json.subscription.end_date]
        )
        assert.match(json.explanation.rule, /entitles longest/)

        const first = (yield* get(person, "/payments?limit=2")).json
        assert.strictEqual(first.payments.length, 2)
        const rest = `/payments?limit=2&cursor=${first.next_cursor}`
        const second = (yield* get(person, rest)).json
        assert.deepStrictEqual([second.payments.length, second.next_cursor], [1, null])
        const all = [...first.payments, ...second.payments]
        assert.deepStrictEqual(
          all.map(({ transaction_id }) => transaction_id),
          purchase.terms.map(({ transactionId }) => transactionId).toReversed()
        )
        assert.isTrue(all.every(({ amount_minor, currency }) => amount_minor === 999 && currency === "USD"))
        const foreign = yield* get(stranger, rest)
        const altered = yield* get(person, `/payments?cursor=${String(first.next_cursor).slice(0, -1)}`)
        assert.deepStrictEqual(
          [foreign, altered].map(({ json, status }) => [status, json.code]),
          [
            [400, "INVALID_CURSOR"],
            [400, "INVALID_CURSOR"]
          ]
        )
        assert.strictEqual((yield* get(person, "/payments?limit=101")).status, 400)
      })
    )

    it.effect("refuses another person's purchase as it refuses a forged one, and names nobody", () =>
      Effect.gen(function* () {
        const [person, eve] = [yield* People.newcomer, yield* People.newcomer]
        const { proof, purchase } = yield* People.bought(person)
        assert.strictEqual((yield* buy(person, proof)).status, 200)
        const answers = [yield* buy(eve, proof), yield* buy(eve, "forged-token")]
        const told = answers.map(({ json, status }) => [status, json.code, json.reason, json.detail])
        assert.deepStrictEqual(told[0], told[1])
        assert.deepStrictEqual(told[0]?.slice(0, 3), [422, "PURCHASE_NOT_VERIFIED", "unverifiable"])
        for (const secret of [person.caller.userId, purchase.externalId]) {
          assert.isFalse(answers.some(({ text }) => text.includes(secret)))
        }
      })
    )

    it.effect(
      "shows purchases and payments in the export, forgets them with the person, and hears late news in vain",
      () =>
        Effect.gen(function* () {
          const { call, ports } = yield* Gateway.Gateway
          const person = yield* People.newcomer
          const { userId } = person.caller
          const purchase = yield* running
          const early = yield* appleNews(purchase, userId)
          const late = yield* appleNews(purchase, userId)
          assert.strictEqual((yield* call(early)).status, 200)
          const exported = yield* call({ method: "GET", path: "/api/v1/user/export", headers: as(person) })
          assert.deepStrictEqual(
            [exported.json.purchases[0].external_id, exported.json.payments.length],
            [purchase.externalId, 3]
          )
          const erasing = { method: "DELETE", path: "/api/v1/user/profile", headers: as(person) }
          const { json, status } = yield* call({ ...erasing, body: { confirmation: "DELETE" } })
          assert.deepStrictEqual([status, json.erased], [200, ["jobs", "purchases", "account"]])
          // Sent for the first time, sent again, and one that was heard before.
          for (const news of [late, late, early]) assert.strictEqual((yield* call(news)).status, 200)
          assert.deepStrictEqual(yield* People.userOf(person), Option.none())
          assert.isFalse(yield* Context.get(ports, SubscriptionLedger).remains(userId))
        })
    )

    it.effect("refuses what no store sent", () =>
      Effect.gen(function* () {
        const { call } = yield* Gateway.Gateway
        const apple = { signedPayload: "no.store.signed" }
        const google = { message: { data: "e30=", messageId: "1" }, subscription: "nobody's" }
        for (const body of [apple, google]) {
          const { json, status } = yield* call({ method: "POST", path: `${path}/webhook`, body })
          assert.deepStrictEqual([status, json.code], [401, "NOTIFICATION_REJECTED"])
        }
        assert.strictEqual((yield* call({ method: "POST", path: `${path}/webhook`, body: {} })).status, 400)
      })
    )
  })
})
