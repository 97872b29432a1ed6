import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, type Duration, Effect, Equal, Option, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { Accounts } from "../../src/identity/Accounts.ts"
import { AccountNotActive } from "../../src/identity/IdentityErrors.ts"
import { Admissions } from "../../src/sessions/Admissions.ts"
import { RefreshToken } from "../../src/sessions/RefreshToken.ts"
import {
  InvalidAccessToken,
  RefreshRaced,
  RefreshTokenReused,
  SessionExpired,
  SessionRevoked
} from "../../src/sessions/SessionErrors.ts"
import { SessionId } from "../../src/sessions/SessionId.ts"
import { Sessions } from "../../src/sessions/Sessions.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as World from "./World.ts"

const stored = (user: { readonly id: Parameters<UserStore["Service"]["find"]>[0] }) =>
  UserStore.use((store) => Effect.flatMap(store.find(user.id), Effect.fromOption))

const wait = (duration: Duration.Input) => TestClock.adjust(duration)

describe("refreshing", () => {
  it.effect(
    "rotates both tokens of the same session",
    World.story(() =>
      Effect.gen(function* () {
        const { tokens, caller, user } = yield* World.newcomer
        yield* wait("10 minutes")
        const next = yield* (yield* Sessions).refresh(tokens.refreshToken)
        assertTrue(!Equal.equals(next.refreshToken, tokens.refreshToken))
        assertTrue(!Equal.equals(next.accessToken, tokens.accessToken))
        assertEquals(World.callerOf(next), caller)
        assertEquals(yield* (yield* Admissions).authorize(next.accessToken), caller)
        const { session, version } = yield* stored(user)
        assertEquals(version, 2)
        assertEquals(
          Option.map(session, ({ expiresAt }) => expiresAt),
          Option.some(World.after({ days: 30 }))
        )
        assertEquals(
          Option.map(session, ({ lastActivityAt }) => lastActivityAt),
          Option.some(World.after({ minutes: 10 }))
        )
      })
    )
  )

  it.effect(
    "answers a lost response with the very same pair for 30 seconds, and writes nothing",
    World.story(() =>
      Effect.gen(function* () {
        const sessions = yield* Sessions
        const { tokens, user } = yield* World.newcomer
        const next = yield* sessions.refresh(tokens.refreshToken)
        for (const pause of ["0 seconds", "12 seconds", "18 seconds"] as const) {
          yield* wait(pause)
          assertEquals(yield* sessions.refresh(tokens.refreshToken), next)
        }
        assertEquals((yield* stored(user)).version, 2)
      })
    )
  )

  it.effect(
    "ends the session when its parent token comes after more than 30 seconds",
    World.story(() =>
      Effect.gen(function* () {
        const sessions = yield* Sessions
        const { tokens } = yield* World.newcomer
        const next = yield* sessions.refresh(tokens.refreshToken)
        yield* wait("30001 millis")
        assertEquals(yield* Effect.flip(sessions.refresh(tokens.refreshToken)), new RefreshTokenReused())
        assertEquals(yield* Effect.flip(sessions.refresh(next.refreshToken)), new SessionRevoked())
        assertEquals(yield* Effect.flip(sessions.refresh(tokens.refreshToken)), new SessionRevoked())
        assertEquals(yield* Effect.flip((yield* Admissions).authorize(next.accessToken)), new SessionRevoked())
      })
    )
  )

  it.effect(
    "tells who comes with an older token within 30 seconds that it raced, ends nothing and writes nothing",
    World.story(() =>
      Effect.gen(function* () {
        const sessions = yield* Sessions
        const { tokens, user } = yield* World.newcomer
        const next = yield* sessions.refresh(tokens.refreshToken)
        const last = yield* sessions.refresh(next.refreshToken)
        const before = yield* stored(user)
        yield* wait("30 seconds")
        assertEquals(yield* Effect.flip(sessions.refresh(tokens.refreshToken)), new RefreshRaced())
        assertEquals(yield* stored(user), before)
        assertEquals(yield* sessions.refresh(next.refreshToken), last)
      })
    )
  )

  it.effect(
    "ends the session when an older token comes later",
    World.story(() =>
      Effect.gen(function* () {
        const sessions = yield* Sessions
        const { tokens } = yield* World.newcomer
        const next = yield* sessions.refresh(tokens.refreshToken)
        yield* wait("30 seconds")
        const last = yield* sessions.refresh(next.refreshToken)
        yield* wait("1 millis")
        assertEquals(yield* Effect.flip(sessions.refresh(tokens.refreshToken)), new RefreshTokenReused())
        assertEquals(yield* Effect.flip(sessions.refresh(last.refreshToken)), new SessionRevoked())
      })
    )
  )

  it.effect(
    "ends the session when a token comes that was made up",
    World.story(() =>
      Effect.gen(function* () {
        const sessions = yield* Sessions
        const { tokens, caller } = yield* World.newcomer
        const forged = Redacted.make(RefreshToken.make(`${caller.userId}.${caller.sessionId}.${"x".repeat(43)}`))
        assertEquals(yield* Effect.flip(sessions.refresh(forged)), new RefreshTokenReused())
        assertEquals(yield* Effect.flip(sessions.refresh(tokens.refreshToken)), new SessionRevoked())
      })
    )
  )

  it.effect(
    "refuses the token of an earlier session without harm to the present one",
    World.story(() =>
      Effect.gen(function* () {
        const sessions = yield* Sessions
        const { claim, tokens, user } = yield* World.newcomer
        const present = yield* (yield* Accounts).signIn(World.signInWith(claim))
        const before = yield* stored(user)
        assertEquals(yield* Effect.flip(sessions.refresh(tokens.refreshToken)), new SessionRevoked())
        assertEquals(yield* stored(user), before)
        assertEquals(
          World.callerOf(yield* sessions.refresh(present.tokens.refreshToken)),
          World.callerOf(present.tokens)
        )
      })
    )
  )

  it.effect(
    "refuses the token of nobody",
    World.story(() =>
      Effect.gen(function* () {
        const token = RefreshToken.make(`${yield* Fixtures.uuid}.${yield* Fixtures.uuid}.${"x".repeat(43)}`)
        assertEquals(yield* Effect.flip((yield* Sessions).refresh(Redacted.make(token))), new SessionRevoked())
      })
    )
  )

  it.effect(
    "ends 30 days after signing in, however often it was done",
    World.story(() =>
      Effect.gen(function* () {
        const sessions = yield* Sessions
        let { tokens } = yield* World.newcomer
        for (let day = 0; day < 29; day++) {
          yield* wait("1 day")
          tokens = yield* sessions.refresh(tokens.refreshToken)
        }
        yield* wait("86399999 millis")
        tokens = yield* sessions.refresh(tokens.refreshToken)
        yield* wait("1 millis")
        assertEquals(yield* Effect.flip(sessions.refresh(tokens.refreshToken)), new SessionExpired())
        assertEquals(yield* Effect.flip((yield* Admissions).authorize(tokens.accessToken)), new SessionExpired())
      })
    )
  )

  it.effect(
    "is refused to a suspended account, and the session lives on when it is active again",
    World.story(() =>
      Effect.gen(function* () {
        const sessions = yield* Sessions
        const { tokens, user } = yield* World.newcomer
        yield* World.alter(user.id, { status: "suspended" })
        assertEquals(
          yield* Effect.flip(sessions.refresh(tokens.refreshToken)),
          new AccountNotActive({ status: "suspended" })
        )
        yield* World.alter(user.id, { status: "active" })
        assertEquals(World.callerOf(yield* sessions.refresh(tokens.refreshToken)), World.callerOf(tokens))
      })
    )
  )
})

