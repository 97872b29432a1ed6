import { describe, it } from "@effect/vitest"
import { assertEquals, assertNone } from "@effect/vitest/utils"
import { DateTime, Effect, Option } from "effect"
import type { Identity } from "../../src/identity/Identity.ts"
import { ProviderEvent } from "../../src/identity/ProviderEvent.ts"
import { apply } from "../../src/identity/ProviderEventRules.ts"
import * as SessionRules from "../../src/sessions/SessionRules.ts"
import * as Fixtures from "../../testing/Fixtures.ts"

const minutes = (n: number) => DateTime.add(Fixtures.at, { minutes: n })
const now = minutes(60)

const event = (kind: ProviderEvent["_tag"], identity: Identity, at: DateTime.Utc) =>
  ProviderEvent.cases[kind].make({ identity, at })

const scene = Effect.gen(function* () {
  const apple = yield* Fixtures.identityOf("apple")
  const google = yield* Fixtures.identityOf("google")
  const user = yield* Fixtures.userWith({ identities: [apple] })
  return { apple, google, user, revoked: Option.map(user.session, SessionRules.revoke) }
})

describe("ProviderEventRules", () => {
  it.effect("a revoked consent ends the session, once", () =>
    Effect.gen(function* () {
      const { apple, revoked, user } = yield* scene
      const told = event("ConsentRevoked", apple, minutes(1))
      const next = yield* Effect.fromOption(apply(user, told, now))
      assertEquals(next, Fixtures.changed(user, { session: revoked, updatedAt: now }))
      assertNone(apply(next, told, now))
    })
  )

  it.effect("a revoked consent leaves a session alone that began since, and an account that did", () =>
    Effect.gen(function* () {
      const { apple, user } = yield* scene
      const later = Option.map(user.session, (session) => ({ ...session, createdAt: minutes(2) }))
      const told = event("ConsentRevoked", apple, minutes(1))
      assertNone(apply(Fixtures.changed(user, { session: later }), told, now))
      for (const kind of ["ConsentRevoked", "AccountDeleted"] as const)
        assertNone(apply(user, event(kind, apple, minutes(-1)), now))
    })
  )

  it.effect("a deleted account takes its identity along, and the session; the other identity stays", () =>
    Effect.gen(function* () {
      const { apple, google, revoked, user } = yield* scene
      const both = Fixtures.changed(user, { identities: [apple, google] })
      const next = yield* Effect.fromOption(apply(both, event("AccountDeleted", apple, minutes(1)), now))
      assertEquals(next, Fixtures.changed(both, { identities: [google], session: revoked, updatedAt: now }))
    })
  )

  it.effect("a deleted account that was the only identity deactivates an active user, and no other", () =>
    Effect.gen(function* () {
      const { apple, revoked, user } = yield* scene
      const told = event("AccountDeleted", apple, minutes(1))
      const next = yield* Effect.fromOption(apply(user, told, now))
      assertEquals(next, Fixtures.changed(user, { status: "deactivated", session: revoked, updatedAt: now }))
      assertNone(apply(next, told, now))
      const suspended = Fixtures.changed(user, { status: "suspended" })
      assertEquals((yield* Effect.fromOption(apply(suspended, told, now))).status, "suspended")
    })
  )

  it.effect("the relay stops and starts in the order in which it did, whatever the order of the news", () =>
    Effect.gen(function* () {
      const { apple, user } = yield* scene
      const relayed = Fixtures.changed(user, { emailRelay: Option.some({ status: "forwarding", since: Fixtures.at }) })
      const stopped = yield* Effect.fromOption(apply(relayed, event("RelayStopped", apple, minutes(5)), now))
      assertEquals(stopped.emailRelay, Option.some({ status: "stopped", since: minutes(5) }))
      assertEquals(stopped.session, user.session)
      assertNone(apply(stopped, event("RelayStopped", apple, minutes(5)), now))
      assertNone(apply(stopped, event("RelayStarted", apple, minutes(4)), now))
      const started = yield* Effect.fromOption(apply(stopped, event("RelayStarted", apple, minutes(6)), now))
      assertEquals(started.emailRelay, Option.some({ status: "forwarding", since: minutes(6) }))
    })
  )

  it.effect("news of the relay says nothing about an address that is the person's own", () =>
    Effect.gen(function* () {
      const { apple, user } = yield* scene
      assertNone(apply(user, event("RelayStopped", apple, minutes(5)), now))
    })
  )
})
