import { DateTime, Effect, Layer, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { Consents } from "../../src/consents/Consents.ts"
import { currentVersions } from "../../src/consents/ConsentTexts.ts"
import { Accounts, type Onboarding, type SignIn } from "../../src/identity/Accounts.ts"
import type { Identity } from "../../src/identity/Identity.ts"
import type { IdentityClaim } from "../../src/identity/IdentityVerifier.ts"
import * as MemoryIdentityVerifier from "../../src/identity/MemoryIdentityVerifier.ts"
import { ProviderEvents } from "../../src/identity/ProviderEvents.ts"
import { VerifiedIdentity } from "../../src/identity/VerifiedIdentity.ts"
import type { AnnouncedDocument } from "../../src/jobs/DocumentVault.ts"
import { Jobs } from "../../src/jobs/Jobs.ts"
import { Uploads } from "../../src/jobs/Uploads.ts"
import { Admissions } from "../../src/sessions/Admissions.ts"
import type { Caller } from "../../src/sessions/Caller.ts"
import { claimedBy } from "../../src/sessions/RefreshToken.ts"
import type { TokenPair } from "../../src/sessions/RefreshTokens.ts"
import { SessionOpening } from "../../src/sessions/SessionOpening.ts"
import { Sessions } from "../../src/sessions/Sessions.ts"
import type { Person } from "../../src/users/Person.ts"
import type { UserId } from "../../src/users/UserId.ts"
import { Users } from "../../src/users/Users.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import { counted } from "../../testing/Counting.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"

/** Every service, over whatever ports there are. */
export const services = Layer.mergeAll(
  Accounts.layer,
  ProviderEvents.layer,
  Sessions.layer,
  Admissions.layer,
  Consents.layer,
  Uploads.layer,
  Jobs.layer
).pipe(Layer.provideMerge(Layer.mergeAll(Users.layer, SessionOpening.layer)))

/** Services over counted ports: fresh for whom it is provided to. */
export const layer = services.pipe(Layer.provideMerge(counted(MemoryPorts.layer)))

/** A test over a world of its own, which begins when all fixtures happened. */
export const story =
  <A, E>(tell: () => Effect.Effect<A, E, Layer.Success<typeof layer>>) =>
  () =>
    TestClock.setTime(Fixtures.at.epochMilliseconds).pipe(Effect.andThen(tell()), Effect.provide(layer))

/** A token with which a provider vouches for this person. */
export const claimFor = Effect.fnUntraced(function* (identity: Identity, person: Person) {
  const known = yield* MemoryIdentityVerifier.KnownIdTokens
  const claim: IdentityClaim = { provider: identity.provider, idToken: Redacted.make(yield* Fixtures.uuid) }
  yield* known.register(claim, Effect.succeed(new VerifiedIdentity({ identity, person })))
  return claim
})

const { deviceId, platform, model, name, appVersion, osVersion } = Fixtures.device

export const signInWith = (claim: IdentityClaim): SignIn => ({
  claim,
  device: { deviceId, platform, model, name, appVersion, osVersion },
  origin: Fixtures.origin
})

export const agreed = {
  privacy_policy: true,
  terms_of_service: true,
  medical_disclaimer: true,
  healthcare_consultation: true,
  emergency_care_limitation: true
} as const

export const onboardWith = (claim: IdentityClaim): Onboarding => ({
  ...signInWith(claim),
  consents: agreed,
  consentVersion: currentVersions.privacy_policy
})

/** Whom these tokens let in. */
export const callerOf = (tokens: TokenPair): Caller => claimedBy(tokens.refreshToken)

/** Somebody new, signed in through Google. */
export const newcomer = Effect.gen(function* () {
  const identity = yield* Fixtures.identityOf("google")
  const person = yield* Fixtures.person
  const claim = yield* claimFor(identity, person)
  const signedIn = yield* (yield* Accounts).onboard(onboardWith(claim))
  return { ...signedIn, identity, claim, caller: callerOf(signedIn.tokens) }
})

/** Writes past every rule what no use case can yet do, such as a suspension or a purchase. */
export const alter = Effect.fnUntraced(function* (userId: UserId, fields: Fixtures.UserFields) {
  const store = yield* UserStore
  const user = yield* Effect.fromOption(yield* store.find(userId))
  yield* store.save(Fixtures.changed(user, fields))
})

export const document: AnnouncedDocument = {
  fileType: "pdf",
  size: 1234,
  checksumSha256: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
}

export const after = (parts: Partial<DateTime.DateTime.PartsForMath>) => DateTime.add(Fixtures.at, parts)
