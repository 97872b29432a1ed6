import { Context, type DateTime, type Effect, type Redacted } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { Caller } from "./Caller.ts"
import type { InvalidAccessToken } from "./SessionErrors.ts"

/** Port: JWTs of 15 minutes (RFC 7519) that carry ids and nothing personal. Its laws are `testing/AccessTokensLaws.ts`. */
export class AccessTokens extends Context.Service<
  AccessTokens,
  {
    issue(
      caller: Caller
    ): Effect.Effect<{ readonly token: Redacted.Redacted; readonly expiresAt: DateTime.Utc }, Unavailable>
    verify(token: Redacted.Redacted): Effect.Effect<Caller, InvalidAccessToken | Unavailable>
  }
>()("@serenya/domain/sessions/AccessTokens") {}
