import { Context, DateTime, Effect, Layer, Option } from "effect"
import * as BiometricRules from "../biometrics/BiometricRules.ts"
import type { ConsentType, TextVersion } from "../consents/Consent.ts"
import type { ConsentRequired, ConsentTextOutdated } from "../consents/ConsentErrors.ts"
import * as ConsentRules from "../consents/ConsentRules.ts"
import type { Device, DeviceDescription } from "../sessions/Device.ts"
import type { TokenPair } from "../sessions/RefreshTokens.ts"
import { SessionOpening } from "../sessions/SessionOpening.ts"
import type { Origin } from "../shared/Origin.ts"
import { RandomIds } from "../shared/RandomIds.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import * as SubscriptionRules from "../subscriptions/SubscriptionRules.ts"
import { EmailIndex } from "../users/EmailIndex.ts"
import { PersonalDataCipher } from "../users/PersonalDataCipher.ts"
import { User } from "../users/User.ts"
import type { ConcurrentUpdate, UserNotFound } from "../users/UserErrors.ts"
import { UserId } from "../users/UserId.ts"
import * as UserRules from "../users/UserRules.ts"
import type { Profile } from "../users/Users.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, updateUser } from "../users/UserUpdates.ts"
import type { AccountNotActive, EmailAlreadyRegistered, InvalidIdentityToken } from "./IdentityErrors.ts"
import { type IdentityClaim, IdentityVerifier } from "./IdentityVerifier.ts"
import { type StatedName, withStatedName } from "./StatedName.ts"
import type { VerifiedIdentity } from "./VerifiedIdentity.ts"

/** A sign-in from an app. */
export interface SignIn {
  readonly claim: IdentityClaim
  readonly device: DeviceDescription
  readonly origin: Origin
}

/** A first sign-in, with the five answers, and the name that only the app was told. */
export interface Onboarding extends SignIn {
  readonly statedName?: StatedName
  readonly consents: Readonly<Record<ConsentType, boolean>>
  readonly consentVersion: TextVersion
}

/** A signed-in person. `isNew` tells a registration from a return. */
export interface SignedIn extends Profile {
  readonly tokens: TokenPair
  readonly isNew: boolean
}

const registered = (device: DeviceDescription, origin: Origin, now: DateTime.Utc): Device => ({
  ...device,
  status: "active",
  registeredAt: now,
  lastSeenAt: now,
  registeredFrom: origin
})

/** Lets people in through Google and Apple. E-mail never signs anybody in: only a verified identity does. */
export class Accounts extends Context.Service<
  Accounts,
  {
    /** Registers a person, or signs them in when this identity is known already; again is fine. */
    onboard(
      onboarding: Onboarding
    ): Effect.Effect<
      SignedIn,
      | InvalidIdentityToken
      | ConsentRequired
      | ConsentTextOutdated
      | EmailAlreadyRegistered
      | AccountNotActive
      | UserNotFound
      | ConcurrentUpdate
      | Unavailable
    >
    /** Opens a new session; it takes the place of the one before. */
    signIn(
      signIn: SignIn
    ): Effect.Effect<SignedIn, InvalidIdentityToken | AccountNotActive | UserNotFound | ConcurrentUpdate | Unavailable>
  }
>()("@serenya/domain/identity/Accounts") {
  static readonly layer = Layer.effect(
    Accounts,
    Effect.gen(function* () {
      const store = yield* UserStore
      const cipher = yield* PersonalDataCipher
      const emails = yield* EmailIndex
      const verifier = yield* IdentityVerifier
      const sessions = yield* SessionOpening
      const ids = yield* RandomIds

      const enter = Effect.fnUntraced(function* ({ identity }: VerifiedIdentity, { device, origin }: SignIn) {
        const [user, tokens] = yield* updateUser(
          store,
          store.findByIdentity(identity),
          Effect.fnUntraced(function* (found, now) {
            const user = yield* Effect.fromResult(UserRules.requireActive(found))
            const { session, tokens } = yield* sessions.open(user.id, origin, now)
            const next = UserRules.change(
              user,
              {
                session: Option.some(session),
                device: Option.some(registered(device, origin, now)),
                biometric: BiometricRules.afterSignIn(user.biometric, device.deviceId),
                lastLoginAt: now
              },
              now
            )
            return changed(next, [next, tokens] as const)
          })
        )
        return { user, person: yield* cipher.open(user.id, user.person), tokens, isNew: false }
      })

      const register = Effect.fnUntraced(function* (verified: VerifiedIdentity, onboarding: Onboarding) {
        const { consents: answers, consentVersion, device, origin } = onboarding
        const { address, identity } = verified
        const person = withStatedName(verified.person, onboarding.statedName ?? {})
        const now = yield* DateTime.now
        const consents = yield* Effect.fromResult(
          ConsentRules.onboard(answers, consentVersion, { at: now, origin, method: "bundled" })
        )
        const id = UserId.make(yield* ids.uuid)
        const { session, tokens } = yield* sessions.open(id, origin, now)
        const user = new User({
          id,
          identities: [identity],
          emailKey: yield* emails.keyOf(person.email),
          emailVerified: true,
          emailRelay: address === "relay" ? Option.some({ status: "forwarding", since: now }) : Option.none(),
          person: yield* cipher.seal(id, person),
          status: "active",
          consents,
          subscription: SubscriptionRules.free(yield* ids.uuid, now),
          device: Option.some(registered(device, origin, now)),
          session: Option.some(session),
          biometric: Option.none(),
          createdAt: now,
          updatedAt: now,
          lastLoginAt: now,
          createdFrom: origin,
          version: 1
        })
        yield* store.insert(user)
        return { user, person, tokens, isNew: true }
      })

      const onboard = Effect.fn("Accounts.onboard")(function* (onboarding: Onboarding) {
        const verified = yield* verifier.verify(onboarding.claim)
        return yield* register(verified, onboarding).pipe(
          Effect.catchTag("IdentityAlreadyRegistered", () => enter(verified, onboarding))
        )
      })

      const signIn = Effect.fn("Accounts.signIn")(function* (request: SignIn) {
        return yield* enter(yield* verifier.verify(request.claim), request)
      })

      return Accounts.of({ onboard, signIn })
    })
  )
}
