import type { Provider } from "@serenya/domain/identity/Identity"
import { Subject } from "@serenya/domain/identity/Identity"
import type { IdentityTokenFault } from "@serenya/domain/identity/IdentityErrors"
import { VerifiedIdentity } from "@serenya/domain/identity/VerifiedIdentity"
import { EmailAddress } from "@serenya/domain/users/EmailAddress"
import { Person } from "@serenya/domain/users/Person"
import { type DateTime, Option, Result, Schema } from "effect"
import * as TokenClaims from "./TokenClaims.ts"

/** What an id_token must say to be ours. */
export interface Expected extends TokenClaims.Expected {
  /** As the token spells it; none where the app sent none, and then a nonce in the token is not looked at. */
  readonly nonce: Option.Option<string>
}

const PersonClaims = Schema.Struct({
  sub: Subject,
  email: EmailAddress,
  email_verified: Schema.optionalKey(Schema.Unknown),
  is_private_email: Schema.optionalKey(Schema.Unknown),
  name: Schema.optionalKey(Schema.Unknown),
  given_name: Schema.optionalKey(Schema.Unknown),
  family_name: Schema.optionalKey(Schema.Unknown)
})

const decodePersonClaims = Schema.decodeUnknownOption(PersonClaims)
const decodePerson = Schema.decodeUnknownOption(Person)

/** A blank or overlong name is left out rather than refused: the person did not choose what their provider sends. */
const named = (key: "name" | "givenName" | "familyName", value: unknown): Record<string, string> => {
  const text = typeof value === "string" ? value.trim() : ""
  return text === "" || text.length > 200 ? {} : { [key]: text }
}

/** Apple writes booleans as strings in some tokens. */
const isTrue = (provider: Provider, flag: unknown) => flag === true || (provider === "apple" && flag === "true")

/** The person a provider vouches for. The signature must have been checked: this judges only what was signed. */
export const accept = (
  provider: Provider,
  claims: unknown,
  expected: Expected,
  now: DateTime.Utc
): Result.Result<VerifiedIdentity, IdentityTokenFault> => {
  const token = TokenClaims.accept(claims, expected, now)
  if (Result.isFailure(token)) return Result.fail(token.failure)
  const { exp, nonce } = token.success
  if (exp === undefined) return Result.fail("missing_claim")
  if (Option.isSome(expected.nonce) && nonce !== expected.nonce.value) return Result.fail("wrong_nonce")
  const stated = decodePersonClaims(claims)
  if (Option.isNone(stated)) return Result.fail("missing_claim")
  const { sub, email, email_verified, is_private_email, name, given_name, family_name } = stated.value
  if (!isTrue(provider, email_verified)) return Result.fail("email_not_verified")
  const names = { ...named("name", name), ...named("givenName", given_name), ...named("familyName", family_name) }
  const address = isTrue(provider, is_private_email) ? "relay" : "own"
  return decodePerson({ email, ...names }).pipe(
    Result.fromOption(() => "missing_claim" as const),
    Result.map((person) => new VerifiedIdentity({ identity: { provider, subject: sub }, person, address }))
  )
}
