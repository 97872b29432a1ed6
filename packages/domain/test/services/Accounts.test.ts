import { describe, it } from "@effect/vitest"
import { assertEquals, assertNone, assertSome, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, Option, Redacted } from "effect"
import { Consent, TextVersion } from "../../src/consents/Consent.ts"
import { ConsentRequired, ConsentTextOutdated } from "../../src/consents/ConsentErrors.ts"
import { currentVersions } from "../../src/consents/ConsentTexts.ts"
import { Accounts } from "../../src/identity/Accounts.ts"
import { AccountNotActive, EmailAlreadyRegistered, InvalidIdentityToken } from "../../src/identity/IdentityErrors.ts"
import type { IdentityClaim } from "../../src/identity/IdentityVerifier.ts"
import * as MemoryIdentityVerifier from "../../src/identity/MemoryIdentityVerifier.ts"
import { VerifiedIdentity } from "../../src/identity/VerifiedIdentity.ts"
import { Admissions } from "../../src/sessions/Admissions.ts"
import { SessionRevoked } from "../../src/sessions/SessionErrors.ts"
import { Unavailable } from "../../src/shared/Unavailable.ts"
import { AccountStatus } from "../../src/users/User.ts"
import { UserNotFound } from "../../src/users/UserErrors.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as World from "./World.ts"

describe("onboarding", () => {
  it.effect(
    "registers a person with everything that was said",
    World.story(() =>
      Effect.gen(function* () {
        const identity = yield* Fixtures.identityOf("apple")
        const person = yield* Fixtures.person
        const claim = yield* World.claimFor(identity, person)
        const { user, person: shown, isNew, tokens } = yield* (yield* Accounts).onboard(World.onboardWith(claim))
        assertTrue(isNew)
        assertEquals(shown, person)
        assertEquals(yield* (yield* UserStore).find(user.id), Option.some(user))
        const given = Consent.cases.Given.make({
          version: currentVersions.privacy_policy,
          at: Fixtures.at,
          origin: Fixtures.origin,
          method: "bundled"
        })
        assertEquals(
          Object.values(user.consents),
          Array.from({ length: 5 }, () => given)
        )
        assertEquals([user.identities, user.status, user.emailVerified, user.version], [[identity], "active", true, 1])
        assertEquals([user.createdAt, user.updatedAt, user.lastLoginAt], [Fixtures.at, Fixtures.at, Fixtures.at])
        assertEquals(user.device, Option.some(Fixtures.device))
        assertEquals([user.subscription.tier, user.subscription.usage.documents], ["free", 0])
        assertEquals(
          Option.map(user.session, ({ expiresAt }) => expiresAt),
          Option.some(DateTime.add(Fixtures.at, { days: 30 }))
        )
        assertEquals(yield* (yield* Admissions).authorize(tokens.accessToken), World.callerOf(tokens))
      })
    )
  )

  it.effect(
    "signs a person in who is registered already, without a second user",
    World.story(() =>
      Effect.gen(function* () {
        const first = yield* World.newcomer
        const again = yield* (yield* Accounts).onboard(World.onboardWith(first.claim))
        assertEquals([again.isNew, again.user.id, again.user.version], [false, first.user.id, 2])
        assertEquals(again.person, first.person)
        assertEquals(yield* Effect.flip((yield* Admissions).authorize(first.tokens.accessToken)), new SessionRevoked())
      })
    )
  )

  it.effect(
    "refuses a second account for an address and tells where the first one is",
    World.story(() =>
      Effect.gen(function* () {
        const first = yield* World.newcomer
        const apple = yield* Fixtures.identityOf("apple")
        const claim = yield* World.claimFor(apple, first.person)
        const accounts = yield* Accounts
        assertEquals(
          yield* Effect.flip(accounts.onboard(World.onboardWith(claim))),
          new EmailAlreadyRegistered({ provider: "google" })
        )
        assertNone(yield* (yield* UserStore).findByIdentity(apple))
        assertEquals(yield* Effect.flip(accounts.signIn(World.signInWith(claim))), new UserNotFound())
      })
    )
  )

  it.effect(
    "writes nothing when a consent is missing or for another version",
    World.story(() =>
      Effect.gen(function* () {
        const identity = yield* Fixtures.identityOf("google")
        const onboarding = World.onboardWith(yield* World.claimFor(identity, yield* Fixtures.person))
        const accounts = yield* Accounts
        const incomplete = {
          ...onboarding,
          consents: { ...World.agreed, terms_of_service: false, emergency_care_limitation: false }
        }
        assertEquals(
          yield* Effect.flip(accounts.onboard(incomplete)),
          new ConsentRequired({ missing: ["terms_of_service", "emergency_care_limitation"] })
        )
        assertEquals(
          yield* Effect.flip(accounts.onboard({ ...onboarding, consentVersion: TextVersion.make("0.9") })),
          new ConsentTextOutdated({ type: "privacy_policy", current: currentVersions.privacy_policy })
        )
        assertNone(yield* (yield* UserStore).findByIdentity(identity))
      })
    )
  )
})

