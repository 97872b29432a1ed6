import * as KeyRingRules from "@serenya/domain/keys/KeyRingRules"
import { SecretKeys } from "@serenya/domain/keys/SecretKeys"
import { AccessTokens } from "@serenya/domain/sessions/AccessTokens"
import type { Caller } from "@serenya/domain/sessions/Caller"
import { type AccessTokenFault, InvalidAccessToken } from "@serenya/domain/sessions/SessionErrors"
import { RandomIds } from "@serenya/domain/shared/RandomIds"
import { DateTime, Effect, Layer, Option, Redacted } from "effect"
import { SignJWT } from "jose"
import * as StrictJws from "../identity/StrictJws.ts"
import * as AccessTokenClaims from "./AccessTokenClaims.ts"
import * as HmacKeys from "./HmacKeys.ts"

const limits = { algorithms: ["HS256"], maxCharacters: 8 * 1024 } as const

const refusal = (reason: AccessTokenFault) => new InvalidAccessToken({ reason })

/** JWTs under HS256 and the ring "access-token", whose key is named in the header. */
export const layer = Layer.effect(
  AccessTokens,
  Effect.gen(function* () {
    const keys = yield* SecretKeys
    const ids = yield* RandomIds
    const imported = HmacKeys.make()

    const issue = Effect.fn("AccessTokens.issue")(function* ({ userId, sessionId }: Caller) {
      const now = yield* DateTime.now
      const signing = KeyRingRules.signing(yield* keys.ring("access-token"), now)
      const key = yield* imported(signing)
      const iat = Math.floor(now.epochMilliseconds / 1000)
      const exp = iat + AccessTokenClaims.lifetimeSeconds
      const { issuer: iss, audience: aud } = AccessTokenClaims
      const jwt = new SignJWT({
        iss,
        aud,
        sub: userId,
        sid: sessionId,
        jti: yield* ids.uuid,
        iat,
        exp
      }).setProtectedHeader({ alg: "HS256", kid: signing.id, typ: "JWT" })
      const token = yield* Effect.promise(() => jwt.sign(key))
      return { token: Redacted.make(token), expiresAt: DateTime.makeUnsafe(exp * 1000) }
    })

    /** A key that we do not hold yet may be one that another instance has just made. */
    const find = Effect.fnUntraced(function* (id: string, now: DateTime.Utc) {
      const known = KeyRingRules.accepting(yield* keys.ring("access-token"), id, now)
      if (Option.isSome(known)) return known
      return KeyRingRules.accepting(yield* keys.ring("access-token", { fresh: true }), id, now)
    })

    const verify = Effect.fnUntraced(function* (token: Redacted.Redacted) {
      const text = Redacted.value(token)
      const header = yield* Effect.mapError(Effect.fromResult(StrictJws.inspect(text, limits)), refusal)
      if (Option.getOrUndefined(header.typ) !== "JWT") return yield* refusal("malformed")
      const now = yield* DateTime.now
      const key = yield* find(header.kid, now)
      if (Option.isNone(key)) return yield* refusal("unknown_key")
      const payload = yield* Effect.mapError(StrictJws.verified(text, header, yield* imported(key.value)), refusal)
      const claims = yield* Effect.mapError(Effect.fromResult(StrictJws.claims(payload)), refusal)
      const accepted = AccessTokenClaims.accept(claims, now)
      const { sub, sid } = yield* Effect.mapError(Effect.fromResult(accepted), refusal)
      return { userId: sub, sessionId: sid }
    })

    return AccessTokens.of({ issue, verify })
  })
)
