import type { IdentityTokenFault } from "@serenya/domain/identity/IdentityErrors"
import { type DateTime, Option, Result, Schema } from "effect"

/** Whom a provider's token must be from and for. */
export interface Expected {
  readonly issuers: ReadonlyArray<string>
  readonly audiences: ReadonlyArray<string>
}

const skewSeconds = 60

/** What a token says of itself (RFC 7519, OpenID Connect Core 2); times are seconds since 1970. */
const TokenClaims = Schema.Struct({
  iss: Schema.String,
  aud: Schema.Union([Schema.String, Schema.NonEmptyArray(Schema.String)]),
  azp: Schema.optionalKey(Schema.String),
  exp: Schema.optionalKey(Schema.Finite),
  iat: Schema.Finite,
  nbf: Schema.optionalKey(Schema.Finite),
  nonce: Schema.optionalKey(Schema.String)
})
export type TokenClaims = typeof TokenClaims.Type

const decode = Schema.decodeUnknownOption(TokenClaims)

/**
 * Every audience must be one of ours, and so must the party that the token was issued to, where one is named; several
 * audiences without one are refused (Core 3.1.3.7).
 */
const isForUs = ({ aud, azp }: TokenClaims, audiences: ReadonlyArray<string>): boolean => {
  const named = typeof aud === "string" ? [aud] : aud
  const presenters = azp === undefined && named.length === 1 ? [] : [azp ?? ""]
  return [...named, ...presenters].every((party) => audiences.includes(party))
}

/** Judges issuer, audience and times. Whether a token must end is for who reads it: `exp` is judged where it stands. */
export const accept = (
  claims: unknown,
  { audiences, issuers }: Expected,
  now: DateTime.Utc
): Result.Result<TokenClaims, IdentityTokenFault> => {
  const decoded = decode(claims)
  if (Option.isNone(decoded)) return Result.fail("missing_claim")
  const token = decoded.value
  const seconds = now.epochMilliseconds / 1000
  if (!issuers.includes(token.iss)) return Result.fail("wrong_issuer")
  if (!isForUs(token, audiences)) return Result.fail("wrong_audience")
  if (token.exp !== undefined && seconds >= token.exp) return Result.fail("expired")
  if (Math.max(token.iat, token.nbf ?? token.iat) > seconds + skewSeconds) return Result.fail("not_yet_valid")
  return Result.succeed(token)
}
