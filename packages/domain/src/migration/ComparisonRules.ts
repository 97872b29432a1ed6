import { DateTime, Option, Redacted } from "effect"
import type { Consent } from "../consents/Consent.ts"
import { minorDigits } from "../subscriptions/MoneyRules.ts"
import type { Payment } from "../subscriptions/Payment.ts"
import type { Person } from "../users/Person.ts"
import type { User } from "../users/User.ts"
import type { Difference } from "./Difference.ts"
import { idOf, type LegacyPerson, type RawRow } from "./LegacyRow.ts"
import { legacyTables, type PersonTable } from "./LegacyTables.ts"

/** Names of fields, and whether each is what it should be. */
type Checks = Readonly<Record<string, boolean>>

/** What holds for a row, as the fields in which it does not. These rules know columns, and nothing of how a row is mapped. */
const differing = (table: PersonTable, row: RawRow, checks: Checks): ReadonlyArray<Difference> =>
  Object.entries(checks).flatMap(([field, holds]) =>
    holds ? [] : [{ table, id: idOf(row, legacyTables[table].key), field }]
  )

const isMoment = (moment: DateTime.Utc | undefined, column: unknown): boolean =>
  moment !== undefined && DateTime.toEpochMillis(moment) === column

const isName = (found: Redacted.Redacted | undefined, opened: Redacted.Redacted | undefined): boolean => {
  const [left, right] = [found, opened].map((name) => (name === undefined ? "" : Redacted.value(name)))
  return left === (right?.trim() === "" ? "" : right)
}

/** What was opened on the old side, as it was; none: the column is null. */
export type OldTexts = Readonly<Record<"email" | "name" | "given_name" | "family_name", Redacted.Redacted | undefined>>

export const userDifferences = (row: RawRow, old: OldTexts, user: User, person: Person): ReadonlyArray<Difference> =>
  differing("users", row, {
    id: user.id === row["id"],
    external_id: user.identities[0].subject === row["external_id"] && user.identities.length === 1,
    auth_provider: user.identities[0].provider === row["auth_provider"],
    email: old.email !== undefined && Redacted.value(person.email) === Redacted.value(old.email).trim().toLowerCase(),
    email_verified: user.emailVerified === (row["email_verified"] === true),
    name: isName(person.name, old.name),
    given_name: isName(person.givenName, old.given_name),
    family_name: isName(person.familyName, old.family_name),
    account_status: user.status === (row["account_status"] ?? "active"),
    created_at: isMoment(user.createdAt, row["created_at"]),
    updated_at: isMoment(user.updatedAt, row["updated_at"]),
    last_login_at: isMoment(user.lastLoginAt, row["last_login_at"] ?? row["created_at"])
  })

const keys = {
  medical_disclaimers: "medical_disclaimer",
  terms_of_service: "terms_of_service",
  privacy_policy: "privacy_policy",
  healthcare_consultation: "healthcare_consultation",
  emergency_care_limitation: "emergency_care_limitation"
} as const

const isKey = (type: unknown): type is keyof typeof keys => typeof type === "string" && type in keys

const consentChecks = (row: RawRow, consent: Consent): Checks => {
  const isGiven = row["consent_given"] === true && row["withdrawn_at"] === null
  const shared = {
    consent_given: (consent._tag === "Given") === isGiven,
    consent_version: consent.version === String(row["consent_version"]).replace(/^v/, ""),
    consent_method: `${consent.method}_consent` === (row["consent_method"] ?? "bundled_consent")
  }
  if (consent._tag === "Given") return { ...shared, updated_at: isMoment(consent.at, row["updated_at"]) }
  const withdrawnAt = row["withdrawn_at"] ?? row["updated_at"]
  const givenAt = Math.min(Number(row["created_at"]), Number(withdrawnAt))
  return {
    ...shared,
    created_at: isMoment(consent.at, givenAt),
    withdrawn_at: isMoment(consent.withdrawnAt, withdrawnAt)
  }
}

