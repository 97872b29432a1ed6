import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { DocumentTooLarge } from "../../src/analysis/AnalysisErrors.ts"
import { ConsentRequired } from "../../src/consents/ConsentErrors.ts"
import { Consents } from "../../src/consents/Consents.ts"
import { AccountNotActive } from "../../src/identity/IdentityErrors.ts"
import { maxDocumentBytes } from "../../src/jobs/DocumentVault.ts"
import { partsOf } from "../../src/jobs/JobId.ts"
import { Uploads } from "../../src/jobs/Uploads.ts"
import { SessionExpired, SessionRevoked } from "../../src/sessions/SessionErrors.ts"
import { SessionId } from "../../src/sessions/SessionId.ts"
import { UsageLimitReached } from "../../src/subscriptions/SubscriptionErrors.ts"
import type { UserId } from "../../src/users/UserId.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as World from "./World.ts"

const usageOf = (userId: UserId) =>
  UserStore.use((store) =>
    Effect.map(Effect.flatMap(store.find(userId), Effect.fromOption), ({ subscription }) => subscription.usage)
  )

describe("granting an upload", () => {
  it.effect(
    "names the job after its owner and the moment, and reserves one document for the job's 20 minutes",
    World.story(() =>
      Effect.gen(function* () {
        const { caller, user } = yield* World.newcomer
        const { jobId, grant } = yield* (yield* Uploads).grant(caller, World.document)
        assertEquals(partsOf(jobId), { kind: "result", userId: user.id, createdAt: Fixtures.at })
        assertEquals(grant.expiresAt, World.after({ minutes: 5 }))
        assertEquals(grant.fields["key"], `incoming/${jobId}`)
        const usage = yield* usageOf(user.id)
        assertEquals([usage.documents, usage.reservations], [0, { [jobId]: World.after({ minutes: 20 }) }])
      })
    )
  )

  it.effect(
    "admits five, refuses the sixth, and admits again when a grant lapsed",
    World.story(() =>
      Effect.gen(function* () {
        const uploads = yield* Uploads
        const { caller } = yield* World.newcomer
        const jobs = yield* Effect.replicateEffect(uploads.grant(caller, World.document), 5)
        assertEquals(new Set(jobs.map(({ jobId }) => jobId)).size, 5)
        const full = new UsageLimitReached({
          limit: 5,
          used: 5,
          resetsAt: World.after({ months: 1 }),
          againAt: World.after({ minutes: 20 })
        })
        assertEquals(yield* Effect.flip(uploads.grant(caller, World.document)), full)
        yield* TestClock.adjust("1199999 millis")
        assertEquals(yield* Effect.flip(uploads.grant(caller, World.document)), full)
        yield* TestClock.adjust("1 millis")
        yield* uploads.grant(caller, World.document)
      })
    )
  )

  it.effect(
    "admits any number to whom has paid, and five again when that is over",
    World.story(() =>
      Effect.gen(function* () {
        const uploads = yield* Uploads
        const { caller, user } = yield* World.newcomer
        const endDate = World.after({ minutes: 10 })
        yield* World.alter(user.id, { subscription: { ...user.subscription, tier: "premium", endDate } })
        yield* Effect.replicateEffect(uploads.grant(caller, World.document), 12)
        yield* TestClock.adjust("10 minutes")
        assertEquals(
          yield* Effect.flip(uploads.grant(caller, World.document)),
          new UsageLimitReached({
            limit: 5,
            used: 12,
            resetsAt: World.after({ months: 1 }),
            againAt: World.after({ minutes: 20 })
          })
        )
      })
    )
  )

  it.effect(
    "bounds a document at 10 MiB and reserves nothing for a larger one",
    World.story(() =>
      Effect.gen(function* () {
        const uploads = yield* Uploads
        const { caller, user } = yield* World.newcomer
        const refusal = yield* Effect.flip(uploads.grant(caller, { ...World.document, size: maxDocumentBytes + 1 }))
        assertEquals(refusal, new DocumentTooLarge({ limit: 10 * 1024 * 1024 }))
        assertEquals((yield* usageOf(user.id)).reservations, {})
        yield* uploads.grant(caller, { ...World.document, size: maxDocumentBytes })
      })
    )
  )

  it.effect(
    "asks for every consent and names what is missing",
    World.story(() =>
      Effect.gen(function* () {
        const { caller, user } = yield* World.newcomer
        const consents = yield* Consents
        yield* consents.withdraw(caller, "medical_disclaimer")
        yield* consents.withdraw(caller, "privacy_policy")
        const refusal = yield* Effect.flip((yield* Uploads).grant(caller, World.document))
        assertEquals(refusal, new ConsentRequired({ missing: ["privacy_policy", "medical_disclaimer"] }))
        assertEquals((yield* usageOf(user.id)).reservations, {})
      })
    )
  )

  it.effect(
    "refuses whom the door would refuse",
    World.story(() =>
      Effect.gen(function* () {
        const uploads = yield* Uploads
        const { caller, user } = yield* World.newcomer
        const refusal = (sessionId: SessionId) => Effect.flip(uploads.grant({ ...caller, sessionId }, World.document))
        assertEquals(yield* refusal(SessionId.make(yield* Fixtures.uuid)), new SessionRevoked())
        yield* World.alter(user.id, { status: "deactivated" })
        assertEquals(yield* refusal(caller.sessionId), new AccountNotActive({ status: "deactivated" }))
        yield* World.alter(user.id, { status: "active" })
        yield* TestClock.adjust("30 days")
        assertEquals(yield* refusal(caller.sessionId), new SessionExpired())
        yield* (yield* UserStore).erase(user)
        assertEquals(yield* refusal(caller.sessionId), new SessionRevoked())
      })
    )
  )
})
