import type { Provider } from "@serenya/domain/identity/Identity"
import { Subject } from "@serenya/domain/identity/Identity"
import type { IdentityTokenFault } from "@serenya/domain/identity/IdentityErrors"
import { VerifiedIdentity } from "@serenya/domain/identity/VerifiedIdentity"
import { EmailAddress } from "@serenya/domain/users/EmailAddress"
import { Person } from "@serenya/domain/users/Person"
import { type DateTime, Option, Result, Schema } from "effect"

/** What a token must say to be ours. */
export interface Expected {
  readonly issuers: ReadonlyArray<string>
  readonly audiences: ReadonlyArray<string>
  /** As the token spells it; none where the app sent none, and then a nonce in the token is not looked at. */
  readonly nonce: Option.Option<string>
}

const skewSeconds = 60

/** OpenID Connect Core 2; times are seconds since 1970. */
const TokenClaims = Schema.Struct({
  iss: Schema.String,
  aud: Schema.Union([Schema.String, Schema.NonEmptyArray(Schema.String)]),
  azp: Schema.optionalKey(Schema.String),
  exp: Schema.Finite,
  iat: Schema.Finite,
  nbf: Schema.optionalKey(Schema.Finite),
  nonce: Schema.optionalKey(Schema.String)
})
type TokenClaims = typeof TokenClaims.Type

const PersonClaims = Schema.Struct({
  sub: Subject,
  email: EmailAddress,
  email_verified: Schema.optionalKey(Schema.Unknown),
  name: Schema.optionalKey(Schema.Unknown),
  given_name: Schema.optionalKey(Schema.Unknown),
  family_name: Schema.optionalKey(Schema.Unknown)
})

const decodeToken = Schema.decodeUnknownOption(TokenClaims)
const decodePersonClaims = Schema.decodeUnknownOption(PersonClaims)
const decodePerson = Schema.decodeUnknownOption(Person)

/** Every audience must be one of ours, and where there are several the party it was issued to must be ours too (Core 3.1.3.7). */
const isForUs = ({ aud, azp }: TokenClaims, audiences: ReadonlyArray<string>): boolean => {
  const named = typeof aud === "string" ? [aud] : aud
  const presenters = named.length > 1 ? [...named, azp ?? ""] : named
  return presenters.every((audience) => audiences.includes(audience))
}

const faultOf = (claims: TokenClaims, expected: Expected, now: DateTime.Utc): IdentityTokenFault | undefined => {
  const seconds = now.epochMilliseconds / 1000
  if (!expected.issuers.includes(claims.iss)) return "wrong_issuer"
  if (!isForUs(claims, expected.audiences)) return "wrong_audience"
  if (seconds >= claims.exp) return "expired"
  if (Math.max(claims.iat, claims.nbf ?? claims.iat) > seconds + skewSeconds) return "not_yet_valid"
  if (Option.isSome(expected.nonce) && claims.nonce !== expected.nonce.value) return "wrong_nonce"
  return undefined
}

/** A blank or overlong name is left out rather than refused: the person did not choose what their provider sends. */
const named = (key: "name" | "givenName" | "familyName", value: unknown): Record<string, string> => {
  const text = typeof value === "string" ? value.trim() : ""
  return text === "" || text.length > 200 ? {} : { [key]: text }
}

/** Apple writes the boolean as a string in some tokens. */
const isVerified = (provider: Provider, flag: unknown) => flag === true || (provider === "apple" && flag === "true")

/** The person a provider vouches for. The signature must have been checked: this judges only what was signed. */
export const accept = (
  provider: Provider,
  claims: unknown,
  expected: Expected,
  now: DateTime.Utc
): Result.Result<VerifiedIdentity, IdentityTokenFault> => {
  const token = decodeToken(claims)
  if (Option.isNone(token)) return Result.fail("missing_claim")
  const fault = faultOf(token.value, expected, now)
  if (fault !== undefined) return Result.fail(fault)
  const stated = decodePersonClaims(claims)
  if (Option.isNone(stated)) return Result.fail("missing_claim")
  const { sub, email, email_verified, name, given_name, family_name } = stated.value
  if (!isVerified(provider, email_verified)) return Result.fail("email_not_verified")
  const names = { ...named("name", name), ...named("givenName", given_name), ...named("familyName", family_name) }
  return decodePerson({ email, ...names }).pipe(
    Result.fromOption(() => "missing_claim" as const),
    Result.map((person) => new VerifiedIdentity({ identity: { provider, subject: sub }, person }))
  )
}
