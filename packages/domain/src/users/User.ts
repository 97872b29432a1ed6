import { Schema } from "effect"
import { Biometric } from "../biometrics/Biometric.ts"
import { ConsentRecord } from "../consents/Consent.ts"
import { Identity } from "../identity/Identity.ts"
import { Device } from "../sessions/Device.ts"
import { Session } from "../sessions/Session.ts"
import { Origin } from "../shared/Origin.ts"
import { Subscription } from "../subscriptions/Subscription.ts"
import { EmailKey } from "./EmailAddress.ts"
import { EmailRelay } from "./EmailRelay.ts"
import { SealedPerson } from "./Person.ts"
import { UserId } from "./UserId.ts"

export const AccountStatus = Schema.Literals(["active", "suspended", "deactivated", "deleted"])
export type AccountStatus = typeof AccountStatus.Type

/**
 * One person: the aggregate that is read and written as a whole. Personal data stays sealed inside it, so a use case
 * that shows none decrypts none. `version` rises by one per write and guards against lost updates.
 */
export class User extends Schema.Class<User>("User")({
  id: UserId,
  identities: Schema.NonEmptyArray(Identity),
  emailKey: EmailKey,
  emailVerified: Schema.Boolean,
  /** None: the address is the person's own. */
  emailRelay: Schema.Option(EmailRelay),
  person: SealedPerson,
  status: AccountStatus,
  consents: ConsentRecord,
  subscription: Subscription,
  device: Schema.Option(Device),
  session: Schema.Option(Session),
  biometric: Schema.Option(Biometric),
  createdAt: Schema.DateTimeUtc,
  updatedAt: Schema.DateTimeUtc,
  lastLoginAt: Schema.DateTimeUtc,
  createdFrom: Origin,
  version: Schema.Int
}) {}
