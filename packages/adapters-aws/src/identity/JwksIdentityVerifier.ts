import type { Provider } from "@serenya/domain/identity/Identity"
import { type IdentityTokenFault, InvalidIdentityToken } from "@serenya/domain/identity/IdentityErrors"
import { type IdentityClaim, IdentityVerifier } from "@serenya/domain/identity/IdentityVerifier"
import { DateTime, Effect, Layer, Option, Redacted } from "effect"
import { identityProviders } from "./IdentityProviders.ts"
import * as IdTokenClaims from "./IdTokenClaims.ts"
import { JwksSource } from "./JwksSource.ts"
import * as ProviderKeys from "./ProviderKeys.ts"
import * as StrictJws from "./StrictJws.ts"

const maxCharacters = 16 * 1024

const limits: Record<Provider, StrictJws.JwsLimits> = {
  google: { algorithms: ["RS256"], maxCharacters },
  apple: { algorithms: ["RS256", "ES256"], maxCharacters }
}

const sha256Hex = (text: string) =>
  Effect.map(
    Effect.promise(() => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))),
    (digest) => Buffer.from(digest).toString("hex")
  )

/** Google's token repeats the nonce, Apple's its SHA-256 in hex. */
const nonceInToken = ({ provider, nonce }: IdentityClaim) => {
  if (nonce === undefined) return Effect.succeedNone
  return Effect.asSome(provider === "apple" ? sha256Hex(Redacted.value(nonce)) : Effect.succeed(Redacted.value(nonce)))
}

const refusal = (reason: IdentityTokenFault) => new InvalidIdentityToken({ reason })

/** Other JWTs of a provider (access, logout) name their own type (RFC 8725 3.11); id_tokens say JWT or nothing. */
const isIdToken = ({ typ }: StrictJws.JwsHeader) => Option.isNone(typ) || typ.value.toUpperCase() === "JWT"

/** Google's and Apple's id_tokens, checked against the keys they publish. */
export const layer = Layer.effect(
  IdentityVerifier,
  Effect.gen(function* () {
    const source = yield* JwksSource
    const providers = yield* identityProviders
    const keys = {
      google: ProviderKeys.make(source, providers.google.jwksUrl),
      apple: ProviderKeys.make(source, providers.apple.jwksUrl)
    }

    const verify = Effect.fn("IdentityVerifier.verify")(function* (claim: IdentityClaim) {
      const { provider, idToken } = claim
      const token = Redacted.value(idToken)
      const header = yield* Effect.mapError(Effect.fromResult(StrictJws.inspect(token, limits[provider])), refusal)
      if (!isIdToken(header)) return yield* refusal("malformed")
      const found = yield* keys[provider].find(header.kid)
      if (Option.isNone(found)) return yield* refusal("unknown_key")
      if (found.value.alg !== header.alg) return yield* refusal("unsupported_algorithm")
      const payload = yield* Effect.mapError(StrictJws.verified(token, header, found.value.key), refusal)
      const claims = yield* Effect.mapError(Effect.fromResult(StrictJws.claims(payload)), refusal)
      const { issuers, audiences } = providers[provider]
      const expected = { issuers, audiences, nonce: yield* nonceInToken(claim) }
      const accepted = IdTokenClaims.accept(provider, claims, expected, yield* DateTime.now)
      return yield* Effect.mapError(Effect.fromResult(accepted), refusal)
    })

    return IdentityVerifier.of({ verify })
  })
)
