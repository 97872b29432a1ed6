import { Effect, Option, Redacted } from "effect"
import { StoreBooks } from "../src/subscriptions/MemoryStorefronts.ts"
import { lineOf, type StorePurchase } from "../src/subscriptions/Purchase.ts"
import { NotificationId, StoreMessage, StoreNotification } from "../src/subscriptions/StoreNotification.ts"
import { StoreProof } from "../src/subscriptions/StoreProof.ts"
import type { StoreStatement } from "../src/subscriptions/StoreStatement.ts"
import type { UserId } from "../src/users/UserId.ts"
import * as Fixtures from "./Fixtures.ts"
import * as PurchaseFixtures from "./PurchaseFixtures.ts"

const proofOf = ({ externalId, provider }: StorePurchase): StoreProof =>
  provider === "apple"
    ? StoreProof.cases.Apple.make({ signedTransaction: Redacted.make(externalId) })
    : StoreProof.cases.Google.make({ purchaseToken: Redacted.make(externalId) })

/** The store says this of its line from now on; the proof that the app of `owner` got for it. */
export const sold = Effect.fnUntraced(function* (purchase: StorePurchase, owner: Option.Option<UserId>) {
  const proof = proofOf(purchase)
  yield* (yield* StoreBooks).enter(PurchaseFixtures.statement(purchase, owner), proof)
  return proof
})

/** A message by which the store tells of this statement: Apple's carries it, Google's only names its line. */
export const news = Effect.fnUntraced(function* (statement: StoreStatement, type = "DID_RENEW") {
  const { purchase } = statement
  const id = yield* Fixtures.uuid
  const message =
    purchase.provider === "apple"
      ? StoreMessage.cases.Apple.make({ signedPayload: Redacted.make(id) })
      : StoreMessage.cases.Google.make({ body: id, bearer: Redacted.make("") })
  const heard = new StoreNotification({
    provider: purchase.provider,
    id: NotificationId.make(id),
    type,
    line: Option.some(lineOf(purchase)),
    statement: purchase.provider === "apple" ? Option.some(statement) : Option.none()
  })
  yield* (yield* StoreBooks).send(message, Effect.succeed(heard))
  return message
})

/** The same, of what the store's books say. */
export const newsOf = (purchase: StorePurchase, owner: Option.Option<UserId>) =>
  news(PurchaseFixtures.statement(purchase, owner))
