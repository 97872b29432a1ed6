import { type IdentityTokenFault, InvalidProviderEvent } from "@serenya/domain/identity/IdentityErrors"
import { ProviderEventVerifier } from "@serenya/domain/identity/ProviderEventVerifier"
import { DateTime, Effect, Layer, type Redacted } from "effect"
import * as AppleEventClaims from "./AppleEventClaims.ts"
import { ProviderTokens } from "./ProviderTokens.ts"

const refusal = (reason: IdentityTokenFault) => new InvalidProviderEvent({ reason })

/** Apple's server-to-server notifications: JWTs under the keys of its id_tokens, for the same audiences. */
export const layer = Layer.effect(
  ProviderEventVerifier,
  Effect.gen(function* () {
    const tokens = yield* ProviderTokens

    const verify = Effect.fn("ProviderEventVerifier.verify")(function* (notification: Redacted.Redacted) {
      const claims = yield* Effect.catchTag(tokens.claims("apple", notification), "TokenRefused", ({ reason }) =>
        Effect.fail(refusal(reason))
      )
      const accepted = AppleEventClaims.accept(claims, tokens.expected("apple"), yield* DateTime.now)
      return yield* Effect.mapError(Effect.fromResult(accepted), refusal)
    })

    return ProviderEventVerifier.of({ verify })
  })
).pipe(Layer.provide(ProviderTokens.layer))
