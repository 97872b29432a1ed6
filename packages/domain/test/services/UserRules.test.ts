import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { type DateTime, Effect, Option, Result } from "effect"
import { AccountNotActive } from "../../src/identity/IdentityErrors.ts"
import { SessionExpired, SessionRevoked } from "../../src/sessions/SessionErrors.ts"
import { SessionId } from "../../src/sessions/SessionId.ts"
import * as SessionRules from "../../src/sessions/SessionRules.ts"
import { AccountStatus } from "../../src/users/User.ts"
import { admit, change, requireActive } from "../../src/users/UserRules.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import { after } from "./World.ts"

const sessionId = SessionId.make("5e551011-0000-4000-8000-000000000001")
const other = SessionId.make("5e551011-0000-4000-8000-000000000002")

const signedIn = Effect.gen(function* () {
  const session = { ...(yield* Fixtures.session), id: sessionId }
  return yield* Fixtures.userWith({ session: Option.some(session) })
})

const justBeforeTheEnd = after({ days: 30, milliseconds: -1 })
const end = after({ days: 30 })

describe("UserRules.admit", () => {
  const refusalAt = (fields: Fixtures.UserFields, session: SessionId, now: DateTime.Utc) =>
    Effect.gen(function* () {
      const user = yield* signedIn
      const altered = yield* Fixtures.userWith({ ...user, ...fields })
      const admitted = admit(altered, { userId: user.id, sessionId: session }, now)
      if (Result.isSuccess(admitted)) assertEquals(admitted.success, altered)
      return Option.getOrNull(Result.getFailure(admitted))
    })

  it.effect("lets the current session in until it is over", () =>
    Effect.gen(function* () {
      assertEquals(yield* refusalAt({}, sessionId, Fixtures.at), null)
      assertEquals(yield* refusalAt({}, sessionId, justBeforeTheEnd), null)
      assertEquals(yield* refusalAt({}, sessionId, end), new SessionExpired())
    })
  )

  it.effect("refuses another session, whether it is over or not", () =>
    Effect.gen(function* () {
      assertEquals(yield* refusalAt({}, other, Fixtures.at), new SessionRevoked())
      assertEquals(yield* refusalAt({}, other, end), new SessionRevoked())
    })
  )

  it.effect("refuses whom is signed out", () =>
    Effect.gen(function* () {
      const { session } = yield* signedIn
      assertEquals(yield* refusalAt({ session: Option.none() }, sessionId, Fixtures.at), new SessionRevoked())
      const revoked = Option.map(session, SessionRules.revoke)
      assertEquals(yield* refusalAt({ session: revoked }, sessionId, Fixtures.at), new SessionRevoked())
      assertEquals(yield* refusalAt({ session: revoked }, sessionId, end), new SessionRevoked())
    })
  )

  it.effect("refuses every account that is not active, whatever its session", () =>
    Effect.gen(function* () {
      for (const status of AccountStatus.literals) {
        const refusal = status === "active" ? null : new AccountNotActive({ status })
        assertEquals(yield* refusalAt({ status }, sessionId, Fixtures.at), refusal)
        if (status !== "active") assertEquals(yield* refusalAt({ status }, other, end), refusal)
        assertEquals(Option.getOrNull(Result.getFailure(requireActive(yield* Fixtures.userWith({ status })))), refusal)
      }
    })
  )
})

it.effect("UserRules.change raises the version by one, notes the time, and changes nothing else", () =>
  Effect.gen(function* () {
    const user = yield* signedIn
    const later = after({ hours: 1 })
    const next = change(user, { lastLoginAt: later }, later)
    assertEquals({ ...next }, { ...user, lastLoginAt: later, updatedAt: later, version: user.version + 1 })
  })
)
