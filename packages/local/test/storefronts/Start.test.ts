import { layer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, Layer } from "effect"
import * as LocalStack from "../support/LocalStack.ts"
import { bearer, call, onboard, send } from "../support/Person.ts"
import * as Scratch from "../support/Scratch.ts"

interface Customer {
  readonly url: string
  readonly token: string
  readonly userId: string
}

const customer = Effect.fnUntraced(function* (url: string, person: string) {
  const { answer, token } = yield* onboard(url, person)
  return { url, token, userId: String(answer.body.user.id) } satisfies Customer
})

const buy = ({ url, userId }: Customer, wish: object) =>
  send("POST", `${url}/_stores/purchases`, { user_id: userId, ...wish })

const become = ({ url }: Customer, purchaseId: string, what: string) =>
  call(`${url}/_stores/purchases/${purchaseId}/${what}`, { method: "POST" })

const submit = ({ token, url }: Customer, proof: unknown) =>
  send("POST", `${url}/api/v1/subscriptions/purchase`, proof, bearer(token))

const standing = Effect.fnUntraced(function* ({ token, url }: Customer) {
  const { body } = yield* call(`${url}/api/v1/subscriptions`, { headers: bearer(token) })
  const { auto_renew, provider, status, tier } = body.subscription
  return `${tier} ${status} ${provider}${auto_renew ? ", renews" : ""}`
})

const payments = Effect.fnUntraced(function* ({ token, url }: Customer) {
  const { body } = yield* call(`${url}/api/v1/subscriptions/payments`, { headers: bearer(token) })
  return body.payments.map(
    ({ amount_minor, kind }: { amount_minor: number; kind: string }) => `${kind} ${amount_minor}`
  )
})

layer(Layer.empty, { excludeTestServices: true, timeout: "60 seconds" })("start's stores", (it) => {
  for (const store of ["apple", "google"] as const) {
    it.effect(`sell through ${store}: the webhook alone entitles, and so does the app's proof`, () =>
      Effect.gen(function* () {
        const { url } = yield* LocalStack.start()
        const jane = yield* customer(url, "jane")
        assertEquals(yield* standing(jane), "free active system")

        const bought = yield* buy(jane, { store })
        assertEquals([bought.status, bought.body.webhook_answers], [201, [200]])
        assertEquals(yield* standing(jane), `premium active ${store}, renews`)
        assertEquals((yield* submit(jane, bought.body.proof)).status, 200)
        assertEquals(yield* payments(jane), ["charge 999"])

        const id = String(bought.body.purchase_id)
        yield* become(jane, id, "cancelled")
        assertEquals(yield* standing(jane), `premium cancelled ${store}`)
        yield* become(jane, id, "resumed")
        const upgraded = yield* become(jane, id, "upgraded")
        assertEquals(yield* standing(jane), `family active ${store}, renews`)
        yield* become(jane, String(upgraded.body.purchase_id), "refunded")
        assertEquals(yield* standing(jane), `family expired ${store}`)
        assertEquals((yield* payments(jane)).toSorted(), ["charge 1999", "charge 999", "refund 1999"])
      })
    )
  }

  it.effect("refuse another person's purchase as they refuse a forged one", () =>
    Effect.gen(function* () {
      const { url } = yield* LocalStack.start()
      const jane = yield* customer(url, "jane")
      const omar = yield* customer(url, "omar")
      const { body } = yield* buy(jane, { store: "apple" })
      const foreign = yield* submit(omar, body.proof)
      const forged = yield* submit(omar, { provider: "apple", signed_transaction: "a.b.c" })
      assertEquals([foreign.status, foreign.body.code], [forged.status, forged.body.code])
      assertEquals(foreign.body.detail, forged.body.detail)
      assertEquals(yield* standing(omar), "free active system")
    })
  )

  it.effect("are told what was entered, and remember it after a restart", () =>
    Effect.gen(function* () {
      const stateFolder = yield* Scratch.folder
      const before = yield* Effect.scoped(
        Effect.gen(function* () {
          const { url } = yield* LocalStack.start({ stateFolder })
          const jane = yield* customer(url, "jane")
          yield* buy(jane, { store: "google", story: "loyal" })
          assertEquals(yield* standing(jane), "premium active google, renews")
          assertEquals((yield* payments(jane)).length, 3)
          return (yield* call(`${url}/_stores/purchases`)).body
        })
      )
      assertEquals([before.purchases.length, before.purchases[0].acknowledged], [1, true])
      const { url } = yield* LocalStack.start({ stateFolder })
      assertEquals((yield* call(`${url}/_stores/purchases`)).body, before)
    })
  )
})
