import { DateTime, Effect, Layer, Option, Redacted } from "effect"
import * as KeyRingRules from "../keys/KeyRingRules.ts"
import { SecretKeys } from "../keys/SecretKeys.ts"
import { RandomIds } from "../shared/RandomIds.ts"
import { AccessTokens } from "./AccessTokens.ts"
import type { Caller } from "./Caller.ts"
import { type AccessTokenFault, InvalidAccessToken } from "./SessionErrors.ts"

interface Issued {
  readonly caller: Caller
  readonly keyId: string
  readonly expiresAt: DateTime.Utc
}

const lifetime = { minutes: 15 } as const

const refusal = (reason: AccessTokenFault) => new InvalidAccessToken({ reason })

/** Remembers what it issued, so a token is only good where it was made. Keys rotate under it as under a real one. For tests only. */
export const layer = Layer.effect(
  AccessTokens,
  Effect.gen(function* () {
    const keys = yield* SecretKeys
    const ids = yield* RandomIds
    const issued = new Map<string, Issued>()

    const issue = Effect.fn("AccessTokens.issue")(function* (caller: Caller) {
      const now = yield* DateTime.now
      const { id } = KeyRingRules.signing(yield* keys.ring("access-token"), now)
      const token = yield* ids.token(32)
      const expiresAt = DateTime.addDuration(DateTime.startOf(now, "second"), lifetime)
      issued.set(token, { caller, keyId: id, expiresAt })
      return { token: Redacted.make(token), expiresAt }
    })

    const verify = Effect.fn("AccessTokens.verify")(function* (token: Redacted.Redacted) {
      const known = issued.get(Redacted.value(token))
      if (known === undefined) return yield* refusal("malformed")
      const ring = yield* keys.ring("access-token", { fresh: true })
      const now = yield* DateTime.now
      if (Option.isNone(KeyRingRules.accepting(ring, known.keyId, now))) return yield* refusal("unknown_key")
      if (DateTime.isGreaterThanOrEqualTo(now, known.expiresAt)) return yield* refusal("expired")
      return known.caller
    })

    return AccessTokens.of({ issue, verify })
  })
)
