import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { Consent, ConsentType, TextVersion } from "../../src/consents/Consent.ts"
import { ConsentRequired, ConsentTextOutdated } from "../../src/consents/ConsentErrors.ts"
import { Consents } from "../../src/consents/Consents.ts"
import { currentVersions } from "../../src/consents/ConsentTexts.ts"
import { AccountNotActive } from "../../src/identity/IdentityErrors.ts"
import { Uploads } from "../../src/jobs/Uploads.ts"
import type { Caller } from "../../src/sessions/Caller.ts"
import { SessionExpired, SessionRevoked } from "../../src/sessions/SessionErrors.ts"
import { SessionId } from "../../src/sessions/SessionId.ts"
import { Users } from "../../src/users/Users.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as Simulation from "../../testing/Simulation.ts"
import * as World from "./World.ts"

const elsewhere = { ip: Redacted.make("198.51.100.9", { label: "ip" }), userAgent: Fixtures.origin.userAgent }

describe("consents", () => {
  for (const type of ConsentType.literals) {
    it.effect(
      `withdraws ${type} and no other, and gives it again by itself`,
      World.story(() =>
        Effect.gen(function* () {
          const consents = yield* Consents
          const { caller, user } = yield* World.newcomer
          yield* TestClock.adjust("1 hour")
          const version = currentVersions[type]
          const withdrawn = Consent.cases.Withdrawn.make({
            version,
            at: Fixtures.at,
            origin: Fixtures.origin,
            method: "bundled",
            withdrawnAt: World.after({ hours: 1 })
          })
          assertEquals(yield* consents.withdraw(caller, type), withdrawn)
          assertEquals(yield* consents.list(caller), { ...user.consents, [type]: withdrawn })
          yield* TestClock.adjust("1 hour")
          assertEquals(yield* consents.withdraw(caller, type), withdrawn)
          const given = Consent.cases.Given.make({
            version,
            at: World.after({ hours: 2 }),
            origin: elsewhere,
            method: "granular"
          })
          assertEquals(yield* consents.give(caller, type, version, elsewhere), given)
          assertEquals(yield* consents.list(caller), { ...user.consents, [type]: given })
        })
      )
    )
  }

  it.effect(
    "changes nothing, not even the version, on a second withdrawal",
    World.story(() =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const consents = yield* Consents
        const { caller, user } = yield* World.newcomer
        yield* consents.withdraw(caller, "privacy_policy")
        const once = yield* store.find(user.id)
        yield* TestClock.adjust("1 minute")
        yield* consents.withdraw(caller, "privacy_policy")
        assertEquals(yield* store.find(user.id), once)
      })
    )
  )

  it.effect(
    "refuses an outdated text and leaves what was said",
    World.story(() =>
      Effect.gen(function* () {
        const consents = yield* Consents
        const { caller, user } = yield* World.newcomer
        assertEquals(
          yield* Effect.flip(consents.give(caller, "privacy_policy", TextVersion.make("0.9"), elsewhere)),
          new ConsentTextOutdated({ type: "privacy_policy", current: currentVersions.privacy_policy })
        )
        assertEquals(yield* consents.list(caller), user.consents)
      })
    )
  )

  for (const type of ConsentType.literals) {
    it.effect(
      `asks for ${type} again, and for no other, when its text was raised since`,
      World.story(() =>
        Effect.gen(function* () {
          const [consents, uploads] = [yield* Consents, yield* Uploads]
          const { caller, user } = yield* World.newcomer
          const before = Consent.cases.Given.make({
            version: TextVersion.make("0.9"),
            at: Fixtures.at,
            origin: Fixtures.origin,
            method: "bundled"
          })
          yield* World.alter(user.id, { consents: { ...user.consents, [type]: before } })
          const grant = uploads.grant(caller, World.document)
          assertEquals(yield* Effect.flip(grant), new ConsentRequired({ missing: [type] }))
          yield* consents.give(caller, type, currentVersions[type], elsewhere)
          yield* grant
          const given = (yield* consents.list(caller))[type]
          assertEquals([given.version, given.method], [currentVersions[type], "granular"])
        })
      )
    )
  }

  it("keeps both of two withdrawals at the same time", () =>
    Simulation.forSeeds(300, () =>
      Effect.gen(function* () {
        const consents = yield* Consents
        const { caller } = yield* World.newcomer
        const withdrawals = [consents.withdraw(caller, "privacy_policy"), consents.withdraw(caller, "terms_of_service")]
        yield* Effect.all(withdrawals, { concurrency: "unbounded" })
        const { privacy_policy, terms_of_service } = yield* consents.list(caller)
        assertEquals([privacy_policy._tag, terms_of_service._tag], ["Withdrawn", "Withdrawn"])
      }).pipe(Effect.provide(World.layer))
    ))
})

describe("who is calling", () => {
  const refusals = (caller: Caller) =>
    Effect.gen(function* () {
      const consents = yield* Consents
      const users = yield* Users
      return [
        yield* Effect.flip(consents.list(caller)),
        yield* Effect.flip(consents.give(caller, "privacy_policy", currentVersions.privacy_policy, elsewhere)),
        yield* Effect.flip(consents.withdraw(caller, "privacy_policy")),
        yield* Effect.flip(users.profile(caller))
      ]
    })
  const fourTimes = (refusal: AccountNotActive | SessionExpired | SessionRevoked) => [
    refusal,
    refusal,
    refusal,
    refusal
  ]

  it.effect(
    "is shown their own profile, opened",
    World.story(() =>
      Effect.gen(function* () {
        const { caller, user, person } = yield* World.newcomer
        assertEquals(yield* (yield* Users).profile(caller), { user, person })
      })
    )
  )

  it.effect(
    "is refused in every use case with another session",
    World.story(() =>
      Effect.gen(function* () {
        const { caller } = yield* World.newcomer
        const sessionId = SessionId.make(yield* Fixtures.uuid)
        assertEquals(yield* refusals({ ...caller, sessionId }), fourTimes(new SessionRevoked()))
      })
    )
  )

  it.effect(
    "is refused in every use case when suspended, over or gone",
    World.story(() =>
      Effect.gen(function* () {
        const { caller, user } = yield* World.newcomer
        yield* World.alter(user.id, { status: "suspended" })
        assertEquals(yield* refusals(caller), fourTimes(new AccountNotActive({ status: "suspended" })))
        yield* World.alter(user.id, { status: "active" })
        yield* TestClock.adjust("30 days")
        assertEquals(yield* refusals(caller), fourTimes(new SessionExpired()))
        yield* (yield* UserStore).erase(user)
        assertEquals(yield* refusals(caller), fourTimes(new SessionRevoked()))
      })
    )
  )
})
