import { BillingPeriod, Plan } from "@serenya/domain/subscriptions/Plan"
import { ExternalId, type StoreLine, StoreProvider } from "@serenya/domain/subscriptions/Purchase"
import { StoreProof } from "@serenya/domain/subscriptions/StoreProof"
import { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Effect, Option, Redacted, Schema } from "effect"
import type { Answer, Incoming } from "../gateway/Http.ts"
import * as Problems from "../gateway/Problems.ts"
import * as Delivery from "./Delivery.ts"
import { json } from "./Json.ts"
import { Happening, type Sale } from "./Sale.ts"
import { SaleBook } from "./SaleBook.ts"
import * as StoreHelp from "./StoreHelp.ts"
import { storesPath } from "./StorePaths.ts"
import { StoreSimulator, type Told } from "./StoreSimulator.ts"
import { length, stories, StoryName } from "./Stories.ts"
import * as StoryTeller from "./StoryTeller.ts"

const Wish = Schema.fromJsonString(
  Schema.Struct({
    store: StoreProvider,
    tier: Schema.optionalKey(Plan.fields.tier),
    billing_period: Schema.optionalKey(BillingPeriod),
    user_id: Schema.optionalKey(UserId),
    story: Schema.optionalKey(StoryName)
  })
)
const decodeWish = Schema.decodeUnknownOption(Wish)
type Wish = typeof Wish.Type

const isHappening = Schema.is(Happening)
const decodeId = Schema.decodeUnknownOption(ExternalId)

const proofOf = StoreProof.match({
  Apple: ({ signedTransaction }) => ({ provider: "apple", signed_transaction: Redacted.value(signedTransaction) }),
  Google: ({ purchaseToken }) => ({ provider: "google", purchase_token: Redacted.value(purchaseToken) })
})

const shown = ({ owner, purchase: { acknowledged, externalId, provider, renewal, terms } }: Sale) => ({
  store: provider,
  purchase_id: externalId,
  user_id: Option.getOrNull(owner),
  terms: terms.map(({ end, fate, partialRefunds, plan, start }) => ({
    tier: plan.tier,
    billing_period: plan.billingPeriod,
    start: DateTime.formatIso(start),
    end: DateTime.formatIso(end),
    outcome: Option.match(fate, { onNone: () => "running", onSome: ({ outcome }) => outcome }),
    partial_refunds: partialRefunds.map(({ amountMinor }) => amountMinor)
  })),
  acknowledged,
  renewal: Option.match(renewal, { onNone: () => null, onSome: ({ state }) => state._tag })
})

/** What a developer does in place of a person and a store: buy something, and let something become of it. */
export const make = (base: string, webhook: string) =>
  Effect.gen(function* () {
    const book = yield* SaleBook
    const stores = yield* StoreSimulator

    const answered = Effect.fnUntraced(function* (line: StoreLine, told: ReadonlyArray<Told>, status: number) {
      const webhook_answers = yield* Delivery.deliver(webhook, told)
      const sale = yield* book.find(line)
      const proof = yield* stores.proofOf(line)
      return json({ ...Option.getOrUndefined(Option.map(sale, shown)), proof: proofOf(proof), webhook_answers }, status)
    })

    const buy = Effect.fnUntraced(function* ({ billing_period, store, story, tier, user_id }: Wish) {
      const owner = Option.fromUndefinedOr(user_id)
      const now = yield* DateTime.now
      if (story !== undefined) {
        const start = DateTime.subtractDuration(now, length)
        const { line, told } = yield* Effect.provideService(
          StoryTeller.tell(store, owner, stories[story], start),
          StoreSimulator,
          stores
        )
        return yield* answered(line, told, 201)
      }
      const plan = { tier: tier ?? "premium", billingPeriod: billing_period ?? "monthly" } as const
      const told = yield* stores.buy(store, plan, owner, now)
      return yield* answered(told.line, [told], 201)
    })

    const play = Effect.fnUntraced(function* (id: string, what: Happening) {
      const externalId = decodeId(id)
      const sale = (yield* book.all).find(({ purchase }) => Option.contains(externalId, purchase.externalId))
      if (sale === undefined) return Problems.of(404, crypto.randomUUID())
      const { externalId: known, provider } = sale.purchase
      const told = yield* stores.play({ provider, externalId: known }, what, yield* DateTime.now)
      return yield* answered(told.at(-1)?.line ?? { provider, externalId: known }, told, 200)
    })

    const purchases = Effect.fnUntraced(function* (request: Incoming) {
      const body = yield* Effect.orElseSucceed(request.body(16 * 1024), () => new Uint8Array())
      const wish = decodeWish(new TextDecoder().decode(body))
      return Option.isSome(wish) ? yield* buy(wish.value) : Problems.of(400, crypto.randomUUID())
    })

    const answer = (request: Incoming) => {
      const [, id, what] = /^\/_stores\/purchases\/([^/]+)\/([^/]+)$/.exec(request.url.pathname) ?? []
      if (request.method === "POST" && id !== undefined && isHappening(what)) return play(decodeURIComponent(id), what)
      if (request.method === "POST" && request.url.pathname === `${storesPath}/purchases`) return purchases(request)
      if (request.method === "GET" && request.url.pathname === `${storesPath}/purchases`)
        return Effect.map(book.all, (sales) => json({ purchases: sales.map(shown) }))
      if (request.method === "GET" && request.url.pathname === storesPath) return Effect.succeed(StoreHelp.page(base))
      return Effect.succeed(Problems.of(404, crypto.randomUUID()))
    }

    return (request: Incoming): Option.Option<Effect.Effect<Answer>> =>
      request.url.pathname === storesPath || request.url.pathname.startsWith(`${storesPath}/purchases`)
        ? Option.some(
            answer(request).pipe(
              Effect.catchTag("NoSuchSale", () => Effect.succeed(Problems.of(404, crypto.randomUUID()))),
              Effect.catchTag("Unavailable", (cause) =>
                Effect.as(
                  Effect.logError("the simulated stores cannot write", cause),
                  Problems.of(500, crypto.randomUUID())
                )
              )
            )
          )
        : Option.none()
  })
