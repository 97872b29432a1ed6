import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Context, Data, type Effect, type Redacted } from "effect"
import type { NotificationClaims, RenewalClaims, TransactionClaims } from "./AppleClaims.ts"

/** The App Store did not sign it, or not for this app and environment. */
export class SignedDataRefused extends Data.TaggedError("SignedDataRefused")<{
  readonly reason: "malformed" | "unverifiable" | "wrong_app" | "wrong_environment"
}> {}

type Judged<A> = Effect.Effect<A, SignedDataRefused | Unavailable>

/** Port inside this package: what the App Store signed and somebody else handed us (an app, whoever calls the webhook). */
export class AppleSignedData extends Context.Service<
  AppleSignedData,
  {
    notification(signedPayload: Redacted.Redacted): Judged<NotificationClaims>
    transaction(signedTransaction: Redacted.Redacted): Judged<TransactionClaims>
    renewal(signedRenewal: Redacted.Redacted): Judged<RenewalClaims>
  }
>()("@serenya/adapters-aws/subscriptions/apple/AppleSignedData") {}
