import { type DateTime, Option, Result } from "effect"
import { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { Caller } from "../sessions/Caller.ts"
import { SessionExpired, SessionRevoked } from "../sessions/SessionErrors.ts"
import * as SessionRules from "../sessions/SessionRules.ts"
import type { Admission } from "./Admission.ts"
import { User } from "./User.ts"

/** What a use case may change. Identities, e-mail and version have their own ways. */
export type UserChanges = Partial<
  Pick<User, "person" | "consents" | "subscription" | "device" | "session" | "biometric" | "lastLoginAt">
>

/** The user after one change: the next version. */
export const change = (user: User, changes: UserChanges, now: DateTime.Utc): User =>
  new User({ ...user, ...changes, updatedAt: now, version: user.version + 1 })

export const requireActive = (user: User): Result.Result<User, AccountNotActive> =>
  user.status === "active" ? Result.succeed(user) : Result.fail(new AccountNotActive({ status: user.status }))

/** Why a caller is not let in. */
export type NotAdmitted = AccountNotActive | SessionRevoked | SessionExpired

/** Lets a caller in: the account is active, and the token's session is the current one and lives. */
export const admit = <A extends Admission>(
  user: A,
  caller: Caller,
  now: DateTime.Utc
): Result.Result<A, NotAdmitted> => {
  if (user.status !== "active") return Result.fail(new AccountNotActive({ status: user.status }))
  const session = Option.filter(user.session, ({ id, status }) => id === caller.sessionId && status === "active")
  if (Option.isNone(session)) return Result.fail(new SessionRevoked())
  return SessionRules.isLive(session.value, now) ? Result.succeed(user) : Result.fail(new SessionExpired())
}

/** The first mark of an erasure: nobody gets in any more, and nothing is done for this person but forgetting them. */
export const tombstone = (user: User, now: DateTime.Utc): User =>
  new User({
    ...user,
    status: "deleted",
    session: Option.map(user.session, SessionRules.revoke),
    updatedAt: now,
    version: user.version + 1
  })

/** Whether a person is gone or about to be: then nothing may be kept for them. */
export const isForgotten = (user: Option.Option<User>): boolean =>
  !Option.exists(user, ({ status }) => status !== "deleted")
