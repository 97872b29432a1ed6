import { Record } from "effect"
import type { Biometric } from "../biometrics/Biometric.ts"
import type { Consent } from "../consents/Consent.ts"
import type { Identity } from "../identity/Identity.ts"
import type { Device } from "../sessions/Device.ts"
import type { Session } from "../sessions/Session.ts"
import type { Subscription } from "../subscriptions/Subscription.ts"
import type { EmailRelay } from "../users/EmailRelay.ts"
import type { SealedPerson } from "../users/Person.ts"
import type { User } from "../users/User.ts"
import type { ChangeType } from "./AuditEvent.ts"
import { silent, type Telling, toldAs } from "./Telling.ts"

const whereFrom = silent("An IP address and a user agent are personal data, and differ from call to call.")

const consent = {
  _tag: "told",
  version: "told",
  at: "told",
  origin: whereFrom,
  method: "told",
  withdrawnAt: "told"
} as const satisfies Telling<Consent>

const person = {
  dataKey: silent("Stands in an item of its own, which the stream tells nobody of."),
  keyNumber: "told",
  email: "named",
  name: "named",
  givenName: "named",
  familyName: "named"
} as const satisfies Telling<SealedPerson>

const emailRelay = { status: "told", since: "told" } as const satisfies Telling<EmailRelay>

const subscription = {
  id: "told",
  tier: "told",
  billingPeriod: "told",
  status: "told",
  provider: "told",
  /** Google's is a token. */
  externalId: "named",
  startDate: "told",
  endDate: "told",
  autoRenew: "told",
  usage: {
    documents: "told",
    periodStart: "told",
    periodEnd: "told",
    reservations: toldAs(Record.size)
  },
  createdAt: "told",
  updatedAt: silent("Moves with the fields beside it.")
} as const satisfies Telling<Subscription>

const device = {
  deviceId: "named",
  platform: "told",
  model: "named",
  name: "named",
  appVersion: "told",
  osVersion: "told",
  status: "told",
  publicKey: "named",
  registeredAt: "told",
  lastSeenAt: "told",
  registeredFrom: whereFrom
} as const satisfies Telling<Device>

const session = {
  id: "told",
  refreshTokenHash: "named",
  rotation: "named",
  status: "told",
  createdAt: "told",
  expiresAt: "told",
  lastActivityAt: "told",
  origin: whereFrom,
  loginMethod: "told"
} as const satisfies Telling<Session>

const biometric = {
  registrationId: "told",
  type: "told",
  deviceId: "named",
  publicKey: "named",
  challenge: "named",
  lastVerification: silent("Tells two answers of one moment apart; each changes what stands beside it."),
  verifiedAt: "told",
  failures: "told",
  status: "told",
  registeredAt: "told",
  registeredFrom: whereFrom
} as const satisfies Telling<Biometric>

type Fields = { readonly [Field in keyof typeof User.fields]: User[Field] }

/** What the trail says of a user. */
export const user = {
  id: silent("The subject of the event."),
  identities: toldAs((identities: ReadonlyArray<Identity>) => identities.map(({ provider }) => provider).join(" ")),
  emailKey: silent("A keyed hash of the address, whose change is named."),
  emailVerified: "told",
  emailRelay,
  person,
  status: "told",
  consents: {
    privacy_policy: consent,
    terms_of_service: consent,
    medical_disclaimer: consent,
    healthcare_consultation: consent,
    emergency_care_limitation: consent
  },
  subscription,
  device,
  session,
  biometric,
  createdAt: "told",
  updatedAt: silent("Moves with every write."),
  lastLoginAt: "told",
  createdFrom: whereFrom,
  version: silent("Rises with every write; the event has it.")
} as const satisfies Telling<Fields>

/** Which kind of event tells of a field. */
export const types = {
  id: "profile-update",
  identities: "profile-update",
  emailKey: "profile-update",
  emailVerified: "profile-update",
  emailRelay: "profile-update",
  person: "profile-update",
  status: "profile-update",
  consents: "consent-change",
  subscription: "subscription-change",
  device: "device-change",
  session: "session-activity",
  biometric: "biometric-change",
  createdAt: "profile-update",
  updatedAt: "profile-update",
  lastLoginAt: "session-activity",
  createdFrom: "profile-update",
  version: "profile-update"
} as const satisfies Readonly<Record<keyof Fields, ChangeType>>
