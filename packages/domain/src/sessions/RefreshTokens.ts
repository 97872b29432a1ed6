import { Context, type DateTime, type Effect, type Option, type Redacted } from "effect"
import type { Caller } from "./Caller.ts"
import type { RefreshToken, RefreshTokenHash, SealedPair } from "./RefreshToken.ts"

/** What an app holds while it is signed in. */
export interface TokenPair {
  readonly accessToken: Redacted.Redacted
  readonly accessTokenExpiresAt: DateTime.Utc
  readonly refreshToken: Redacted.Redacted<RefreshToken>
}

/** Port: the cryptography of refresh tokens. Its laws are `testing/RefreshTokensLaws.ts`. */
export class RefreshTokens extends Context.Service<
  RefreshTokens,
  {
    issue(caller: Caller): Effect.Effect<Redacted.Redacted<RefreshToken>>
    hash(token: Redacted.Redacted<RefreshToken>): Effect.Effect<RefreshTokenHash>
    seal(parent: Redacted.Redacted<RefreshToken>, pair: TokenPair): Effect.Effect<SealedPair>
    /** None unless `parent` is the very token that it was sealed with. */
    open(parent: Redacted.Redacted<RefreshToken>, sealed: SealedPair): Effect.Effect<Option.Option<TokenPair>>
  }
>()("@serenya/domain/sessions/RefreshTokens") {}