describe("onboarding with Apple", () => {
  const stated = {
    givenName: Redacted.make("Mei", { label: "name" }),
    familyName: Redacted.make("Tanaka", { label: "name" })
  }

  it.effect(
    "calls a person of whom the token tells no name as the app was told",
    World.story(() =>
      Effect.gen(function* () {
        const { email } = yield* Fixtures.person
        const claim = yield* World.claimFor(yield* Fixtures.identityOf("apple"), { email })
        const onboarding = { ...World.onboardWith(claim), statedName: stated }
        const { person } = yield* (yield* Accounts).onboard(onboarding)
        assertEquals(person, { email, ...stated, name: Redacted.make("Mei Tanaka", { label: "name" }) })
        const back = yield* (yield* Accounts).signIn(World.signInWith(claim))
        assertEquals(back.person, person)
      })
    )
  )

  it.effect(
    "looks at no stated name where the token tells one, nor when the person is known already",
    World.story(() =>
      Effect.gen(function* () {
        const first = yield* World.newcomer
        const again = { ...World.onboardWith(first.claim), statedName: stated }
        assertEquals((yield* (yield* Accounts).onboard(again)).person, first.person)
        const person = yield* Fixtures.person
        const claim = yield* World.claimFor(yield* Fixtures.identityOf("google"), person)
        const named = yield* (yield* Accounts).onboard({ ...World.onboardWith(claim), statedName: stated })
        assertEquals(named.person, person)
      })
    )
  )

  it.effect(
    "remembers that an address is the relay's",
    World.story(() =>
      Effect.gen(function* () {
        const identity = yield* Fixtures.identityOf("apple")
        const claim: IdentityClaim = { provider: "apple", idToken: Redacted.make(yield* Fixtures.uuid) }
        const verified = new VerifiedIdentity({ identity, person: yield* Fixtures.person, address: "relay" })
        yield* (yield* MemoryIdentityVerifier.KnownIdTokens).register(claim, Effect.succeed(verified))
        const { user } = yield* (yield* Accounts).onboard(World.onboardWith(claim))
        assertEquals(user.emailRelay, Option.some({ status: "forwarding", since: Fixtures.at }))
        assertNone((yield* World.newcomer).user.emailRelay)
      })
    )
  )
})

describe("signing in", () => {
  it.effect(
    "works right after signing up",
    World.story(() =>
      Effect.gen(function* () {
        const { claim, person, user } = yield* World.newcomer
        const signedIn = yield* (yield* Accounts).signIn(World.signInWith(claim))
        assertEquals([signedIn.isNew, signedIn.user.id, signedIn.user.version], [false, user.id, 2])
        assertEquals(signedIn.person, person)
      })
    )
  )

  it.effect(
    "puts a new session and device in the place of the ones before",
    World.story(() =>
      Effect.gen(function* () {
        const { claim, tokens, user } = yield* World.newcomer
        const request = World.signInWith(claim)
        const device = { ...request.device, name: Redacted.make("Ada's new phone", { label: "device" }) }
        const signedIn = yield* (yield* Accounts).signIn({ ...request, device })
        const stored = yield* Effect.fromOption(yield* (yield* UserStore).find(user.id))
        assertEquals(stored, signedIn.user)
        assertEquals(
          Option.map(stored.device, ({ name }) => name),
          Option.some(device.name)
        )
        const admissions = yield* Admissions
        assertEquals(yield* Effect.flip(admissions.authorize(tokens.accessToken)), new SessionRevoked())
        assertEquals(yield* admissions.authorize(signedIn.tokens.accessToken), World.callerOf(signedIn.tokens))
      })
    )
  )

  it.effect(
    "does not know who never onboarded",
    World.story(() =>
      Effect.gen(function* () {
        const claim = yield* World.claimFor(yield* Fixtures.identityOf("google"), yield* Fixtures.person)
        assertEquals(yield* Effect.flip((yield* Accounts).signIn(World.signInWith(claim))), new UserNotFound())
      })
    )
  )

  it.effect(
    "passes on the verifier's refusals and outages, and writes nothing",
    World.story(() =>
      Effect.gen(function* () {
        const accounts = yield* Accounts
        const known = yield* MemoryIdentityVerifier.KnownIdTokens
        const claim = { provider: "apple", idToken: Redacted.make("unverifiable") } as const
        const outage = new Unavailable({
          resource: "identity_provider",
          operation: "test",
          retryable: true,
          cause: "none"
        })
        for (const refusal of [new InvalidIdentityToken({ reason: "wrong_audience" }), outage]) {
          yield* known.register(claim, Effect.fail(refusal))
          assertEquals(yield* Effect.flip(accounts.signIn(World.signInWith(claim))), refusal)
          assertEquals(yield* Effect.flip(accounts.onboard(World.onboardWith(claim))), refusal)
        }
      })
    )
  )

  for (const status of AccountStatus.literals.filter((status) => status !== "active")) {
    it.effect(
      `is refused to an account that is ${status}, and changes nothing`,
      World.story(() =>
        Effect.gen(function* () {
          const { claim, user } = yield* World.newcomer
          yield* World.alter(user.id, { status })
          const before = yield* (yield* UserStore).find(user.id)
          assertSome(
            Option.map(before, (stored) => stored.status),
            status
          )
          const accounts = yield* Accounts
          assertEquals(yield* Effect.flip(accounts.signIn(World.signInWith(claim))), new AccountNotActive({ status }))
          assertEquals(yield* Effect.flip(accounts.onboard(World.onboardWith(claim))), new AccountNotActive({ status }))
          assertEquals(yield* (yield* UserStore).find(user.id), before)
        })
      )
    )
  }
})
