import { type IdentityTokenFault, InvalidIdentityToken } from "@serenya/domain/identity/IdentityErrors"
import { type IdentityClaim, IdentityVerifier } from "@serenya/domain/identity/IdentityVerifier"
import { DateTime, Effect, Layer, Redacted } from "effect"
import * as IdTokenClaims from "./IdTokenClaims.ts"
import { ProviderTokens } from "./ProviderTokens.ts"

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

/** Google's and Apple's id_tokens. */
export const layer = Layer.effect(
  IdentityVerifier,
  Effect.gen(function* () {
    const tokens = yield* ProviderTokens

    const verify = Effect.fn("IdentityVerifier.verify")(function* (claim: IdentityClaim) {
      const { provider, idToken } = claim
      const claims = yield* Effect.catchTag(tokens.claims(provider, idToken), "TokenRefused", ({ reason }) =>
        Effect.fail(refusal(reason))
      )
      const expected = { ...tokens.expected(provider), nonce: yield* nonceInToken(claim) }
      const accepted = IdTokenClaims.accept(provider, claims, expected, yield* DateTime.now)
      return yield* Effect.mapError(Effect.fromResult(accepted), refusal)
    })

    return IdentityVerifier.of({ verify })
  })
).pipe(Layer.provide(ProviderTokens.layer))
