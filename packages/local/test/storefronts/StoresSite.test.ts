import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Storefronts } from "@serenya/domain/subscriptions/Storefronts"
import { StoreProof } from "@serenya/domain/subscriptions/StoreProof"
import { Context, Effect, Layer, Option, Redacted } from "effect"
import * as Http from "../../src/gateway/Http.ts"
import { json } from "../../src/storefronts/Json.ts"
import * as SimulatedStorefronts from "../../src/storefronts/SimulatedStorefronts.ts"
import * as StoresSite from "../../src/storefronts/StoresSite.ts"
import { call, send } from "../support/Person.ts"
import * as Scratch from "../support/Scratch.ts"

interface Heard {
  readonly authorization: string | undefined
  readonly body: string
}

/** The stores' site with a webhook beside it that hears everything. */
const scene = Effect.gen(function* () {
  const listener = yield* Http.listen(0)
  const webhook = `${listener.url}/webhook`
  const state = yield* Layer.build(Scratch.state)
  const ports = yield* Layer.build(
    Layer.provide(SimulatedStorefronts.layer(listener.url, webhook), Layer.succeedContext(state))
  )
  const site = yield* Effect.provideContext(StoresSite.make(listener.url, webhook), ports)
  const heard: Array<Heard> = []
  const hear = Effect.fnUntraced(function* (request: Http.Incoming) {
    const body = new TextDecoder().decode(yield* Effect.orDie(request.body(1_000_000)))
    heard.push({ authorization: request.header("authorization"), body })
    return json({}, 204)
  })
  yield* listener.serve((request) =>
    request.url.pathname === "/webhook"
      ? hear(request)
      : Option.getOrElse(site(request), () => Effect.succeed(json({}, 404)))
  )
  return { base: listener.url, stores: `${listener.url}/_stores`, heard, storefronts: Context.get(ports, Storefronts) }
})

const userId = "019845e1-682f-4b02-a706-3b2422d13aec"

describe("the simulated stores' site", () => {
  it.live("sells what a server can verify, and tells the webhook", () =>
    Effect.gen(function* () {
      const { heard, storefronts, stores } = yield* scene
      const apple = yield* send("POST", `${stores}/purchases`, { store: "apple", tier: "family", user_id: userId })
      assertEquals([apple.status, apple.body.webhook_answers], [201, [204]])
      const signedTransaction = Redacted.make(String(apple.body.proof.signed_transaction))
      const shown = yield* storefronts.verify(StoreProof.cases.Apple.make({ signedTransaction }))
      assertEquals([shown.owner, shown.purchase.terms[0]?.plan.tier], [Option.some(userId), "family"])

      const google = yield* send("POST", `${stores}/purchases`, { store: "google", billing_period: "yearly" })
      const purchaseToken = Redacted.make(String(google.body.proof.purchase_token))
      const bought = yield* storefronts.verify(StoreProof.cases.Google.make({ purchaseToken }))
      assertEquals(bought.purchase.terms[0]?.plan, { tier: "premium", billingPeriod: "yearly" })

      assertEquals([heard.length, heard[0]?.authorization], [2, undefined])
      assertTrue(heard[0]?.body.startsWith('{"signedPayload":') === true)
      assertTrue(heard[1]?.authorization?.startsWith("Bearer ") === true)
    })
  )

  it.live("lets something become of it, and remembers", () =>
    Effect.gen(function* () {
      const { stores } = yield* scene
      const { body } = yield* send("POST", `${stores}/purchases`, { store: "google", user_id: userId })
      const id = String(body.purchase_id)
      const renewed = yield* call(`${stores}/purchases/${id}/renewed`, { method: "POST" })
      assertEquals([renewed.status, renewed.body.terms.length], [200, 2])
      const partly = yield* call(`${stores}/purchases/${id}/partially_refunded`, { method: "POST" })
      assertEquals([partly.body.terms[1].outcome, partly.body.terms[1].partial_refunds], ["running", [333]])
      assertEquals(partly.body.webhook_answers, [])
      const upgraded = yield* call(`${stores}/purchases/${id}/upgraded`, { method: "POST" })
      assertEquals(upgraded.body.webhook_answers, [204, 204])
      assertTrue(upgraded.body.purchase_id !== id)
      const { body: all } = yield* call(`${stores}/purchases`)
      assertEquals(all.purchases.length, 2)
    })
  )

  it.live("tells the last 90 days at once", () =>
    Effect.gen(function* () {
      const { heard, stores } = yield* scene
      const before = performance.now()
      const told = yield* send("POST", `${stores}/purchases`, { store: "apple", user_id: userId, story: "eventful" })
      assertEquals([told.status, told.body.terms.length, heard.length], [201, 4, 6])
      assertTrue(performance.now() - before < 5000)
      const days = (Date.now() - Date.parse(told.body.terms[0].start)) / 86_400_000
      assertEquals(Math.round(days), 90)
    })
  )

  it.live("knows nothing else", () =>
    Effect.gen(function* () {
      const { base, stores } = yield* scene
      assertEquals((yield* call(stores)).text.includes(`${stores}/purchases`), true)
      assertEquals((yield* send("POST", `${stores}/purchases`, { store: "amazon" })).status, 400)
      assertEquals((yield* call(`${stores}/purchases/unknown/renewed`, { method: "POST" })).status, 404)
      const { body } = yield* send("POST", `${stores}/purchases`, { store: "google" })
      assertEquals((yield* call(`${stores}/purchases/${body.purchase_id}/exploded`, { method: "POST" })).status, 404)
      assertEquals(
        (yield* call(`${stores}/purchases/${body.purchase_id}/refund_reversed`, { method: "POST" })).status,
        404
      )
      const { body: sold } = yield* send("POST", `${stores}/purchases`, { store: "apple" })
      assertEquals(
        (yield* call(`${stores}/purchases/${sold.purchase_id}/partially_refunded`, { method: "POST" })).status,
        404
      )
      assertEquals((yield* call(`${base}/inApps/v1/subscriptions/1`)).status, 401)
      assertEquals((yield* call(`${base}/inApps/v2/history/1`)).status, 401)
      assertEquals(
        (yield* call(`${base}/androidpublisher/v3/applications/health.serenya.local/orders:batchGet`)).status,
        401
      )
      assertEquals((yield* call(`${stores}/google/token`, { method: "POST", body: "assertion=a.b.c" })).status, 400)
      assertEquals((yield* call(`${stores}/apple/ocsp`, { method: "POST", body: "hello" })).status, 400)
    })
  )
})
