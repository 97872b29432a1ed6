import { Context, type DateTime, Effect, Layer, Option, type Redacted, Result } from "effect"
import { makeWitness } from "../audit/SecurityEvents.ts"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { User } from "../users/User.ts"
import type { ConcurrentUpdate } from "../users/UserErrors.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, type Decision, unchanged, updateUser } from "../users/UserUpdates.ts"
import type { Caller } from "./Caller.ts"
import { claimedBy, type RefreshToken } from "./RefreshToken.ts"
import { RefreshTokens, type TokenPair } from "./RefreshTokens.ts"
import type { Session } from "./Session.ts"
import { RefreshRaced, RefreshTokenReused, SessionExpired, SessionRevoked } from "./SessionErrors.ts"
import { SessionOpening } from "./SessionOpening.ts"
import * as SessionRules from "./SessionRules.ts"

/** Keeps people signed in, and ends it. */
export class Sessions extends Context.Service<
  Sessions,
  {
    /**
     * Exchanges a refresh token for a new pair. A lost answer may be asked for again within 30 s; whoever comes with an older
     * token as quickly has raced; any other spent token ends the session.
     */
    refresh(
      token: Redacted.Redacted<RefreshToken>
    ): Effect.Effect<
      TokenPair,
      | AccountNotActive
      | SessionExpired
      | SessionRevoked
      | RefreshRaced
      | RefreshTokenReused
      | ConcurrentUpdate
      | Unavailable
    >
    /** Ends the caller's session; again is fine. */
    logout(caller: Caller): Effect.Effect<void, ConcurrentUpdate | Unavailable>
  }
>()("@serenya/domain/sessions/Sessions") {
  static readonly layer = Layer.effect(
    Sessions,
    Effect.gen(function* () {
      const store = yield* UserStore
      const refreshTokens = yield* RefreshTokens
      const opening = yield* SessionOpening
      const witness = yield* makeWitness

      const rotate = Effect.fnUntraced(function* (
        user: User,
        session: Session,
        parent: Redacted.Redacted<RefreshToken>,
        now: DateTime.Utc
      ) {
        const pair = yield* opening.pair({ userId: user.id, sessionId: session.id })
        const hash = yield* refreshTokens.hash(pair.refreshToken)
        const next = SessionRules.rotate(session, hash, yield* refreshTokens.seal(parent, pair), now)
        return changed(UserRules.change(user, { session: Option.some(next) }, now), Result.succeed(pair))
      })

      const end = (user: User, session: Session, now: DateTime.Utc) =>
        changed(
          UserRules.change(user, { session: Option.some(SessionRules.revoke(session)) }, now),
          Result.fail(new RefreshTokenReused())
        )

      const refresh = Effect.fn("Sessions.refresh")(function* (token: Redacted.Redacted<RefreshToken>) {
        const { userId, sessionId } = claimedBy(token)
        const presented = yield* refreshTokens.hash(token)
        const answer = yield* updateUser(
          store,
          store.find(userId),
          Effect.fnUntraced(function* (found, now): Effect.fn.Return<
            Decision<Result.Result<TokenPair, RefreshTokenReused>>,
            AccountNotActive | SessionExpired | SessionRevoked | RefreshRaced | Unavailable
          > {
            if (Option.isNone(found.session)) return yield* new SessionRevoked()
            const session = found.session.value
            const judged = SessionRules.judge(session, sessionId, presented, now)
            switch (judged._tag) {
              case "Current": {
                const user = yield* Effect.fromResult(UserRules.requireActive(found))
                return yield* rotate(user, session, token, now)
              }
              case "Parent": {
                const user = yield* Effect.fromResult(UserRules.requireActive(found))
                const pair = yield* refreshTokens.open(token, judged.successor)
                return Option.match(pair, {
                  onNone: () => end(user, session, now),
                  onSome: (same) => unchanged(Result.succeed(same))
                })
              }
              case "Raced":
                return yield* new RefreshRaced()
              case "Spent":
                return end(found, session, now)
              case "Expired":
                return yield* new SessionExpired()
              case "Revoked":
                return yield* new SessionRevoked()
            }
          })
        ).pipe(Effect.catchTag("UserNotFound", () => Effect.fail(new SessionRevoked())))
        return yield* Effect.fromResult(answer).pipe(witness(Option.some(userId)))
      })

      const logout = Effect.fn("Sessions.logout")(function* (caller: Caller) {
        yield* updateUser(store, store.find(caller.userId), (user, now) =>
          Effect.succeed(
            Option.match(
              Option.filter(user.session, ({ id, status }) => id === caller.sessionId && status === "active"),
              {
                onNone: () => unchanged(undefined),
                onSome: (session) =>
                  changed(
                    UserRules.change(user, { session: Option.some(SessionRules.revoke(session)) }, now),
                    undefined
                  )
              }
            )
          )
        ).pipe(Effect.catchTag("UserNotFound", () => Effect.void))
      })

      return Sessions.of({ refresh, logout })
    })
  )
}
