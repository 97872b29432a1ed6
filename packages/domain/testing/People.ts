import { Effect, Redacted } from "effect"
import { currentVersions } from "../src/consents/ConsentTexts.ts"
import { Accounts, type Onboarding, type SignIn } from "../src/identity/Accounts.ts"
import type { Identity, Provider } from "../src/identity/Identity.ts"
import type { IdentityClaim } from "../src/identity/IdentityVerifier.ts"
import * as MemoryIdentityVerifier from "../src/identity/MemoryIdentityVerifier.ts"
import { VerifiedIdentity } from "../src/identity/VerifiedIdentity.ts"
import type { Caller } from "../src/sessions/Caller.ts"
import { claimedBy } from "../src/sessions/RefreshToken.ts"
import type { TokenPair } from "../src/sessions/RefreshTokens.ts"
import type { Person } from "../src/users/Person.ts"
import * as Fixtures from "./Fixtures.ts"

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

/** A person who signs up through `provider`. */
export const newcomerThrough = Effect.fnUntraced(function* (provider: Provider, person: Person) {
  const identity = yield* Fixtures.identityOf(provider)
  const claim = yield* claimFor(identity, person)
  const signedIn = yield* (yield* Accounts).onboard(onboardWith(claim))
  return { ...signedIn, identity, claim, caller: callerOf(signedIn.tokens) }
})

/** Somebody new, signed in through Google. */
export const newcomer = Effect.flatMap(Fixtures.person, (person) => newcomerThrough("google", person))
