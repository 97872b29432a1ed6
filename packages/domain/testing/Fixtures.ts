import { DateTime, Effect, Option, Redacted } from "effect"
import {
  VerificationId,
  type Biometric,
  Challenge,
  DevicePublicKey,
  RegistrationId
} from "../src/biometrics/Biometric.ts"
import { Consent, type ConsentRecord } from "../src/consents/Consent.ts"
import { currentVersions } from "../src/consents/ConsentTexts.ts"
import { type Identity, type Provider, Subject } from "../src/identity/Identity.ts"
import { WrappedKey } from "../src/keys/DataKeys.ts"
import { type Device, DeviceId } from "../src/sessions/Device.ts"
import { RefreshTokenHash } from "../src/sessions/RefreshToken.ts"
import type { Session } from "../src/sessions/Session.ts"
import { SessionId } from "../src/sessions/SessionId.ts"
import * as SessionRules from "../src/sessions/SessionRules.ts"
import type { Origin } from "../src/shared/Origin.ts"
import type { Subscription } from "../src/subscriptions/Subscription.ts"
import * as SubscriptionRules from "../src/subscriptions/SubscriptionRules.ts"
import { EmailAddress, EmailKey } from "../src/users/EmailAddress.ts"
import { type Person, Sealed } from "../src/users/Person.ts"
import { User } from "../src/users/User.ts"
import { UserId } from "../src/users/UserId.ts"

/** The moment at which every fixture happened. */
export const at = DateTime.makeUnsafe("2026-03-01T09:30:00.123Z")

let issued = 0

/** Never the same twice within a process; apart from the ids that `MemoryRandomIds` counts. */
export const uuid = Effect.sync(() => `f1f1f1f1-0000-4000-8000-${(++issued).toString(16).padStart(12, "0")}`)

export const userId = Effect.map(uuid, (id) => UserId.make(id))

export const identityOf = (provider: Provider): Effect.Effect<Identity> =>
  Effect.map(uuid, (id) => ({ provider, subject: Subject.make(`subject|${id}`) }))

/** A key that no other fixture has; not the HMAC of any address. */
export const emailKey = Effect.map(uuid, (id) => EmailKey.make(id.replaceAll("-", "").padStart(64, "e")))

export const origin: Origin = {
  ip: Redacted.make("203.0.113.7", { label: "ip" }),
  userAgent: Redacted.make("Serenya/1.2.3 (iPhone; iOS 17.1)", { label: "userAgent" })
}

/** A person of that address with all three names. */
export const personOf = (email: string): Person => ({
  email: Redacted.make(EmailAddress.make(email), { label: "email" }),
  name: Redacted.make("Ada Lovelace", { label: "name" }),
  givenName: Redacted.make("Ada", { label: "name" }),
  familyName: Redacted.make("Lovelace", { label: "name" })
})

export const person = Effect.map(uuid, (id) => personOf(`ada.${id}@example.test`))

export const consents: ConsentRecord = (() => {
  const given = Consent.cases.Given.make({
    version: currentVersions.privacy_policy,
    at,
    origin,
    method: "bundled"
  })
  return {
    privacy_policy: given,
    terms_of_service: given,
    medical_disclaimer: given,
    healthcare_consultation: given,
    emergency_care_limitation: given
  }
})()

export const device: Device = {
  deviceId: DeviceId.make("device-1"),
  platform: "ios",
  model: Redacted.make("iPhone 14 Pro", { label: "device" }),
  name: Redacted.make("Ada's iPhone", { label: "device" }),
  appVersion: "1.2.3",
  osVersion: "17.1",
  status: "active",
  registeredAt: at,
  lastSeenAt: at,
  registeredFrom: origin
}

/** Registered on `device`, challenged and proven. Its key is nobody's. */
export const biometric: Biometric = {
  registrationId: RegistrationId.make("f1f1f1f1-0000-4000-8000-b10b10b10b10"),
  type: "face",
  deviceId: device.deviceId,
  publicKey: DevicePublicKey.make(`${"k".repeat(121)}A==`),
  challenge: Option.some({
    value: Challenge.make("c".repeat(43)),
    expiresAt: DateTime.add(at, { minutes: 5 })
  }),
  lastVerification: Option.some(VerificationId.make("f1f1f1f1-0000-4000-8000-a115a115a115")),
  verifiedAt: Option.some(at),
  failures: 0,
  status: "active",
  registeredAt: at,
  registeredFrom: origin
}

/** The free subscription of somebody who signed up at `at`. */
export const subscription: Subscription = SubscriptionRules.free("f1f1f1f1-0000-4000-8000-5ab5c819710a", at)

export const session: Effect.Effect<Session> = Effect.map(uuid, (id) =>
  SessionRules.begin(SessionId.make(id), RefreshTokenHash.make(id.padEnd(43, "h")), origin, at)
)

/** Any field of a `User`, chosen by the test. */
export type UserFields = Partial<ConstructorParameters<typeof User>[0]>

/** A user nobody else has, signed in through Google on one device, except for what `fields` says. */
export const userWith = Effect.fnUntraced(function* (fields: UserFields) {
  return new User({
    id: yield* userId,
    identities: [yield* identityOf("google")],
    emailKey: yield* emailKey,
    emailVerified: true,
    emailRelay: Option.none(),
    person: {
      dataKey: WrappedKey.make("d3JhcHBlZA=="),
      email: Sealed.make("c2VhbGVkIGUtbWFpbA=="),
      name: Sealed.make("c2VhbGVkIG5hbWU="),
      givenName: Sealed.make("c2VhbGVkIGdpdmVuIG5hbWU="),
      familyName: Sealed.make("c2VhbGVkIGZhbWlseSBuYW1l")
    },
    status: "active",
    consents,
    subscription,
    device: Option.some(device),
    session: Option.some(yield* session),
    biometric: Option.none(),
    createdAt: at,
    updatedAt: at,
    lastLoginAt: at,
    createdFrom: origin,
    version: 1,
    ...fields
  })
})

/** A user nobody else has. Its personal data is sealed by nobody: only `PersonalDataCipher` makes what opens. */
export const user = Effect.suspend(() => userWith({}))

/** What a use case would save next: `changes` applied, the version one higher. */
export const changed = (user: User, changes: UserFields): User =>
  new User({ ...user, ...changes, version: user.version + 1 })
