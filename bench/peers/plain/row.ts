import { z } from "zod"

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
const millis = z.int()
const sealed = z.string().min(1)
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const control = /[\u0000-\u001f\u007f]/
const line = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine((text) => text.isWellFormed() && !control.test(text))
const tokenHash = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

export const callerSchema = z.object({ userId: uuid, sessionId: uuid })
export type Caller = z.infer<typeof callerSchema>

const consent = {
  version: z.string().regex(/^[0-9]{1,4}(\.[0-9]{1,4}){0,2}$/),
  timestamp: millis,
  ip_address: z.string(),
  user_agent: z.string(),
  method: z.enum(["bundled", "granular"])
}

const consentSchema = z.union([
  z.object({ consented: z.literal(true), ...consent }),
  z.object({ consented: z.literal(false), ...consent, withdrawn_at: millis })
])

const subscriptionSchema = z.object({
  id: uuid,
  type: z.enum(["free", "premium", "family"]),
  billing_period: z.enum(["monthly", "yearly"]).optional(),
  status: z.enum(["active", "expired", "cancelled", "pending"]),
  provider: z.enum(["system", "apple", "google"]),
  external_subscription_id: z.string().optional(),
  start_date: millis,
  end_date: millis.optional(),
  auto_renew: z.boolean(),
  usage: z.object({
    documents: z.int().min(0),
    period_start: millis,
    period_end: millis,
    reservations: z.record(z.string(), millis)
  }),
  created_at: millis,
  updated_at: millis
})

const deviceSchema = z.object({
  device_id: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/),
  platform: z.enum(["ios", "android"]),
  device_model: line(100),
  device_name: line(100),
  app_version: line(50),
  os_version: line(50),
  device_status: z.enum(["active", "inactive", "revoked"]),
  public_key: z.string().optional(),
  registered_at: millis,
  last_seen_at: millis,
  registration_ip: z.string(),
  registration_user_agent: z.string()
})

const sessionSchema = z.object({
  session_id: uuid,
  refresh_token_hash: tokenHash,
  rotation: z
    .object({
      previous_refresh_token_hash: tokenHash,
      successor: sealed,
      rotated_at: millis,
      earlier: z.array(z.object({ refresh_token_hash: tokenHash, spent_at: millis })).optional()
    })
    .optional(),
  session_status: z.enum(["active", "revoked"]),
  created_at: millis,
  expires_at: millis,
  last_activity_at: millis,
  source_ip: z.string(),
  user_agent: z.string(),
  login_method: z.literal("oauth")
})

/** A user's row as every function of the service reads it: each attribute checked for what it is, as ours does. */
export const rowSchema = z.object({
  PK: z.string(),
  SK: z.literal("PROFILE"),
  entity_type: z.literal("USER_PROFILE"),
  schema_version: z.literal(1),
  version: z.int(),
  id: uuid,
  external_id: z.string(),
  auth_provider: z.string(),
  identities: z
    .array(
      z.object({ provider: z.enum(["google", "apple"]), subject: z.string().regex(/^[\x21\x22\x24-\x7e]{1,255}$/) })
    )
    .min(1),
  email: sealed,
  name: sealed.optional(),
  given_name: sealed.optional(),
  family_name: sealed.optional(),
  data_key: z.string().min(1),
  email_hash: z.string().regex(/^[0-9a-f]{64}$/),
  email_verified: z.boolean(),
  account_status: z.enum(["active", "suspended", "deactivated", "deleted"]),
  consents: z.object({
    privacy_policy: consentSchema,
    terms_of_service: consentSchema,
    medical_disclaimer: consentSchema,
    healthcare_consultation: consentSchema,
    emergency_care_limitation: consentSchema
  }),
  current_subscription: subscriptionSchema,
  current_device: deviceSchema.optional(),
  current_session: sessionSchema.optional(),
  GSI1PK: z.string(),
  GSI1SK: z.string(),
  GSI2PK: z.string(),
  GSI2SK: z.string(),
  created_at: millis,
  updated_at: millis,
  last_login_at: millis,
  created_ip: z.string(),
  created_user_agent: z.string()
})

/** All that is needed to let somebody in. */
export const admissionSchema = rowSchema.pick({ account_status: true, current_session: true })
export type Admission = z.infer<typeof admissionSchema>
