import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertNone, assertTrue } from "@effect/vitest/utils"
import { Context, DateTime, Effect, type Layer, Option, Redacted } from "effect"
import type { Plan } from "../src/subscriptions/Plan.ts"
import { ExternalId, type StoreLine, type StoreProvider } from "../src/subscriptions/Purchase.ts"
import { NotificationRejected, PurchaseNotVerified } from "../src/subscriptions/PurchaseErrors.ts"
import { Storefronts } from "../src/subscriptions/Storefronts.ts"
import { StoreMessage } from "../src/subscriptions/StoreNotification.ts"
import { StoreProof } from "../src/subscriptions/StoreProof.ts"
import type { UserId } from "../src/users/UserId.ts"
import * as Fixtures from "./Fixtures.ts"
import { premium } from "./PurchaseFixtures.ts"

/** A store's customer, as a test plays them. */
export class Customer extends Context.Service<
  Customer,
  {
    /** Buys a plan for `owner`: the proof that the app gets, and the line. */
    buy(
      plan: Plan,
      owner: Option.Option<UserId>
    ): Effect.Effect<{ readonly proof: StoreProof; readonly line: StoreLine }>
    /** The line renews, and what the store tells of it is lost. */
    renewUnheard(line: StoreLine): Effect.Effect<void>
    /** The message by which the store tells of this line. */
    message(line: StoreLine): Effect.Effect<StoreMessage>
    /** A message of a kind that we do not know, about nothing. */
    strangeMessage: Effect.Effect<StoreMessage>
  }
>()("@serenya/domain/testing/StorefrontsLaws/Customer") {}

const garbage = (provider: StoreProvider, text: string) => {
  const redacted = Redacted.make(text)
  return provider === "apple"
    ? {
        proof: StoreProof.cases.Apple.make({ signedTransaction: redacted }),
        message: StoreMessage.cases.Apple.make({ signedPayload: redacted })
      }
    : {
        proof: StoreProof.cases.Google.make({ purchaseToken: redacted }),
        message: StoreMessage.cases.Google.make({ body: text, bearer: redacted })
      }
}

/** Every `Storefronts` obeys these with each of its stores, whatever it is made of. */
export const suite = <E>(name: string, provider: StoreProvider, layer: Layer.Layer<Storefronts | Customer, E>) =>
  withLayer(layer, { timeout: "30 seconds", excludeTestServices: true })(`Storefronts laws: ${name}`, (it) => {
    it.effect("shows what was bought, by whom, and for how long", () =>
      Effect.gen(function* () {
        const owner = Option.some(yield* Fixtures.userId)
        const { line, proof } = yield* (yield* Customer).buy(premium, owner)
        const statement = yield* Storefronts.use(({ verify }) => verify(proof))
        assertEquals(statement.owner, owner)
        assertEquals([statement.purchase.provider, statement.purchase.externalId], [provider, line.externalId])
        const [term, ...others] = statement.purchase.terms
        assertEquals([term?.plan, others.length], [premium, 0])
        assertTrue(term !== undefined && DateTime.isGreaterThan(term.end, term.start))
        assertEquals(statement.basis, provider === "apple" ? "signed" : "fetched")
      })
    )

    it.effect("knows nobody whom the app did not name", () =>
      Effect.gen(function* () {
        const { proof } = yield* (yield* Customer).buy(premium, Option.none())
        assertNone((yield* Storefronts.use(({ verify }) => verify(proof))).owner)
      })
    )

    it.effect("says the same of a line when it is asked for it", () =>
      Effect.gen(function* () {
        const owner = Option.some(yield* Fixtures.userId)
        const { line, proof } = yield* (yield* Customer).buy(premium, owner)
        const stores = yield* Storefronts
        const shown = yield* stores.verify(proof)
        const asked = yield* Effect.fromOption(yield* stores.ask(line))
        assertEquals(asked.owner, owner)
        const transactions = ({ purchase }: typeof asked) => purchase.terms.map(({ transactionId }) => transactionId)
        assertEquals(transactions(asked), transactions(shown))
        assertTrue(Option.exists(asked.purchase.renewal, ({ autoRenew }) => autoRenew))
      })
    )

    it.effect("states also the renewals that nobody was told of, each once", () =>
      Effect.gen(function* () {
        const customer = yield* Customer
        const { line } = yield* customer.buy(premium, Option.none())
        const stores = yield* Storefronts
        const termsOf = Effect.flatMap(stores.ask(line), (asked) =>
          Effect.map(Effect.fromOption(asked), ({ purchase }) => purchase.terms)
        )
        const [first] = yield* termsOf
        yield* customer.renewUnheard(line)
        yield* customer.renewUnheard(line)
        const terms = yield* termsOf
        const transactions = new Set(terms.map(({ transactionId }) => transactionId))
        assertEquals([terms.length, transactions.size], [3, 3])
        assertTrue(first !== undefined && transactions.has(first.transactionId))
        assertEquals(new Set(terms.map(({ start }) => start.epochMilliseconds)).size, 3)
        assertEquals(
          terms.map(({ price }) => price),
          terms.map(() => first?.price)
        )
      })
    )

    it.effect("knows nothing of a line that it never sold", () =>
      Effect.gen(function* () {
        const line = { provider, externalId: ExternalId.make("2000000999999999") }
        assertNone(yield* Storefronts.use(({ ask }) => ask(line)))
      })
    )

    it.effect("tells of a line, and by the same id when it tells again", () =>
      Effect.gen(function* () {
        const customer = yield* Customer
        const { line } = yield* customer.buy(premium, Option.none())
        const message = yield* customer.message(line)
        const stores = yield* Storefronts
        const [first, again] = [yield* stores.hear(message), yield* stores.hear(message)]
        assertEquals([first.provider, first.line], [provider, Option.some(line)])
        assertEquals([again.id, again.type], [first.id, first.type])
        assertEquals(Option.isSome(first.statement), provider === "apple")
        const other = yield* stores.hear(yield* customer.message(line))
        assertTrue(other.id !== first.id)
      })
    )

    it.effect("hears a new kind, and does not mind", () =>
      Effect.gen(function* () {
        const heard = yield* (yield* Storefronts).hear(yield* (yield* Customer).strangeMessage)
        assertEquals([heard.provider, Option.isNone(heard.statement)], [provider, true])
      })
    )

    it.effect("keeps an acknowledgement, also one that is given twice", () =>
      Effect.gen(function* () {
        const { line } = yield* (yield* Customer).buy(premium, Option.none())
        const stores = yield* Storefronts
        const { purchase } = yield* Effect.fromOption(yield* stores.ask(line))
        assertEquals(purchase.acknowledged, provider === "apple")
        yield* stores.acknowledge(purchase)
        yield* stores.acknowledge(purchase)
        assertTrue(Option.exists(yield* stores.ask(line), (asked) => asked.purchase.acknowledged))
      })
    )

    it.effect("refuses what no store signed or sold", () =>
      Effect.gen(function* () {
        const stores = yield* Storefronts
        for (const text of ["", "no purchase"]) {
          const { message, proof } = garbage(provider, text)
          assertEquals(yield* Effect.flip(stores.verify(proof)), new PurchaseNotVerified({ reason: "unverifiable" }))
          assertTrue((yield* Effect.flip(stores.hear(message))) instanceof NotificationRejected)
        }
      })
    )
  })
