import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Effect, Option, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { Accounts } from "../../src/identity/Accounts.ts"
import type { Identity } from "../../src/identity/Identity.ts"
import { AccountNotActive, InvalidProviderEvent } from "../../src/identity/IdentityErrors.ts"
import { KnownNotifications } from "../../src/identity/MemoryProviderEventVerifier.ts"
import { ProviderEvent } from "../../src/identity/ProviderEvent.ts"
import { ProviderEvents } from "../../src/identity/ProviderEvents.ts"
import { Admissions } from "../../src/sessions/Admissions.ts"
import { SessionRevoked } from "../../src/sessions/SessionErrors.ts"
import { Sessions } from "../../src/sessions/Sessions.ts"
import { UserNotFound } from "../../src/users/UserErrors.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as World from "./World.ts"

const told = (event: Option.Option<ProviderEvent>) =>
  Effect.gen(function* () {
    const notification = Redacted.make(yield* Fixtures.uuid)
    yield* (yield* KnownNotifications).register(notification, Effect.succeed(event))
    const hear = ProviderEvents.use(({ receive }) => receive(notification))
    yield* hear
    return { again: hear }
  })

/** Tells of an event that happens now; `again` tells it once more. */
const happens = Effect.fnUntraced(function* (kind: ProviderEvent["_tag"], identity: Identity) {
  yield* TestClock.adjust("1 minute")
  return yield* told(Option.some(ProviderEvent.cases[kind].make({ identity, at: yield* DateTime.now })))
})

const stored = (identity: Identity) =>
  UserStore.use((store) => Effect.flatMap(store.findByIdentity(identity), Effect.fromOption))

describe("what Apple tells of its accounts", () => {
  it.effect(
    "ends the session of who took back their consent; they may sign in again, and old news changes nothing",
    World.story(() =>
      Effect.gen(function* () {
        const { claim, identity, tokens } = yield* World.newcomer
        const { again } = yield* happens("ConsentRevoked", identity)
        assertEquals(yield* Effect.flip((yield* Admissions).authorize(tokens.accessToken)), new SessionRevoked())
        assertEquals(yield* Effect.flip((yield* Sessions).refresh(tokens.refreshToken)), new SessionRevoked())
        yield* TestClock.adjust("1 minute")
        const back = yield* (yield* Accounts).signIn(World.signInWith(claim))
        const before = yield* stored(identity)
        yield* again
        assertEquals(yield* stored(identity), before)
        assertEquals(yield* (yield* Admissions).authorize(back.tokens.accessToken), World.callerOf(back.tokens))
      })
    )
  )

  it.effect(
    "closes the account of who deleted theirs and has no other; again changes nothing",
    World.story(() =>
      Effect.gen(function* () {
        const { claim, identity, tokens } = yield* World.newcomer
        const { again } = yield* happens("AccountDeleted", identity)
        const closed = new AccountNotActive({ status: "deactivated" })
        assertEquals(yield* Effect.flip((yield* Accounts).signIn(World.signInWith(claim))), closed)
        assertEquals(yield* Effect.flip((yield* Admissions).authorize(tokens.accessToken)), closed)
        const before = yield* stored(identity)
        yield* again
        assertEquals(yield* stored(identity), before)
      })
    )
  )

  it.effect(
    "removes the deleted account from who has another, through which they go on",
    World.story(() =>
      Effect.gen(function* () {
        const apple = yield* Fixtures.identityOf("apple")
        const google = yield* Fixtures.identityOf("google")
        const user = yield* Fixtures.userWith({ identities: [apple, google] })
        const store = yield* UserStore
        yield* store.insert(user)
        const { again } = yield* happens("AccountDeleted", apple)
        yield* again
        assertEquals(yield* store.findByIdentity(apple), Option.none())
        const left = yield* stored(google)
        assertEquals([left.identities, left.status, left.version], [[google], "active", 2])
        const claim = yield* World.claimFor(apple, yield* Fixtures.person)
        assertEquals(yield* Effect.flip((yield* Accounts).signIn(World.signInWith(claim))), new UserNotFound())
      })
    )
  )

  it.effect(
    "is heard without complaint of a stranger and of a new kind, and refused unsigned",
    World.story(() =>
      Effect.gen(function* () {
        yield* (yield* happens("AccountDeleted", yield* Fixtures.identityOf("apple"))).again
        yield* (yield* told(Option.none())).again
        const forged = ProviderEvents.use(({ receive }) => receive(Redacted.make("forged")))
        assertEquals(yield* Effect.flip(forged), new InvalidProviderEvent({ reason: "malformed" }))
      })
    )
  )
})
