import { StoreMessage } from "@serenya/domain/subscriptions/StoreNotification"
import { Effect, Redacted } from "effect"
import type { Told } from "./StoreSimulator.ts"

/** The request by which a store sends a message: Apple's proves itself, Pub/Sub's has a token beside it. */
const requestOf = StoreMessage.match({
  Apple: ({ signedPayload }) => ({
    body: JSON.stringify({ signedPayload: Redacted.value(signedPayload) }),
    headers: { "content-type": "application/json" }
  }),
  Google: ({ bearer, body }) => ({
    body,
    headers: { "content-type": "application/json", authorization: `Bearer ${Redacted.value(bearer)}` }
  })
})

/** Sends what a store tells to the webhook; the status of each answer, 0 where there was none. */
export const deliver = (webhook: string, told: ReadonlyArray<Told>): Effect.Effect<ReadonlyArray<number>> =>
  Effect.forEach(told, ({ message }) =>
    Effect.tryPromise(() => fetch(webhook, { method: "POST", ...requestOf(message) })).pipe(
      Effect.map(({ status }) => status),
      Effect.orElseSucceed(() => 0)
    )
  )
