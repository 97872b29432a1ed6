import { createHash } from "node:crypto"
import { IdTokenIssuer, suite } from "@serenya/domain/testing/IdentityVerifierLaws"
import { DateTime, Effect, Layer, Redacted } from "effect"
import * as IdTokens from "./IdTokens.ts"
import * as LocalProvider from "./LocalProvider.ts"

const nonceClaim = (provider: string, nonce: string) =>
  provider === "apple" ? createHash("sha256").update(nonce).digest("hex") : nonce

const text = (value: Redacted.Redacted | undefined) => (value === undefined ? undefined : Redacted.value(value))

const issuer = Layer.succeed(IdTokenIssuer, {
  issue: Effect.fnUntraced(function* ({ identity: { provider, subject }, person }, nonce) {
    const iat = Math.floor((yield* DateTime.now).epochMilliseconds / 1000)
    const claims = {
      sub: subject,
      email: text(person.email),
      name: text(person.name),
      given_name: text(person.givenName),
      family_name: text(person.familyName),
      nonce: nonce === undefined ? undefined : nonceClaim(provider, nonce),
      iat,
      exp: iat + 600
    }
    return { provider, idToken: Redacted.make(yield* Effect.promise(() => IdTokens.signed(provider, claims))) }
  })
})

suite("JWKS", Layer.merge(issuer, Layer.unwrap(Effect.map(LocalProvider.start, LocalProvider.verifier))))
