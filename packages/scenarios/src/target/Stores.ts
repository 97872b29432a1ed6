import type { PurchaseRequest } from "@serenya/api/SubscriptionsApi"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Schema } from "effect"
import { HttpClient, HttpClientRequest, HttpClientResponse } from "effect/http"
import type { StandInFailed } from "./StandIn.ts"

export type Store = "apple" | "google"

/** What a store says of a purchase: its name for it, what the app gets in hand, and how the webhook took the news. */
export interface Sold {
  readonly purchaseId: string
  readonly proof: typeof PurchaseRequest.Type
  readonly webhookAnswers: ReadonlyArray<number>
}

/** App stores that sell our plans and tell the service of it. */
export interface Stores {
  /** Sells a monthly premium plan to this person. */
  sell(store: Store, owner: UserId): Effect.Effect<Sold, StandInFailed, HttpClient.HttpClient>
  /** Lets something become of a purchase. */
  become(
    purchaseId: string,
    what: "renewed" | "cancelled" | "refunded"
  ): Effect.Effect<Sold, StandInFailed, HttpClient.HttpClient>
}

const signed = Schema.RedactedFromValue(Schema.String)

const Proof = Schema.Union([
  Schema.Struct({ provider: Schema.Literal("apple"), signed_transaction: signed }),
  Schema.Struct({ provider: Schema.Literal("google"), purchase_token: signed })
])

const Answer = HttpClientResponse.schemaBodyJson(
  Schema.Struct({ purchase_id: Schema.String, proof: Proof, webhook_answers: Schema.Array(Schema.Int) })
)

const proofOf = (proof: typeof Proof.Type): Sold["proof"] =>
  proof.provider === "apple"
    ? { provider: "apple", signedTransaction: proof.signed_transaction }
    : { provider: "google", purchaseToken: proof.purchase_token }

const asked = (request: HttpClientRequest.HttpClientRequest) =>
  HttpClient.execute(request).pipe(
    Effect.flatMap(HttpClientResponse.filterStatusOk),
    Effect.flatMap(Answer),
    Effect.map(({ proof, purchase_id, webhook_answers }): Sold => ({
      purchaseId: purchase_id,
      proof: proofOf(proof),
      webhookAnswers: webhook_answers
    }))
  )

/** Those of `pnpm start`, at this address. */
export const at = (url: string): Stores => ({
  sell: (store, owner) =>
    asked(
      HttpClientRequest.post(`${url}/_stores/purchases`).pipe(
        HttpClientRequest.bodyJsonUnsafe({ store, user_id: owner })
      )
    ),
  become: (purchaseId, what) =>
    asked(HttpClientRequest.post(`${url}/_stores/purchases/${encodeURIComponent(purchaseId)}/${what}`))
})
