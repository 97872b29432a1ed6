import { type DateTime, Option, Result } from "effect"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { SessionId } from "../sessions/SessionId.ts"
import * as SessionRules from "../sessions/SessionRules.ts"
import { User } from "../users/User.ts"
import * as UserRules from "../users/UserRules.ts"
import { NoLiveSession, NotSuspended } from "./OperatorErrors.ts"

/** Nobody gets in any more, and what they hold stays theirs. */
export const suspend = (user: User, now: DateTime.Utc): Result.Result<User, AccountNotActive> =>
  Result.map(UserRules.requireActive(user), (active) => {
    const session = Option.map(active.session, SessionRules.revoke)
    return UserRules.change(new User({ ...active, status: "suspended" }), { session }, now)
  })

/** They may sign in again; the session that ended stays ended. */
export const reactivate = (user: User, now: DateTime.Utc): Result.Result<User, NotSuspended> =>
  user.status === "suspended"
    ? Result.succeed(UserRules.change(new User({ ...user, status: "active" }), {}, now))
    : Result.fail(new NotSuspended({ status: user.status }))

/** Signs the person out, of the session that was named or of whichever lives. */
export const endSession = (
  user: User,
  named: Option.Option<SessionId>,
  now: DateTime.Utc
): Result.Result<User, NoLiveSession> =>
  Option.match(
    Option.filter(
      user.session,
      (session) => SessionRules.isLive(session, now) && Option.getOrElse(named, () => session.id) === session.id
    ),
    {
      onNone: () => Result.fail(new NoLiveSession()),
      onSome: (session) =>
        Result.succeed(UserRules.change(user, { session: Option.some(SessionRules.revoke(session)) }, now))
    }
  )
