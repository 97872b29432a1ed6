import type { Provider } from "@serenya/domain/identity/Identity"
import type { IdentityTokenFault } from "@serenya/domain/identity/IdentityErrors"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import { Context, Data, Effect, Layer, Option, Redacted } from "effect"
import { identityProviders } from "./IdentityProviders.ts"
import { JwksSource } from "./JwksSource.ts"
import * as ProviderKeys from "./ProviderKeys.ts"
import * as StrictJws from "./StrictJws.ts"
import type { Expected } from "./TokenClaims.ts"

/** The token is not what the provider signs. */
export class TokenRefused extends Data.TaggedError("TokenRefused")<{ readonly reason: IdentityTokenFault }> {}

const maxCharacters = 16 * 1024

const limits: Record<Provider, StrictJws.JwsLimits> = {
  google: { algorithms: ["RS256"], maxCharacters },
  apple: { algorithms: ["RS256", "ES256"], maxCharacters }
}

const refused = (reason: IdentityTokenFault) => new TokenRefused({ reason })

/** JWTs of other kinds (access, logout) name their own type (RFC 8725 3.11); id_tokens and events say JWT or nothing. */
const isPlain = ({ typ }: StrictJws.JwsHeader) => Option.isNone(typ) || typ.value.toUpperCase() === "JWT"

/** What Google and Apple sign, checked against the keys they publish; one cache of keys for all that read it. */
export class ProviderTokens extends Context.Service<
  ProviderTokens,
  {
    /** What was signed, unjudged. */
    claims(
      provider: Provider,
      token: Redacted.Redacted
    ): Effect.Effect<StrictJws.JsonObject, TokenRefused | Unavailable>
    /** Whom claims of this provider must be from and for. */
    expected(provider: Provider): Expected
  }
>()("@serenya/adapters-aws/identity/ProviderTokens") {
  static readonly layer = Layer.effect(
    ProviderTokens,
    Effect.gen(function* () {
      const source = yield* JwksSource
      const providers = yield* identityProviders
      const keys = {
        google: ProviderKeys.make(source, providers.google.jwksUrl),
        apple: ProviderKeys.make(source, providers.apple.jwksUrl)
      }

      const claims = Effect.fn("ProviderTokens.claims")(function* (provider: Provider, signed: Redacted.Redacted) {
        const token = Redacted.value(signed)
        const header = yield* Effect.mapError(Effect.fromResult(StrictJws.inspect(token, limits[provider])), refused)
        if (!isPlain(header)) return yield* refused("malformed")
        const found = yield* keys[provider].find(header.kid)
        if (Option.isNone(found)) return yield* refused("unknown_key")
        if (found.value.alg !== header.alg) return yield* refused("unsupported_algorithm")
        const payload = yield* Effect.mapError(StrictJws.verified(token, header, found.value.key), refused)
        return yield* Effect.mapError(Effect.fromResult(StrictJws.claims(payload)), refused)
      })

      return ProviderTokens.of({ claims, expected: (provider) => providers[provider] })
    })
  )
}
