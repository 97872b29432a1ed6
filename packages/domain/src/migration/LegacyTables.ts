import { Schema } from "effect"
import * as Account from "./LegacyAccountTables.ts"
import * as Catalogue from "./LegacyCatalogueTables.ts"
import * as Money from "./LegacyMoneyTables.ts"
import type { LegacyTable } from "./LegacyTable.ts"
import * as Trail from "./LegacyTrailTables.ts"

/** Tables that are read with the person to whom their rows belong. */
export const PersonTable = Schema.Literals([
  "users",
  "consent_records",
  "user_devices",
  "user_sessions",
  "biometric_registrations",
  "subscriptions",
  "payments",
  "processing_jobs",
  "processing_job_events"
])
export type PersonTable = typeof PersonTable.Type

/** Tables that belong to nobody. */
export const OtherTable = Schema.Literals([
  "subscription_tiers",
  "chat_options",
  "schema_versions",
  "audit_events",
  "audit_event_summaries"
])
export type OtherTable = typeof OtherTable.Type

export const TableName = Schema.Literals([...PersonTable.literals, ...OtherTable.literals])
export type TableName = typeof TableName.Type

/** Every table of the old database, column by column. */
export const legacyTables: Readonly<Record<TableName, LegacyTable>> = {
  users: Account.users,
  consent_records: Account.consentRecords,
  user_devices: Account.userDevices,
  user_sessions: Account.userSessions,
  biometric_registrations: Account.biometricRegistrations,
  subscriptions: Money.subscriptions,
  payments: Money.payments,
  processing_jobs: Trail.processingJobs,
  processing_job_events: Trail.processingJobEvents,
  subscription_tiers: Money.subscriptionTiers,
  chat_options: Catalogue.chatOptions,
  schema_versions: Catalogue.schemaVersions,
  audit_events: Trail.auditEvents,
  audit_event_summaries: Trail.auditEventSummaries
}
