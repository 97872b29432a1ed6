import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Context, type Effect, type Redacted } from "effect"

/** A key of App Store Connect (Users and Access → Integrations → In-App Purchase); a PKCS #8 PEM of P-256. */
export interface AppleCredentials {
  readonly issuerId: string
  readonly keyId: string
  readonly privateKey: Redacted.Redacted
}

/** A service account's key as Google hands it out; a PKCS #8 PEM of RSA. */
export interface GoogleCredentials {
  readonly clientEmail: string
  readonly privateKeyId: string
  readonly privateKey: Redacted.Redacted
}

/** Port inside this package: what proves to the stores who asks. */
export class StoreCredentials extends Context.Service<
  StoreCredentials,
  {
    readonly apple: Effect.Effect<AppleCredentials, Unavailable>
    readonly google: Effect.Effect<GoogleCredentials, Unavailable>
  }
>()("@serenya/adapters-aws/subscriptions/StoreCredentials") {}
