import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, Option, Result } from "effect"
import { AccountNotActive } from "../../src/identity/IdentityErrors.ts"
import { NoLiveSession, NotSuspended } from "../../src/operators/OperatorErrors.ts"
import * as SuspensionRules from "../../src/operators/SuspensionRules.ts"
import { SessionRevoked } from "../../src/sessions/SessionErrors.ts"
import { SessionId } from "../../src/sessions/SessionId.ts"
import * as UserRules from "../../src/users/UserRules.ts"
import * as Fixtures from "../../testing/Fixtures.ts"

const now = DateTime.add(Fixtures.at, { hours: 1 })

describe("a suspension", () => {
  it.effect("shuts an active account and ends its session, and touches nothing else", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const session = Option.getOrThrow(user.session)
      const suspended = Result.getOrThrow(SuspensionRules.suspend(user, now))
      assertEquals(
        suspended,
        Fixtures.changed(user, {
          status: "suspended",
          session: Option.some({ ...session, status: "revoked" }),
          updatedAt: now
        })
      )
      const caller = { userId: user.id, sessionId: session.id }
      assertEquals(UserRules.admit(suspended, caller, now), Result.fail(new AccountNotActive({ status: "suspended" })))
    })
  )

  it.effect("is refused for every account that is not active", () =>
    Effect.gen(function* () {
      for (const status of ["suspended", "deactivated", "deleted"] as const) {
        const user = yield* Fixtures.userWith({ status })
        assertEquals(SuspensionRules.suspend(user, now), Result.fail(new AccountNotActive({ status })))
      }
    })
  )
})

describe("a reactivation", () => {
  it.effect("opens a suspended account; the session that ended stays ended", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const session = Option.getOrThrow(user.session)
      const suspended = Result.getOrThrow(SuspensionRules.suspend(user, now))
      const active = Result.getOrThrow(SuspensionRules.reactivate(suspended, now))
      assertEquals([active.status, active.version], ["active", user.version + 2])
      const caller = { userId: user.id, sessionId: session.id }
      assertEquals(UserRules.admit(active, caller, now), Result.fail(new SessionRevoked()))
    })
  )

  it.effect("is refused for whoever is not suspended: nobody is called back from an erasure", () =>
    Effect.gen(function* () {
      for (const status of ["active", "deactivated", "deleted"] as const) {
        const user = yield* Fixtures.userWith({ status })
        assertEquals(SuspensionRules.reactivate(user, now), Result.fail(new NotSuspended({ status })))
      }
    })
  )
})

describe("the end of a session", () => {
  it.effect("signs a person out of the one that was named, or of whichever lives", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const { id } = Option.getOrThrow(user.session)
      for (const named of [Option.none(), Option.some(id)]) {
        const ended = Result.getOrThrow(SuspensionRules.endSession(user, named, now))
        assertEquals(
          Option.map(ended.session, ({ status }) => status),
          Option.some("revoked")
        )
        assertEquals([ended.status, ended.version], ["active", user.version + 1])
      }
    })
  )

  it.effect("is refused for another, an expired, an ended one, and for nobody's", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const another = Option.some(SessionId.make(yield* Fixtures.uuid))
      const none = yield* Fixtures.userWith({ session: Option.none() })
      const ended = Result.getOrThrow(SuspensionRules.endSession(user, Option.none(), now))
      const late = DateTime.add(Fixtures.at, { days: 30 })
      const refused = Result.fail(new NoLiveSession())
      assertEquals(SuspensionRules.endSession(user, another, now), refused)
      assertEquals(SuspensionRules.endSession(user, Option.none(), late), refused)
      assertEquals(SuspensionRules.endSession(ended, Option.none(), now), refused)
      assertEquals(SuspensionRules.endSession(none, Option.none(), now), refused)
      assertTrue(Result.isSuccess(SuspensionRules.endSession(user, Option.none(), now)))
    })
  )
})
