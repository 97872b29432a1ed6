import { Option } from "effect"
import { BiometricRejected, BiometricRequired } from "../biometrics/BiometricErrors.ts"
import { AccountNotActive } from "../identity/IdentityErrors.ts"
import {
  type AccessTokenFault,
  InvalidAccessToken,
  RefreshTokenReused,
  SessionRevoked
} from "../sessions/SessionErrors.ts"
import type { UserId } from "../users/UserId.ts"
import type { Refusal } from "./AuditEvent.ts"

/** What was refused, and to whom if somebody vouches for that. */
export type Refused = Pick<Refusal, "fact" | "reason" | "subject">

/** Whether somebody wants to know of a token that is refused for this. The others are every app's, every quarter of an hour, or say nothing at all. */
const isSuspicious: Readonly<Record<AccessTokenFault, boolean>> = {
  malformed: false,
  expired: false,
  not_yet_valid: false,
  unsupported_algorithm: true,
  unknown_key: true,
  bad_signature: true,
  wrong_issuer: true,
  wrong_audience: true,
  missing_claim: true
}

/** What somebody who guards the service wants to know of a refusal; none of an outage, or of what happens every day. */
export const refusedFor = (error: unknown, subject: Option.Option<UserId>): Option.Option<Refused> => {
  const to = Option.match(subject, { onNone: () => ({}), onSome: (subject) => ({ subject }) })
  if (error instanceof InvalidAccessToken)
    return isSuspicious[error.reason]
      ? Option.some({ fact: "access-token-refused", reason: error.reason, ...to })
      : Option.none()
  if (error instanceof SessionRevoked)
    return Option.some({ fact: "access-token-refused", reason: "session_revoked", ...to })
  if (error instanceof AccountNotActive)
    return Option.some({ fact: "access-token-refused", reason: "account_not_active", ...to })
  if (error instanceof RefreshTokenReused) return Option.some({ fact: "refresh-token-reused", ...to })
  if (error instanceof BiometricRequired) return Option.some({ fact: "step-up-refused", ...to })
  if (error instanceof BiometricRejected) return Option.some({ fact: "biometric-rejected", ...to })
  return Option.none()
}
