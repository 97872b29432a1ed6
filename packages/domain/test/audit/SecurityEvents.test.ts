import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Effect, Exit, Layer, Option, Redacted, Stream } from "effect"
import { AuditTrail } from "../../src/audit/AuditTrail.ts"
import * as MemoryAuditTrail from "../../src/audit/MemoryAuditTrail.ts"
import { SecurityEvents } from "../../src/audit/SecurityEvents.ts"
import { type Refused, refusedFor } from "../../src/audit/SecurityRules.ts"
import * as TrailSecurityEvents from "../../src/audit/TrailSecurityEvents.ts"
import { Signature } from "../../src/biometrics/Biometric.ts"
import { Biometrics } from "../../src/biometrics/Biometrics.ts"
import { Jobs } from "../../src/jobs/Jobs.ts"
import { DataExports } from "../../src/privacy/DataExports.ts"
import { AccessTokens } from "../../src/sessions/AccessTokens.ts"
import { Admissions } from "../../src/sessions/Admissions.ts"
import { Devices } from "../../src/sessions/Devices.ts"
import { RefreshTokens } from "../../src/sessions/RefreshTokens.ts"
import { AccessTokenFault, InvalidAccessToken } from "../../src/sessions/SessionErrors.ts"
import { SessionId } from "../../src/sessions/SessionId.ts"
import { SessionOpening } from "../../src/sessions/SessionOpening.ts"
import * as SessionRules from "../../src/sessions/SessionRules.ts"
import { Sessions } from "../../src/sessions/Sessions.ts"
import * as MemoryRandomIds from "../../src/shared/MemoryRandomIds.ts"
import { Unavailable } from "../../src/shared/Unavailable.ts"
import { Users } from "../../src/users/Users.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"

/** What the services told of while `story` ran. */
const toldBy = <E, R>(story: (told: ReadonlyArray<Refused>) => Effect.Effect<void, E, R>) =>
  Effect.suspend(() => {
    const told: Array<Refused> = []
    const recorder = Layer.succeed(SecurityEvents, { record: (refused) => Effect.sync(() => void told.push(refused)) })
    const services = Layer.mergeAll(
      Admissions.layer,
      Sessions.layer.pipe(Layer.provide(SessionOpening.layer)),
      Biometrics.layer,
      Devices.layer.pipe(Layer.provide(Users.layer)),
      DataExports.layer.pipe(Layer.provide(Users.layer)),
      Jobs.layer
    ).pipe(Layer.provide(recorder), Layer.provideMerge(MemoryPorts.layer))
    return Effect.provide(story(told), services)
  })

const registered = Effect.fnUntraced(function* (fields: Fixtures.UserFields = {}) {
  const session = SessionRules.begin(
    SessionId.make(yield* Fixtures.uuid),
    yield* hashOfNobody,
    Fixtures.origin,
    yield* DateTime.now
  )
  const user = yield* Fixtures.userWith({ session: Option.some(session), ...fields })
  yield* (yield* UserStore).insert(user)
  return { user, caller: { userId: user.id, sessionId: session.id } }
})

const hashOfNobody = Effect.map(Fixtures.session, ({ refreshTokenHash }) => refreshTokenHash)

