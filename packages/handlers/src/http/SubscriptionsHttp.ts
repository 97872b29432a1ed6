import { CurrentCaller } from "@serenya/api/Authentication"
import { SubscriptionsPart } from "@serenya/api/SubscriptionsApi"
import { Payments } from "@serenya/domain/subscriptions/Payments"
import { Purchases } from "@serenya/domain/subscriptions/Purchases"
import { StoreMessage } from "@serenya/domain/subscriptions/StoreNotification"
import { StoreNotifications } from "@serenya/domain/subscriptions/StoreNotifications"
import { StoreProof } from "@serenya/domain/subscriptions/StoreProof"
import { Subscriptions } from "@serenya/domain/subscriptions/Subscriptions"
import { Effect, Option, Redacted } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { explainedView, paymentsView, subscriptionView, tiersView } from "./SubscriptionView.ts"

/** The token of `Authorization: Bearer`, empty where there is none: no store signed that. */
const bearerIn = (authorization: string | undefined): Redacted.Redacted =>
  Redacted.make(/^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1] ?? "", { label: "bearer" })

export const layer = HttpApiBuilder.group(
  SubscriptionsPart,
  "subscriptions",
  Effect.fnUntraced(function* (handlers) {
    const subscriptions = yield* Subscriptions
    const payments = yield* Payments
    const purchases = yield* Purchases
    const notifications = yield* StoreNotifications

    return handlers.handleAll({
      current: ({ query }) =>
        CurrentCaller.use((caller) =>
          Effect.map(subscriptions.of(caller, { explain: query.explain === "true" }), explainedView)
        ),
      tiers: () => Effect.succeed(tiersView),
      payments: ({ query: { cursor, limit } }) =>
        CurrentCaller.use((caller) =>
          Effect.map(payments.page(caller, limit, Option.fromUndefinedOr(cursor)), paymentsView)
        ),
      purchase: ({ payload }) =>
        CurrentCaller.use((caller) =>
          Effect.map(
            purchases.submit(
              caller,
              payload.provider === "apple"
                ? StoreProof.cases.Apple.make({ signedTransaction: payload.signedTransaction })
                : StoreProof.cases.Google.make({ purchaseToken: payload.purchaseToken })
            ),
            subscriptionView
          )
        ),
      webhook: Effect.fnUntraced(function* ({ payload, request }) {
        if ("signedPayload" in payload) {
          return yield* notifications.receive(StoreMessage.cases.Apple.make(payload))
        }
        const body = yield* Effect.orDie(request.text)
        const bearer = bearerIn(request.headers["authorization"])
        return yield* notifications.receive(StoreMessage.cases.Google.make({ body, bearer }))
      })
    })
  })
)
