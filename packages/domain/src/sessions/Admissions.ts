import { Context, DateTime, Effect, Layer, Option, type Redacted } from "effect"
import { makeWitness } from "../audit/SecurityEvents.ts"
import type { AccountNotActive } from "../identity/IdentityErrors.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { AccessTokens } from "./AccessTokens.ts"
import type { Caller } from "./Caller.ts"
import { type InvalidAccessToken, type SessionExpired, SessionRevoked } from "./SessionErrors.ts"

/** Decides at the door. */
export class Admissions extends Context.Service<
  Admissions,
  {
    /** Who an access token lets in now: the token is good, its session current, the account active. Decrypts nothing. */
    authorize(
      token: Redacted.Redacted
    ): Effect.Effect<Caller, InvalidAccessToken | AccountNotActive | SessionExpired | SessionRevoked | Unavailable>
  }
>()("@serenya/domain/sessions/Admissions") {
  static readonly layer = Layer.effect(
    Admissions,
    Effect.gen(function* () {
      const store = yield* UserStore
      const tokens = yield* AccessTokens
      const witness = yield* makeWitness

      const admitted = Effect.fnUntraced(function* (caller: Caller) {
        const admission = yield* store.findAdmission(caller.userId)
        if (Option.isNone(admission)) return yield* new SessionRevoked()
        yield* Effect.fromResult(UserRules.admit(admission.value, caller, yield* DateTime.now))
        return caller
      })

      // Without a span of its own: it is all of what the authorizer does, before every request that there is.
      const authorize = Effect.fnUntraced(function* (token: Redacted.Redacted) {
        const caller = yield* tokens.verify(token).pipe(witness(Option.none()))
        return yield* admitted(caller).pipe(witness(Option.some(caller.userId)))
      })

      return Admissions.of({ authorize })
    })
  )
}
