import { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { ExternalId } from "@serenya/domain/subscriptions/Purchase"
import { Effect, Option, Redacted, Schema } from "effect"
import type { VendorRequest } from "../../shared/VendorHttp.ts"
import { type StoreAnswer, storeCall, unanswerable } from "../StoreCall.ts"
import type { GoogleAccess } from "./GoogleAccess.ts"
import type { GoogleSettings } from "./GoogleSettings.ts"
import { PlayOrder, PlaySubscription } from "./PlayClaims.ts"

const decodeSubscription = Schema.decodeUnknownOption(PlaySubscription)
const decodeOrders = Schema.decodeUnknownOption(Schema.Struct({ orders: Schema.Array(PlayOrder) }))

/** 400: no token of this app; 404: no such purchase; 410: over for so long that Google has forgotten it. */
const unknown = new Set([400, 404, 410])

/** Google says "not now" with 403 too, where a quota is used up. */
const Refusal = Schema.Struct({
  error: Schema.Struct({ errors: Schema.Array(Schema.Struct({ reason: Schema.String })) })
})
const decodeRefusal = Schema.decodeUnknownOption(Refusal)
const isQuota = ({ body }: StoreAnswer) =>
  Option.exists(decodeRefusal(body), ({ error }) => error.errors.some(({ reason }) => /quota|rateLimit/i.test(reason)))

const unusable = (operation: string, answer: StoreAnswer) =>
  answer.status === 403 && isQuota(answer)
    ? new Unavailable({ resource: "store", operation, retryable: true, cause: new Error("The quota is used up") })
    : unanswerable(operation, answer)

/** The Google Play Developer API, as far as it is asked. */
export const make = ({ apiUrl, packageName }: GoogleSettings, access: GoogleAccess) => {
  const application = `/androidpublisher/v3/applications/${encodeURIComponent(packageName)}`
  const at = (path: string) => new URL(`${application}${path}`, apiUrl)

  const once = Effect.fnUntraced(function* (operation: string, request: VendorRequest) {
    const authorization = `Bearer ${Redacted.value(yield* access.token)}`
    return yield* storeCall(operation, { ...request, headers: { ...request.headers, authorization } })
  })

  /** A token that was taken back before its end is replaced once. */
  const call = Effect.fnUntraced(function* (operation: string, request: VendorRequest) {
    const answer = yield* once(operation, request)
    if (answer.status !== 401) return answer
    yield* access.forget
    return yield* once(operation, request)
  })

  /** `purchases.subscriptionsv2.get`; none where Google knows no such purchase of this app, or no longer. */
  const subscription = Effect.fn("PlayApi.subscription")(function* (token: ExternalId) {
    const operation = "PlayApi.subscription"
    const answer = yield* call(operation, { url: at(`/purchases/subscriptionsv2/tokens/${encodeURIComponent(token)}`) })
    if (unknown.has(answer.status)) return Option.none<PlaySubscription>()
    const found = answer.status === 200 ? decodeSubscription(answer.body) : Option.none()
    if (Option.isNone(found)) return yield* unusable(operation, answer)
    return found
  })

  /** `orders.batchGet`; none where one of them is not to be had. */
  const orders = Effect.fn("PlayApi.orders")(function* (ids: ReadonlyArray<string>) {
    const operation = "PlayApi.orders"
    const url = at("/orders:batchGet")
    for (const id of ids) url.searchParams.append("orderIds", id)
    const answer = yield* call(operation, { url })
    if (unknown.has(answer.status)) return Option.none<ReadonlyArray<PlayOrder>>()
    const found = answer.status === 200 ? decodeOrders(answer.body) : Option.none()
    if (Option.isNone(found)) return yield* unusable(operation, answer)
    return Option.some(found.value.orders)
  })

  /** `purchases.subscriptions.acknowledge`; what Google has forgotten needs none. */
  const acknowledge = Effect.fn("PlayApi.acknowledge")(function* (subscriptionId: string, token: ExternalId) {
    const operation = "PlayApi.acknowledge"
    const path = `/purchases/subscriptions/${encodeURIComponent(subscriptionId)}/tokens/${encodeURIComponent(token)}:acknowledge`
    const headers = { "content-type": "application/json" }
    const answer = yield* call(operation, { url: at(path), method: "POST", headers, body: "{}" })
    if (answer.status >= 300 && !unknown.has(answer.status)) return yield* unusable(operation, answer)
  })

  return { subscription, orders, acknowledge }
}
