import type { LegacyPerson, RawRow } from "../../src/migration/LegacyRow.ts"
import type { PersonTable } from "../../src/migration/LegacyTables.ts"

/** Rows as a source gives them. Moments are milliseconds; the old system ran in these years. */
export const created = Date.UTC(2025, 8, 1)
export const updated = Date.UTC(2025, 8, 2)
export const cutOff = Date.UTC(2026, 0, 1)

export const uuid = (n: number): string => `0a0a0a0a-0000-4000-8000-${n.toString(16).padStart(12, "0")}`

export const userRow = (row: RawRow = {}): RawRow => ({
  id: uuid(1),
  external_id: "113426185144286227617",
  auth_provider: "google",
  email: "sealed e-mail",
  email_verified: true,
  name: "sealed name",
  given_name: null,
  family_name: null,
  account_status: "active",
  created_at: created,
  updated_at: updated,
  last_login_at: null,
  ...row
})

export const consentRow = (row: RawRow = {}): RawRow => ({
  id: uuid(20),
  consent_type: "privacy_policy",
  consent_given: true,
  consent_version: "v1.0",
  consent_method: "bundled_consent",
  created_at: created,
  updated_at: updated,
  withdrawn_at: null,
  ...row
})

export const deviceRow = (row: RawRow = {}): RawRow => ({
  id: uuid(30),
  device_id: "installation-1",
  device_name: null,
  model: null,
  os_version: null,
  app_version: "1.0.3",
  platform: "ios",
  public_key: null,
  status: "active",
  last_active_at: updated,
  created_at: created,
  ...row
})

export const subscriptionRow = (row: RawRow = {}): RawRow => ({
  id: uuid(40),
  subscription_status: "active",
  subscription_type: "monthly",
  provider: "apple",
  external_subscription_id: "1000000123456789",
  start_date: created,
  end_date: Date.UTC(2026, 5, 1),
  created_at: created,
  updated_at: updated,
  ...row
})

export const paymentRow = (row: RawRow = {}): RawRow => ({
  id: uuid(50),
  subscription_id: uuid(40),
  amount: "9.99",
  currency: "USD",
  payment_status: "completed",
  provider_transaction_id: "t-1",
  processed_at: updated,
  created_at: created,
  ...row
})

export const personWith = (rows: Partial<Record<PersonTable, ReadonlyArray<RawRow>>> = {}): LegacyPerson => ({
  id: uuid(1),
  rows: {
    users: [userRow()],
    consent_records: [],
    user_devices: [],
    user_sessions: [],
    biometric_registrations: [],
    subscriptions: [],
    payments: [],
    processing_jobs: [],
    processing_job_events: [],
    ...rows
  }
})
