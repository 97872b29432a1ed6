import { Subject } from "@serenya/domain/identity/Identity"
import type { IdentityTokenFault } from "@serenya/domain/identity/IdentityErrors"
import { ProviderEvent } from "@serenya/domain/identity/ProviderEvent"
import { DateTime, Option, Result, Schema } from "effect"
import * as TokenClaims from "./TokenClaims.ts"

/** Apple documents an object and sends it as a string of JSON: both are read. */
const EventClaim = Schema.Struct({
  type: Schema.NonEmptyString,
  sub: Subject,
  event_time: Schema.optionalKey(Schema.Finite)
})
const NotificationClaims = Schema.Struct({
  jti: Schema.NonEmptyString,
  events: Schema.Union([EventClaim, Schema.fromJsonString(EventClaim)])
})

const decode = Schema.decodeUnknownOption(NotificationClaims)

/** Apple has written both seconds and milliseconds; seconds reach this number in the year 5138. */
const millisFrom = 100_000_000_000

/** When it happened: at the latest when it was signed, which may have been again and again. */
const momentOf = (iat: number, eventTime: number | undefined): DateTime.Utc => {
  const signed = iat * 1000
  if (eventTime === undefined) return DateTime.makeUnsafe(signed)
  return DateTime.makeUnsafe(Math.min(signed, eventTime < millisFrom ? eventTime * 1000 : eventTime))
}

const { cases } = ProviderEvent

type Told = Pick<ProviderEvent, "identity" | "at">

/** Words of Apple's; `account-deleted` stands in its documentation, `account-delete` in what it sends. */
const makers: Readonly<Record<string, ((of: Told) => ProviderEvent) | undefined>> = {
  "consent-revoked": (of) => cases.ConsentRevoked.make(of),
  "account-delete": (of) => cases.AccountDeleted.make(of),
  "account-deleted": (of) => cases.AccountDeleted.make(of),
  "email-enabled": (of) => cases.RelayStarted.make(of),
  "email-disabled": (of) => cases.RelayStopped.make(of)
}

/** The event that a notification tells, none where Apple has thought of a new kind. The signature must have been checked. */
export const accept = (
  claims: unknown,
  expected: TokenClaims.Expected,
  now: DateTime.Utc
): Result.Result<Option.Option<ProviderEvent>, IdentityTokenFault> => {
  const token = TokenClaims.accept(claims, expected, now)
  if (Result.isFailure(token)) return Result.fail(token.failure)
  const notification = decode(claims)
  if (Option.isNone(notification)) return Result.fail("missing_claim")
  const { event_time, sub, type } = notification.value.events
  const identity = { provider: "apple", subject: sub } as const
  const make = Object.hasOwn(makers, type) ? makers[type] : undefined
  return Result.succeed(
    Option.map(Option.fromUndefinedOr(make), (make) => make({ identity, at: momentOf(token.success.iat, event_time) }))
  )
}
