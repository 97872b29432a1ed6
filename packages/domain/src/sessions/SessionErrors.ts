import { Schema } from "effect"

/** The session's 30 days are over: sign in again. */
export class SessionExpired extends Schema.TaggedError<SessionExpired>()("SessionExpired", {}) {
  override get message() {
    return "The session has expired; sign in again"
  }
}

/** The session was ended, by a logout, a newer sign-in or an operator: sign in again. */
export class SessionRevoked extends Schema.TaggedError<SessionRevoked>()("SessionRevoked", {}) {
  override get message() {
    return "The session has ended; sign in again"
  }
}

/** Another refresh of this session was faster. The session lives on, and nothing was issued: the answer of the other counts. */
export class RefreshRaced extends Schema.TaggedError<RefreshRaced>()("RefreshRaced", {}) {
  override get message() {
    return "Another refresh of this session was faster; use the newest token you hold"
  }
}

/** A spent refresh token came back: someone else may hold a copy, so the session was ended. */
export class RefreshTokenReused extends Schema.TaggedError<RefreshTokenReused>()("RefreshTokenReused", {}) {
  override get message() {
    return "This refresh token was used before; the session was ended for safety"
  }
}

/** No device is signed in. */
export class DeviceNotFound extends Schema.TaggedError<DeviceNotFound>()("DeviceNotFound", {}) {
  override get message() {
    return "No device is registered"
  }
}

export const AccessTokenFault = Schema.Literals([
  "malformed",
  "unsupported_algorithm",
  "unknown_key",
  "bad_signature",
  "wrong_issuer",
  "wrong_audience",
  "expired",
  "not_yet_valid",
  "missing_claim"
])
export type AccessTokenFault = typeof AccessTokenFault.Type

export class InvalidAccessToken extends Schema.TaggedError<InvalidAccessToken>()("InvalidAccessToken", {
  reason: AccessTokenFault
}) {
  override get message() {
    return `The access token was refused: ${this.reason}`
  }
}
