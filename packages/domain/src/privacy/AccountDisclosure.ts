import type { Biometric, OpenChallenge } from "../biometrics/Biometric.ts"
import type { Consent } from "../consents/Consent.ts"
import type { Identity } from "../identity/Identity.ts"
import type { Device } from "../sessions/Device.ts"
import type { Rotation, Session } from "../sessions/Session.ts"
import type { Origin } from "../shared/Origin.ts"
import type { Subscription, Usage } from "../subscriptions/Subscription.ts"
import type { EmailRelay } from "../users/EmailRelay.ts"
import type { SealedPerson } from "../users/Person.ts"
import type { User } from "../users/User.ts"
import { type Disclosure, type NotShown, withheld, withheldAt } from "./Disclosure.ts"

export const user = {
  id: "shown",
  identities: "shown",
  emailKey: withheld(
    "A keyed hash of your e-mail address, which keeps it from being registered twice; erased with you."
  ),
  emailVerified: "shown",
  emailRelay: "shown",
  person: "shown",
  status: "shown",
  consents: "shown",
  subscription: "shown",
  device: "shown",
  session: "shown",
  biometric: "shown",
  createdAt: "shown",
  updatedAt: "shown",
  lastLoginAt: "shown",
  createdFrom: "shown",
  version: "shown"
} as const satisfies Disclosure<typeof User.fields>

export const person = {
  dataKey: withheld("The wrapped key that encrypts your e-mail address and names; destroyed when you are erased."),
  keyNumber: withheld("How often the key that encrypts your data was replaced; says nothing about you."),
  email: "shown",
  name: "shown",
  givenName: "shown",
  familyName: "shown"
} as const satisfies Disclosure<typeof SealedPerson.fields>

export const origin = { ip: "shown", userAgent: "shown" } as const satisfies Disclosure<typeof Origin.fields>

export const identity = { provider: "shown", subject: "shown" } as const satisfies Disclosure<typeof Identity.fields>

export const consent = {
  _tag: "shown",
  version: "shown",
  at: "shown",
  origin: "shown",
  method: "shown",
  withdrawnAt: "shown"
} as const satisfies Disclosure<typeof Consent.cases.Given.fields & typeof Consent.cases.Withdrawn.fields>

export const usage = {
  documents: "shown",
  periodStart: "shown",
  periodEnd: "shown",
  reservations: "shown"
} as const satisfies Disclosure<typeof Usage.fields>

export const subscription = {
  id: "shown",
  tier: "shown",
  billingPeriod: "shown",
  status: "shown",
  provider: "shown",
  externalId: "shown",
  startDate: "shown",
  endDate: "shown",
  autoRenew: "shown",
  usage: "shown",
  createdAt: "shown",
  updatedAt: "shown"
} as const satisfies Disclosure<typeof Subscription.fields>

export const device = {
  deviceId: "shown",
  platform: "shown",
  model: "shown",
  name: "shown",
  appVersion: "shown",
  osVersion: "shown",
  status: "shown",
  publicKey: "shown",
  registeredAt: "shown",
  lastSeenAt: "shown",
  registeredFrom: "shown"
} as const satisfies Disclosure<typeof Device.fields>

export const emailRelay = { status: "shown", since: "shown" } as const satisfies Disclosure<typeof EmailRelay.fields>

const tokens =
  "A hash, or a sealed copy, of the tokens that keep you signed in; shown, it could help somebody to be you."

export const session = {
  id: "shown",
  refreshTokenHash: withheld(tokens),
  rotation: withheld(tokens),
  status: "shown",
  createdAt: "shown",
  expiresAt: "shown",
  lastActivityAt: "shown",
  origin: "shown",
  loginMethod: "shown"
} as const satisfies Disclosure<typeof Session.fields>

export const rotation = {
  parentHash: withheld(tokens),
  successor: withheld(tokens),
  at: withheld("When your tokens were last renewed; it is the session's last activity."),
  earlier: withheld(tokens)
} as const satisfies Disclosure<typeof Rotation.fields>

export const biometric = {
  registrationId: "shown",
  type: "shown",
  deviceId: "shown",
  publicKey: "shown",
  challenge: withheld("A random question that your device may answer once, within five minutes."),
  lastVerification: withheld("A number that tells two answers of one moment apart."),
  verifiedAt: "shown",
  failures: "shown",
  status: "shown",
  registeredAt: "shown",
  registeredFrom: "shown"
} as const satisfies Disclosure<typeof Biometric.fields>

export const challenge = {
  value: withheld("Answered, it proves that you are there."),
  expiresAt: withheld("Goes with the question.")
} as const satisfies Disclosure<typeof OpenChallenge.fields>

/** What the account holds and does not show. A record inside a withheld field is withheld with it. */
export const notShown: ReadonlyArray<NotShown> = [
  ...withheldAt("account", user),
  ...withheldAt("account.person", person),
  ...withheldAt("account.session", session),
  ...withheldAt("account.biometric", biometric),
  {
    what: "account.guards",
    reason: "Entries that keep your Google or Apple account and your e-mail address from being registered twice."
  }
]
