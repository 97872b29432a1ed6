import type { AccessTokenFault } from "@serenya/domain/sessions/SessionErrors"
import { SessionId } from "@serenya/domain/sessions/SessionId"
import { UserId } from "@serenya/domain/users/UserId"
import { type DateTime, Result, Schema } from "effect"

export const issuer = "serenya.health"
export const audience = "serenya-mobile-app"
export const lifetimeSeconds = 15 * 60

/** Everything that an access token says, and nothing personal. Times are seconds since 1970 (RFC 7519). */
export const AccessTokenClaims = Schema.Struct({
  iss: Schema.String,
  aud: Schema.String,
  sub: UserId,
  sid: SessionId,
  jti: Schema.NonEmptyString,
  iat: Schema.Int,
  exp: Schema.Int
})
export type AccessTokenClaims = typeof AccessTokenClaims.Type

const decode = Schema.decodeUnknownResult(AccessTokenClaims)

/** How far the clocks of two of our machines may be apart. */
const skewSeconds = 60

/** Refuses claims of another issuer, for another audience, or whose time is over or has not come. An end is an end: it has no tolerance. */
export const accept = (claims: unknown, now: DateTime.Utc): Result.Result<AccessTokenClaims, AccessTokenFault> => {
  const decoded = decode(claims)
  if (Result.isFailure(decoded)) return Result.fail("missing_claim")
  const { iss, aud, exp, iat } = decoded.success
  if (iss !== issuer) return Result.fail("wrong_issuer")
  if (aud !== audience) return Result.fail("wrong_audience")
  if (now.epochMilliseconds >= exp * 1000) return Result.fail("expired")
  if (now.epochMilliseconds < (iat - skewSeconds) * 1000) return Result.fail("not_yet_valid")
  return Result.succeed(decoded.success)
}
