import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { ExternalId } from "@serenya/domain/subscriptions/Purchase"
import { NotificationRejected, PurchaseNotVerified } from "@serenya/domain/subscriptions/PurchaseErrors"
import { StoreNotification } from "@serenya/domain/subscriptions/StoreNotification"
import type { StoreStatement } from "@serenya/domain/subscriptions/StoreStatement"
import { Context, Effect, Layer, Option, type Redacted, Result, Schema, Struct } from "effect"
import { StoreCredentials } from "../StoreCredentials.ts"
import type { NotificationClaims } from "./AppleClaims.ts"
import { appleSettings } from "./AppleSettings.ts"
import { AppleSignedData, type SignedDataRefused } from "./AppleSignedData.ts"
import * as AppleStatementRules from "./AppleStatementRules.ts"
import * as AppStoreApi from "./AppStoreApi.ts"

const purchaseRefused = ({ reason }: SignedDataRefused) =>
  new PurchaseNotVerified({ reason: reason === "wrong_environment" ? reason : "unverifiable" })

const notificationRefused = ({ reason }: Pick<SignedDataRefused, "reason">) => new NotificationRejected({ reason })

const decodeNotification = Schema.decodeUnknownEffect(
  Schema.Struct(Struct.pick(StoreNotification.fields, ["id", "type"]))
)

const typeOf = ({ notificationType, subtype }: NotificationClaims) =>
  subtype === undefined ? notificationType : `${notificationType}.${subtype}`

/** Our app in the App Store. */
export class AppleStorefront extends Context.Service<
  AppleStorefront,
  {
    verify(signedTransaction: Redacted.Redacted): Effect.Effect<StoreStatement, PurchaseNotVerified | Unavailable>
    ask(externalId: ExternalId): Effect.Effect<Option.Option<StoreStatement>, Unavailable>
    hear(signedPayload: Redacted.Redacted): Effect.Effect<StoreNotification, NotificationRejected | Unavailable>
  }
>()("@serenya/adapters-aws/subscriptions/apple/AppleStorefront") {
  static readonly layer = Layer.effect(
    AppleStorefront,
    Effect.gen(function* () {
      const signed = yield* AppleSignedData
      const api = AppStoreApi.make(yield* appleSettings, yield* StoreCredentials)

      const verify = Effect.fnUntraced(function* (signedTransaction: Redacted.Redacted) {
        const transaction = yield* signed
          .transaction(signedTransaction)
          .pipe(Effect.catchTag("SignedDataRefused", (refused) => Effect.fail(purchaseRefused(refused))))
        const statement = AppleStatementRules.statementOf(transaction, Option.none())
        return yield* Effect.mapError(Effect.fromResult(statement), (reason) => new PurchaseNotVerified({ reason }))
      })

      /** The last transaction alone would leave out every renewal before it whose notification was lost. */
      const ask = Effect.fnUntraced(function* (externalId: ExternalId) {
        const answer = yield* api.lastTransaction(externalId)
        const statement = Option.flatMap(answer, ({ renewal, transaction }) =>
          Result.getSuccess(AppleStatementRules.statementOf(transaction, Option.some(renewal)))
        )
        if (Option.isNone(statement)) return statement
        return Option.some(AppleStatementRules.withHistory(statement.value, yield* api.history(externalId)))
      })

      /** What a notification carries was signed part by part; none where it is about nothing that we sell for a time. */
      const carried = Effect.fnUntraced(function* ({ data = {}, notificationType }: NotificationClaims) {
        const { signedRenewalInfo, signedTransactionInfo } = data
        const transaction = signedTransactionInfo && (yield* signed.transaction(signedTransactionInfo))
        const renewal = signedRenewalInfo && (yield* signed.renewal(signedRenewalInfo))
        const statement = Option.flatMap(Option.fromUndefinedOr(transaction), (transaction) =>
          Result.getSuccess(AppleStatementRules.statementOf(transaction, Option.fromUndefinedOr(renewal)))
        )
        return notificationType === "REFUND_REVERSED"
          ? Option.map(statement, AppleStatementRules.refundReversed)
          : statement
      })

      const hear = Effect.fnUntraced(
        function* (signedPayload: Redacted.Redacted) {
          const claims = yield* signed.notification(signedPayload)
          const named = yield* decodeNotification({ id: claims.notificationUUID, type: typeOf(claims) })
          const statement = yield* carried(claims)
          const line = Option.map(statement, ({ purchase }) => Struct.pick(purchase, ["provider", "externalId"]))
          return new StoreNotification({ provider: "apple", ...named, line, statement })
        },
        Effect.catchTags({
          SignedDataRefused: (refused) => Effect.fail(notificationRefused(refused)),
          SchemaError: () => Effect.fail(notificationRefused({ reason: "malformed" }))
        })
      )

      return AppleStorefront.of({ verify, ask, hear })
    })
  )
}
