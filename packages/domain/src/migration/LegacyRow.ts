import { Result, Schema } from "effect"
import { UserId } from "../users/UserId.ts"
import type { PersonTable } from "./LegacyTables.ts"

/** A row as a source gives it: of each column that is read what `ColumnKind` says, or null. */
export type RawRow = Readonly<Record<string, unknown>>

/** Everything the old database holds of one person. */
export interface LegacyPerson {
  readonly id: string
  readonly rows: Readonly<Record<PersonTable, ReadonlyArray<RawRow>>>
}

const Moment = Schema.DateTimeUtcFromMillis
const MomentOrNull = Schema.NullOr(Moment)
const TextOrNull = Schema.NullOr(Schema.String)
/** What names a person or their device, or opens to it. */
const Personal = Schema.RedactedFromValue(Schema.String)

export const UserRow = Schema.Struct({
  id: UserId,
  external_id: Schema.String,
  auth_provider: Schema.Literals(["google", "apple", "facebook"]),
  email: Schema.String,
  email_verified: Schema.NullOr(Schema.Boolean),
  name: Schema.String,
  given_name: TextOrNull,
  family_name: TextOrNull,
  account_status: Schema.NullOr(Schema.Literals(["active", "suspended", "deactivated", "deleted"])),
  created_at: Moment,
  updated_at: Moment,
  last_login_at: MomentOrNull
})
export type UserRow = typeof UserRow.Type

export const ConsentRow = Schema.Struct({
  id: Schema.String,
  consent_type: Schema.Literals([
    "medical_disclaimers",
    "terms_of_service",
    "privacy_policy",
    "healthcare_consultation",
    "emergency_care_limitation"
  ]),
  consent_given: Schema.Boolean,
  consent_version: Schema.String,
  consent_method: TextOrNull,
  created_at: Moment,
  updated_at: Moment,
  withdrawn_at: MomentOrNull
})
export type ConsentRow = typeof ConsentRow.Type

export const DeviceRow = Schema.Struct({
  id: Schema.String,
  device_id: Schema.String,
  device_name: Schema.NullOr(Personal),
  model: Schema.NullOr(Personal),
  os_version: TextOrNull,
  app_version: TextOrNull,
  platform: Schema.String,
  public_key: TextOrNull,
  status: Schema.NullOr(Schema.Literals(["active", "inactive", "revoked"])),
  last_active_at: Moment,
  created_at: Moment
})
export type DeviceRow = typeof DeviceRow.Type

export const SessionRow = Schema.Struct({
  id: Schema.String,
  status: Schema.NullOr(Schema.Literals(["active", "expired", "revoked"])),
  expires_at: Moment
})
export type SessionRow = typeof SessionRow.Type

export const SubscriptionRow = Schema.Struct({
  id: Schema.String,
  subscription_status: Schema.Literals(["active", "expired", "cancelled", "pending"]),
  subscription_type: Schema.Literals(["monthly", "yearly"]),
  provider: Schema.Literals(["apple", "google", "stripe"]),
  external_subscription_id: Schema.String,
  start_date: Moment,
  end_date: Moment,
  created_at: Moment,
  updated_at: Moment
})
export type SubscriptionRow = typeof SubscriptionRow.Type

export const PaymentRow = Schema.Struct({
  id: Schema.String,
  subscription_id: Schema.String,
  /** `numeric(10,2)` as text: at most two decimals, no exponent. */
  amount: Schema.String.check(Schema.isPattern(/^-?\d{1,8}(\.\d{1,2})?$/)),
  /** `char(3)`: padded with blanks. */
  currency: Schema.String,
  payment_status: Schema.Literals(["pending", "completed", "failed", "refunded", "disputed"]),
  provider_transaction_id: Schema.String,
  processed_at: MomentOrNull,
  created_at: Moment
})
export type PaymentRow = typeof PaymentRow.Type

export const TierRow = Schema.Struct({
  tier_name: Schema.String,
  medical_reports: Schema.Boolean,
  priority_processing: Schema.Boolean,
  advanced_analytics: Schema.Boolean,
  export_capabilities: Schema.Boolean,
  max_documents_per_month: Schema.NullOr(Schema.Int),
  monthly_price_usd: Schema.String,
  yearly_price_usd: Schema.String
})
export type TierRow = typeof TierRow.Type

export const ChatOptionRow = Schema.Struct({
  id: Schema.String,
  content_type: Schema.String,
  category: Schema.String,
  display_order: Schema.Int,
  has_sub_options: Schema.Boolean,
  requires_health_data: Schema.Boolean,
  is_active: Schema.Boolean
})
export type ChatOptionRow = typeof ChatOptionRow.Type

/** Decoders that say only whether a row fits: why is told by its id, never by what it holds. */
export const decoder = <S extends Schema.Codec<unknown, unknown>>(schema: S) => {
  const decode = Schema.decodeUnknownResult(schema)
  return (row: RawRow): Result.Result<S["Type"], "row_unfit"> =>
    Result.mapError(decode(row), () => "row_unfit" as const)
}

/** The id of a row, which its table calls `key`. */
export const idOf = (row: RawRow, key: string): string => String(row[key])
