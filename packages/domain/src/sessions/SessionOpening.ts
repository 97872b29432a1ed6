import { Context, type DateTime, Effect, Layer } from "effect"
import type { Origin } from "../shared/Origin.ts"
import { RandomIds } from "../shared/RandomIds.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UserId } from "../users/UserId.ts"
import { AccessTokens } from "./AccessTokens.ts"
import type { Caller } from "./Caller.ts"
import { RefreshTokens, type TokenPair } from "./RefreshTokens.ts"
import type { Session } from "./Session.ts"
import { SessionId } from "./SessionId.ts"
import * as SessionRules from "./SessionRules.ts"

/** Makes token pairs, and sessions with their first pair. Writes nothing: the caller stores the session with the user. */
export class SessionOpening extends Context.Service<
  SessionOpening,
  {
    open(
      userId: UserId,
      origin: Origin,
      now: DateTime.Utc
    ): Effect.Effect<{ readonly session: Session; readonly tokens: TokenPair }, Unavailable>
    pair(caller: Caller): Effect.Effect<TokenPair, Unavailable>
  }
>()("@serenya/domain/sessions/SessionOpening") {
  static readonly layer = Layer.effect(
    SessionOpening,
    Effect.gen(function* () {
      const accessTokens = yield* AccessTokens
      const refreshTokens = yield* RefreshTokens
      const ids = yield* RandomIds

      const pair = Effect.fn("SessionOpening.pair")(function* (caller: Caller) {
        const { token, expiresAt } = yield* accessTokens.issue(caller)
        const refreshToken = yield* refreshTokens.issue(caller)
        return { accessToken: token, accessTokenExpiresAt: expiresAt, refreshToken }
      })

      const open = Effect.fn("SessionOpening.open")(function* (userId: UserId, origin: Origin, now: DateTime.Utc) {
        const sessionId = SessionId.make(yield* ids.uuid)
        const tokens = yield* pair({ userId, sessionId })
        const hash = yield* refreshTokens.hash(tokens.refreshToken)
        return { session: SessionRules.begin(sessionId, hash, origin, now), tokens }
      })

      return SessionOpening.of({ open, pair })
    })
  )
}
