import { Effect, Layer, Option, Redacted } from "effect"
import * as MemoryStorefronts from "../../src/subscriptions/MemoryStorefronts.ts"
import type { StoreProvider } from "../../src/subscriptions/Purchase.ts"
import { Storefronts } from "../../src/subscriptions/Storefronts.ts"
import { NotificationId, StoreMessage, StoreNotification } from "../../src/subscriptions/StoreNotification.ts"
import { StoreProof } from "../../src/subscriptions/StoreProof.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as PurchaseFixtures from "../../testing/PurchaseFixtures.ts"
import { Customer, suite } from "../../testing/StorefrontsLaws.ts"

const proofOf = (provider: StoreProvider, text: string) =>
  provider === "apple"
    ? StoreProof.cases.Apple.make({ signedTransaction: Redacted.make(text) })
    : StoreProof.cases.Google.make({ purchaseToken: Redacted.make(text) })

const messageOf = (provider: StoreProvider, text: string) =>
  provider === "apple"
    ? StoreMessage.cases.Apple.make({ signedPayload: Redacted.make(text) })
    : StoreMessage.cases.Google.make({ body: text, bearer: Redacted.make("") })

const customer = (provider: StoreProvider) =>
  Layer.effect(
    Customer,
    Effect.gen(function* () {
      const books = yield* MemoryStorefronts.StoreBooks
      const stores = yield* Storefronts

      const send = Effect.fnUntraced(function* (
        fields: Omit<ConstructorParameters<typeof StoreNotification>[0], "provider" | "id">
      ) {
        const id = yield* Fixtures.uuid
        const message = messageOf(provider, id)
        const heard = new StoreNotification({ provider, id: NotificationId.make(id), ...fields })
        yield* books.send(message, Effect.succeed(heard))
        return message
      })

      return Customer.of({
        buy: Effect.fnUntraced(function* (_plan, owner) {
          const purchase = yield* PurchaseFixtures.purchase(provider)
          const proof = proofOf(provider, `proof of ${purchase.externalId}`)
          yield* books.enter(PurchaseFixtures.statement(purchase, owner), proof)
          return { proof, line: { provider, externalId: purchase.externalId } }
        }),
        renewUnheard: Effect.fnUntraced(function* (line) {
          const { owner, purchase } = yield* Effect.orDie(
            Effect.flatMap(stores.ask(line), (asked) => Effect.fromOption(asked))
          )
          const next = PurchaseFixtures.term(`transaction-${yield* Fixtures.uuid}`, purchase.terms.length)
          yield* books.enter(PurchaseFixtures.statement({ ...purchase, terms: [...purchase.terms, next] }, owner))
        }),
        message: Effect.fnUntraced(function* (line) {
          const purchase = yield* PurchaseFixtures.purchase(provider, line)
          const statement = Option.filter(Option.some(PurchaseFixtures.statement(purchase)), () => provider === "apple")
          return yield* send({ type: "DID_RENEW", line: Option.some(line), statement })
        }),
        strangeMessage: send({ type: "NEVER_HEARD_OF", line: Option.none(), statement: Option.none() })
      })
    })
  )

for (const provider of ["apple", "google"] as const) {
  suite(`memory, ${provider}`, provider, customer(provider).pipe(Layer.provideMerge(MemoryStorefronts.layer)))
}