describe("a refusal is told of", () => {
  it.effect("when somebody asks for the job of another, and not when it is theirs or none", () =>
    toldBy(
      Effect.fnUntraced(function* (told) {
        const { caller } = yield* registered()
        const jobs = yield* Jobs
        const foreign = yield* JobFixtures.jobId("result", yield* Fixtures.userId)
        yield* jobs.status(caller, yield* JobFixtures.jobId("result", caller.userId))
        for (const id of [foreign, "no job"]) {
          assert.isTrue(Exit.isFailure(yield* Effect.exit(jobs.status(caller, id))))
        }
        assertEquals([...told], [{ fact: "foreign-job", subject: caller.userId }])
      })
    )
  )

  it.effect("when a spent refresh token comes back, and not when a good one is used", () =>
    toldBy(
      Effect.fnUntraced(function* (told) {
        const refreshTokens = yield* RefreshTokens
        const sessions = yield* Sessions
        const sessionId = SessionId.make(yield* Fixtures.uuid)
        const userId = yield* Fixtures.userId
        const token = yield* refreshTokens.issue({ userId, sessionId })
        const hash = yield* refreshTokens.hash(token)
        const session = SessionRules.begin(sessionId, hash, Fixtures.origin, yield* DateTime.now)
        yield* (yield* UserStore).insert(yield* Fixtures.userWith({ id: userId, session: Option.some(session) }))
        const { refreshToken } = yield* sessions.refresh(token)
        yield* sessions.refresh(refreshToken)
        assertEquals([...told], [])
        const forged = yield* refreshTokens.issue({ userId, sessionId })
        assert.isTrue(Exit.isFailure(yield* Effect.exit(sessions.refresh(forged))))
        assertEquals([...told], [{ fact: "refresh-token-reused", subject: userId }])
      })
    )
  )

  it.effect("when a biometric answer is wrong, and when a call needs a proof that is not there", () =>
    toldBy(
      Effect.fnUntraced(function* (told) {
        const { caller } = yield* registered({
          biometric: Option.some({ ...Fixtures.biometric, verifiedAt: Option.none() })
        })
        const biometrics = yield* Biometrics
        const { value } = yield* biometrics.challenge(caller)
        const answer = { challenge: value, signature: Signature.make("AAAA") }
        assert.isTrue(Exit.isFailure(yield* Effect.exit(biometrics.verify(caller, answer))))
        assert.isTrue(Exit.isFailure(yield* Effect.exit((yield* Devices).revoke(caller))))
        assert.isTrue(Exit.isFailure(yield* Effect.exit((yield* DataExports).of(caller))))
        assertEquals(
          told.map(({ fact, subject }) => `${fact} ${subject === caller.userId}`),
          ["biometric-rejected true", "step-up-refused true", "step-up-refused true"]
        )
      })
    )
  )

  it.effect("when a token is good and its session is not, and when nobody signed it", () =>
    toldBy(
      Effect.fnUntraced(function* (told) {
        const admissions = yield* Admissions
        const { caller, user } = yield* registered()
        const tokens = yield* AccessTokens
        const { token } = yield* tokens.issue(caller)
        yield* admissions.authorize(token)
        const other = yield* tokens.issue({ ...caller, sessionId: SessionId.make(yield* Fixtures.uuid) })
        assert.isTrue(Exit.isFailure(yield* Effect.exit(admissions.authorize(other.token))))
        assert.isTrue(Exit.isFailure(yield* Effect.exit(admissions.authorize(Redacted.make("no token")))))
        assertEquals(told[0], { fact: "access-token-refused", reason: "session_revoked", subject: user.id })
      })
    )
  )
})

describe("refusedFor", () => {
  it("passes over what every app does, and over outages", () => {
    const told = AccessTokenFault.literals.filter((reason) =>
      Option.isSome(refusedFor(new InvalidAccessToken({ reason }), Option.none()))
    )
    assertEquals(told, [
      "unsupported_algorithm",
      "unknown_key",
      "bad_signature",
      "wrong_issuer",
      "wrong_audience",
      "missing_claim"
    ])
    assertEquals(refusedFor(down, Option.none()), Option.none())
  })
})

const down = new Unavailable({ resource: "storage", operation: "test", retryable: true, cause: new Error("down") })

describe("TrailSecurityEvents", () => {
  const refused: Refused = { fact: "access-token-refused", reason: "bad_signature" }

  it.effect("keeps each refusal in the trail", () =>
    Effect.gen(function* () {
      const { record } = yield* SecurityEvents
      yield* record(refused)
      yield* record(refused)
      const names = yield* Stream.runCollect((yield* AuditTrail).names)
      assert.strictEqual(names.length, 2)
      for (const name of names) assert.match(name, /\/security-19700101T000000000Z-/)
    }).pipe(
      Effect.provide(
        TrailSecurityEvents.layer.pipe(Layer.provideMerge(MemoryAuditTrail.layer), Layer.provide(MemoryRandomIds.layer))
      )
    )
  )

  it.effect("refuses as well when the trail is down", () =>
    Effect.gen(function* () {
      yield* (yield* SecurityEvents).record(refused)
    }).pipe(
      Effect.provide(
        TrailSecurityEvents.layer.pipe(
          Layer.provide(Layer.mock(AuditTrail, { append: () => Effect.fail(down), names: Stream.empty })),
          Layer.provide(MemoryRandomIds.layer)
        )
      )
    )
  )
})