describe("logging out", () => {
  it.effect(
    "ends the session; again changes nothing",
    World.story(() =>
      Effect.gen(function* () {
        const sessions = yield* Sessions
        const { caller, tokens, user } = yield* World.newcomer
        yield* sessions.logout(caller)
        const after = yield* stored(user)
        assertEquals(
          Option.map(after.session, ({ status }) => status),
          Option.some("revoked")
        )
        assertEquals(yield* Effect.flip((yield* Admissions).authorize(tokens.accessToken)), new SessionRevoked())
        assertEquals(yield* Effect.flip(sessions.refresh(tokens.refreshToken)), new SessionRevoked())
        yield* sessions.logout(caller)
        assertEquals(yield* stored(user), after)
      })
    )
  )

  it.effect(
    "of an earlier session leaves the present one alone",
    World.story(() =>
      Effect.gen(function* () {
        const { caller, claim, user } = yield* World.newcomer
        const present = yield* (yield* Accounts).signIn(World.signInWith(claim))
        const before = yield* stored(user)
        yield* (yield* Sessions).logout(caller)
        assertEquals(yield* stored(user), before)
        assertEquals(yield* (yield* Admissions).authorize(present.tokens.accessToken), World.callerOf(present.tokens))
      })
    )
  )

  it.effect(
    "of nobody is fine",
    World.story(() =>
      Effect.gen(function* () {
        yield* (yield* Sessions).logout({
          userId: yield* Fixtures.userId,
          sessionId: SessionId.make(yield* Fixtures.uuid)
        })
      })
    )
  )
})

describe("the door", () => {
  it.effect(
    "lets a token in for a quarter of an hour",
    World.story(() =>
      Effect.gen(function* () {
        const admissions = yield* Admissions
        const { caller, tokens } = yield* World.newcomer
        assertEquals(tokens.accessTokenExpiresAt, DateTime.startOf(World.after({ minutes: 15 }), "second"))
        yield* wait("14 minutes")
        assertEquals(yield* admissions.authorize(tokens.accessToken), caller)
        yield* wait("1 minute")
        assertEquals(
          yield* Effect.flip(admissions.authorize(tokens.accessToken)),
          new InvalidAccessToken({ reason: "expired" })
        )
      })
    )
  )

  it.effect(
    "refuses what is no token",
    World.story(() =>
      Effect.gen(function* () {
        const refusal = yield* Effect.flip((yield* Admissions).authorize(Redacted.make("no token")))
        assertEquals(refusal, new InvalidAccessToken({ reason: "malformed" }))
      })
    )
  )

  it.effect(
    "refuses a suspended account and a person who is gone",
    World.story(() =>
      Effect.gen(function* () {
        const admissions = yield* Admissions
        const { tokens, user } = yield* World.newcomer
        yield* World.alter(user.id, { status: "suspended" })
        assertEquals(
          yield* Effect.flip(admissions.authorize(tokens.accessToken)),
          new AccountNotActive({ status: "suspended" })
        )
        yield* (yield* UserStore).erase(user)
        assertEquals(yield* Effect.flip(admissions.authorize(tokens.accessToken)), new SessionRevoked())
      })
    )
  )
})
