import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { ExternalId, type StorePurchase } from "@serenya/domain/subscriptions/Purchase"
import { NotificationRejected, PurchaseNotVerified } from "@serenya/domain/subscriptions/PurchaseErrors"
import type { StoreNotification } from "@serenya/domain/subscriptions/StoreNotification"
import type { StoreStatement } from "@serenya/domain/subscriptions/StoreStatement"
import { Context, DateTime, Effect, Layer, Option, Redacted, Schema } from "effect"
import { JwksSource } from "../../identity/JwksSource.ts"
import { StoreCredentials } from "../StoreCredentials.ts"
import * as GoogleAccess from "./GoogleAccess.ts"
import { googleSettings } from "./GoogleSettings.ts"
import * as OrderIds from "./OrderIds.ts"
import * as PlayApi from "./PlayApi.ts"
import type { PlayOrder, PlaySubscription } from "./PlayClaims.ts"
import * as PlayStatementRules from "./PlayStatementRules.ts"
import * as PushMessage from "./PushMessage.ts"
import * as PushTokens from "./PushTokens.ts"

const decodeToken = Schema.decodeUnknownOption(ExternalId)

const notVerified = (reason: PurchaseNotVerified["reason"]) => new PurchaseNotVerified({ reason })

/** Our app in Google Play. */
export class GoogleStorefront extends Context.Service<
  GoogleStorefront,
  {
    verify(purchaseToken: Redacted.Redacted): Effect.Effect<StoreStatement, PurchaseNotVerified | Unavailable>
    ask(externalId: ExternalId): Effect.Effect<Option.Option<StoreStatement>, Unavailable>
    hear(body: string, bearer: Redacted.Redacted): Effect.Effect<StoreNotification, NotificationRejected | Unavailable>
    acknowledge(purchase: StorePurchase): Effect.Effect<void, Unavailable>
  }
>()("@serenya/adapters-aws/subscriptions/google/GoogleStorefront") {
  static readonly layer = Layer.effect(
    GoogleStorefront,
    Effect.gen(function* () {
      const settings = yield* googleSettings
      const access = yield* GoogleAccess.make(settings.tokenUrl, yield* StoreCredentials)
      const api = PlayApi.make(settings, access)
      const pushes = PushTokens.make(yield* JwksSource, settings)

      /** Renewals that were declined have numbers too, so a list that is not to be had whole is asked for by its last alone. */
      const ordersOf = Effect.fnUntraced(function* (subscription: PlaySubscription) {
        const none: ReadonlyArray<PlayOrder> = []
        const item = PlayStatementRules.itemOf(subscription)
        const latest = Option.flatMapNullishOr(item, ({ latestSuccessfulOrderId }) => latestSuccessfulOrderId)
        if (Option.isNone(latest)) return none
        const all = yield* api.orders(OrderIds.upTo(latest.value))
        return Option.getOrElse(Option.isSome(all) ? all : yield* api.orders([latest.value]), () => none)
      })

      const fetched = Effect.fnUntraced(function* (purchaseToken: ExternalId) {
        const at = yield* DateTime.now
        const found = yield* api.subscription(purchaseToken)
        if (Option.isNone(found)) return yield* notVerified("unverifiable")
        const subscription = found.value
        if (settings.environment === "production" && subscription.testPurchase !== undefined)
          return yield* notVerified("wrong_environment")
        const orders = yield* ordersOf(subscription)
        const statement = PlayStatementRules.statementOf({ purchaseToken, subscription, orders, at })
        return yield* Effect.mapError(Effect.fromResult(statement), notVerified)
      })

      const verify = Effect.fnUntraced(function* (purchaseToken: Redacted.Redacted) {
        const token = decodeToken(Redacted.value(purchaseToken))
        return yield* Option.isSome(token) ? fetched(token.value) : Effect.fail(notVerified("unverifiable"))
      })

      const ask = (externalId: ExternalId) =>
        fetched(externalId).pipe(
          Effect.asSome,
          Effect.catchTag("PurchaseNotVerified", () => Effect.succeedNone)
        )

      const hear = Effect.fnUntraced(function* (body: string, bearer: Redacted.Redacted) {
        yield* pushes.check(bearer)
        const heard = PushMessage.read(body, settings.packageName)
        return yield* Effect.mapError(Effect.fromResult(heard), (reason) => new NotificationRejected({ reason }))
      })

      const acknowledge = Effect.fnUntraced(function* ({ externalId, terms }: StorePurchase) {
        const [subscriptionId] = terms.at(-1)?.productId.split(":") ?? []
        if (subscriptionId !== undefined) yield* api.acknowledge(subscriptionId, externalId)
      })

      return GoogleStorefront.of({ verify, ask, hear, acknowledge })
    })
  )
}