/** Every consent row that was migrated, and every text that no row speaks of. */
export const consentDifferences = (
  rows: ReadonlyArray<RawRow>,
  owner: RawRow,
  user: User
): ReadonlyArray<Difference> => {
  const stated = rows.flatMap((row) => {
    const type = row["consent_type"]
    return isKey(type) ? differing("consent_records", row, consentChecks(row, user.consents[keys[type]])) : []
  })
  const spoken = new Set(rows.map((row) => row["consent_type"]))
  const silent = Object.entries(keys).flatMap(([type, key]) =>
    spoken.has(type)
      ? []
      : differing("users", owner, { [`no consent to ${key}`]: user.consents[key]._tag === "Withdrawn" })
  )
  return [...stated, ...silent]
}

const told = (column: unknown): string => (typeof column === "string" ? column : "unknown")

/** The device row that was migrated, if one was. */
export const deviceDifferences = (row: RawRow | undefined, owner: RawRow, user: User): ReadonlyArray<Difference> => {
  const device = Option.getOrUndefined(user.device)
  if (row === undefined) return differing("users", owner, { "no device": device === undefined })
  const value = (column: unknown) => (Redacted.isRedacted(column) ? Redacted.value(column) : column)
  return differing("user_devices", row, {
    device_id: device?.deviceId === row["device_id"],
    platform: device?.platform === row["platform"],
    device_name: value(device?.name) === told(row["device_name"]),
    model: value(device?.model) === told(row["model"]),
    os_version: device?.osVersion === told(row["os_version"]),
    app_version: device?.appVersion === told(row["app_version"]),
    public_key: (device?.publicKey ?? null) === row["public_key"],
    status: device?.status === (row["status"] ?? "active"),
    last_active_at: isMoment(device?.lastSeenAt, row["last_active_at"]),
    created_at: isMoment(device?.registeredAt, row["created_at"])
  })
}

/** The subscription row that was migrated; without one, the free tier. */
export const subscriptionDifferences = (
  row: RawRow | undefined,
  owner: RawRow,
  { id, subscription }: User
): ReadonlyArray<Difference> => {
  if (row === undefined)
    return differing("users", owner, { "free subscription": subscription.tier === "free" && subscription.id === id })
  return differing("subscriptions", row, {
    id: subscription.id === row["id"],
    subscription_type: subscription.tier === "premium" && subscription.billingPeriod === row["subscription_type"],
    subscription_status: subscription.status === row["subscription_status"],
    provider: subscription.provider === row["provider"],
    external_subscription_id: subscription.externalId === row["external_subscription_id"],
    start_date: isMoment(subscription.startDate, row["start_date"]),
    end_date: isMoment(subscription.endDate, row["end_date"]),
    created_at: isMoment(subscription.createdAt, row["created_at"]),
    updated_at: isMoment(subscription.updatedAt, row["updated_at"])
  })
}

/** An amount as the old column wrote it, to the last digit that it had. */
const isAmount = ({ amountMinor, currency }: Payment, column: unknown): boolean => {
  const scale = 10 ** minorDigits(currency)
  return Math.abs(amountMinor / scale - Number(column)) < 0.5 / scale + 1e-9
}

/** A payment row that was migrated; none: the payment is lost. */
export const paymentDifferences = (row: RawRow, found: Option.Option<Payment>): ReadonlyArray<Difference> =>
  Option.match(found, {
    onNone: () => differing("payments", row, { "the payment itself": false }),
    onSome: (payment) =>
      differing("payments", row, {
        id: payment.id === row["id"],
        subscription_id: payment.subscriptionId === row["subscription_id"],
        amount: isAmount(payment, row["amount"]),
        currency: payment.currency === String(row["currency"]).trim(),
        payment_status: payment.status === row["payment_status"],
        provider_transaction_id: payment.transactionId === row["provider_transaction_id"],
        processed_at: isMoment(payment.processedAt, row["processed_at"] ?? row["created_at"])
      })
  })

/** The rows of a table that were migrated, as their verdicts say. */
export const migratedRows = (
  person: LegacyPerson,
  table: PersonTable,
  verdicts: ReadonlyArray<{ readonly table: string; readonly id: string; readonly verdict: string }>
): ReadonlyArray<RawRow> => {
  const ids = new Set(verdicts.flatMap((one) => (one.table === table && one.verdict === "migrated" ? [one.id] : [])))
  return person.rows[table].filter((row) => ids.has(idOf(row, legacyTables[table].key)))
}
