import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { NotificationRejected } from "@serenya/domain/subscriptions/PurchaseErrors"
import { DateTime, Effect, Option, Redacted } from "effect"
import type { JwksSource } from "../../identity/JwksSource.ts"
import * as ProviderKeys from "../../identity/ProviderKeys.ts"
import * as StrictJws from "../../identity/StrictJws.ts"
import type { GoogleSettings } from "./GoogleSettings.ts"
import * as PushClaims from "./PushClaims.ts"

const limits: StrictJws.JwsLimits = { algorithms: ["RS256"], maxCharacters: 16 * 1024 }

const refused = () => new NotificationRejected({ reason: "unverifiable" })

/** Checks the OpenID Connect token that Pub/Sub sends with a push. */
export const make = (
  source: JwksSource["Service"],
  { jwksUrl, pushAccount, pushAudience }: GoogleSettings
): { readonly check: (bearer: Redacted.Redacted) => Effect.Effect<void, NotificationRejected | Unavailable> } => {
  const keys = ProviderKeys.make(source, jwksUrl)

  const check = Effect.fn("PushTokens.check")(function* (bearer: Redacted.Redacted) {
    const token = Redacted.value(bearer)
    const header = yield* Effect.mapError(Effect.fromResult(StrictJws.inspect(token, limits)), refused)
    const found = yield* keys.find(header.kid)
    if (Option.isNone(found) || found.value.alg !== header.alg) return yield* refused()
    const payload = yield* Effect.mapError(StrictJws.verified(token, header, found.value.key), refused)
    const claims = yield* Effect.mapError(Effect.fromResult(StrictJws.claims(payload)), refused)
    const accepted = PushClaims.accept(claims, { account: pushAccount, audience: pushAudience }, yield* DateTime.now)
    yield* Effect.mapError(Effect.fromResult(accepted), refused)
  })

  return { check }
}
