import { PageCursor } from "@serenya/domain/subscriptions/PageCursors"
import { Effect, Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { concurrentUpdate, invalidCursor, notAdmitted, notificationRejected, purchaseNotVerified } from "./Failures.ts"
import { deduplicatedBy, Idempotency, idempotencyHeaders as headers } from "./Idempotency.ts"
import { outage } from "./Outage.ts"
import { everyIssue, RequestProblems } from "./RequestProblems.ts"
import { named, snakeCase } from "./SnakeCase.ts"
import { PaymentsDto, SubscriptionDto, TiersDto } from "./SubscriptionDto.ts"

const signed = (maxLength: number) =>
  Schema.RedactedFromValue(Schema.String.check(Schema.isNonEmpty(), Schema.isMaxLength(maxLength)))

/** What the app got from its store: StoreKit 2's `jwsRepresentation`, or Play Billing's `purchaseToken`. */
export const PurchaseRequest = Schema.Union([
  snakeCase(Schema.Struct({ provider: Schema.Literal("apple"), signedTransaction: signed(32_768) })),
  snakeCase(Schema.Struct({ provider: Schema.Literal("google"), purchaseToken: signed(2048) }))
]).pipe(named("PurchaseRequest"))

/** App Store Server Notifications V2, or a Pub/Sub push of Google's real-time developer notifications. */
export const StoreWebhook = Schema.Union([
  Schema.Struct({ signedPayload: signed(262_144) }),
  Schema.Struct({
    message: Schema.Struct({ data: Schema.String.check(Schema.isMaxLength(262_144)), messageId: Schema.String }),
    subscription: Schema.optionalKey(Schema.String)
  })
]).pipe(named("StoreWebhook"))

const limit = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 })).pipe(
  Schema.withDecodingDefaultKey(Effect.succeed(20))
)

/** What a person bought, may do and paid. */
export class SubscriptionsApi extends HttpApiGroup.make("subscriptions")
  .add(
    HttpApiEndpoint.get("current", "/", {
      query: { explain: Schema.optionalKey(Schema.Literals(["true", "false"])) },
      success: SubscriptionDto,
      error: [...notAdmitted, outage]
    })
      .middleware(Authentication)
      .annotate(OpenApi.Summary, "What may I do now, and when again; explain=true says why"),
    HttpApiEndpoint.get("tiers", "/tiers", { success: TiersDto }).annotate(OpenApi.Summary, "What each tier offers"),
    HttpApiEndpoint.get("payments", "/payments", {
      query: { limit, cursor: Schema.optionalKey(PageCursor) },
      success: PaymentsDto,
      error: [invalidCursor, ...notAdmitted, outage]
    })
      .middleware(Authentication)
      .annotate(OpenApi.Summary, "What I paid, the newest first"),
    HttpApiEndpoint.post("purchase", "/purchase", {
      headers,
      payload: PurchaseRequest,
      success: SubscriptionDto,
      error: [purchaseNotVerified, concurrentUpdate, ...notAdmitted, outage]
    })
      .middleware(Idempotency)
      .middleware(Authentication)
      .annotate(OpenApi.Summary, "Take what was bought in a store; the answer is what it entitles to"),
    HttpApiEndpoint.post("webhook", "/webhook", {
      payload: StoreWebhook,
      success: HttpApiSchema.Empty(200),
      error: [notificationRejected, concurrentUpdate, outage]
    })
      .annotate(OpenApi.Summary, "For Apple and Google: something happened to a purchase")
      .annotateMerge(deduplicatedBy("notificationUUID, or message.messageId"))
  )
  .middleware(RequestProblems)
  .annotate(HttpApi.PayloadParseOptions, everyIssue)
  .prefix("/subscriptions") {}

/** The API as the `subscriptions` function serves it: same id as `Api`, so its handlers serve the whole too. */
export class SubscriptionsPart extends HttpApi.make("serenya").add(SubscriptionsApi).prefix("/api/v1") {}
