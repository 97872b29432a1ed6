import { z } from "zod"

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
const millis = z.int()
const sealed = z.string().min(1)

export const callerSchema = z.object({ userId: uuid, sessionId: uuid })
export type Caller = z.infer<typeof callerSchema>

const consent = {
  version: z.string(),
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
  device_model: z.string().min(1).max(100),
  device_name: z.string().min(1).max(100),
  app_version: z.string().min(1).max(50),
  os_version: z.string().min(1).max(50),
  device_status: z.enum(["active", "inactive", "revoked"]),
  public_key: z.string().optional(),
  registered_at: millis,
  last_seen_at: millis,
  registration_ip: z.string(),
  registration_user_agent: z.string()
})

const sessionSchema = z.object({
  session_id: uuid,
  refresh_token_hash: z.string(),
  rotation: z.object({ previous_refresh_token_hash: z.string(), successor: z.string(), rotated_at: millis }).optional(),
  session_status: z.enum(["active", "revoked"]),
  created_at: millis,
  expires_at: millis,
  last_activity_at: millis,
  source_ip: z.string(),
  user_agent: z.string(),
  login_method: z.literal("oauth")
})

/** A user's row as every function of the service reads it. */
export const rowSchema = z.object({
  PK: z.string(),
  SK: z.literal("PROFILE"),
  entity_type: z.literal("USER_PROFILE"),
  schema_version: z.literal(1),
  version: z.int(),
  id: uuid,
  identities: z.array(z.object({ provider: z.enum(["google", "apple"]), subject: z.string() })).min(1),
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
  created_at: millis,
  updated_at: millis,
  last_login_at: millis,
  created_ip: z.string(),
  created_user_agent: z.string()
})

/** All that is needed to let somebody in. */
export const admissionSchema = rowSchema.pick({ account_status: true, current_session: true })
export type Admission = z.infer<typeof admissionSchema>
