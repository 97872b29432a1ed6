import { SubscriptionsPart } from "@serenya/api/SubscriptionsApi"
import { Payments } from "@serenya/domain/subscriptions/Payments"
import { Purchases } from "@serenya/domain/subscriptions/Purchases"
import { StoreNotifications } from "@serenya/domain/subscriptions/StoreNotifications"
import { Subscriptions } from "@serenya/domain/subscriptions/Subscriptions"
import { Layer } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import * as SubscriptionsHttp from "../http/SubscriptionsHttp.ts"
import * as Middleware from "./Middleware.ts"
import * as Once from "./Once.ts"

const Domain = Layer.mergeAll(Subscriptions.layer, Payments.layer, Purchases.layer, StoreNotifications.layer)

export const layer = HttpApiBuilder.layer(SubscriptionsPart).pipe(
  Layer.provide(SubscriptionsHttp.layer),
  Layer.provide([Domain, Middleware.layer, Once.layer])
)
