import { createHash } from "node:crypto"
import type { PersonTable } from "@serenya/domain/migration/LegacyTables"
import { numbers } from "@serenya/domain/testing/Mulberry32"
import { seal } from "./LegacySeal.ts"

export type Row = Readonly<Record<string, unknown>>
export type Rows = Readonly<Record<PersonTable, ReadonlyArray<Row>>>

/** A version 4 UUID that its arguments decide. */
export const uuid = (...parts: ReadonlyArray<string | number>): string => {
  const hex = createHash("sha256").update(parts.join("/")).digest("hex")
  const variant = "89ab".charAt(Number.parseInt(hex.charAt(16), 16) % 4)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const sha = (text: string): string => createHash("sha256").update(text).digest("hex")
const day = 86_400_000
const begin = Date.UTC(2025, 0, 1)
const iso = (millis: number): string => new Date(millis).toISOString()

const consentTypes = [
  "terms_of_service",
  "privacy_policy",
  "healthcare_consultation",
  "medical_disclaimers",
  "emergency_care_limitation"
]
const statuses = ["uploaded", "processing", "completed", "failed", "timeout", "retrying"]

/** The n-th person of a seed, before anything odd happens to them. */
class Draft {
  readonly id: string
  readonly since: number
  readonly externalId: string
  readonly provider: string
  readonly random: () => number
  readonly rows: Record<PersonTable, Array<Row>>

  readonly seed: number
  readonly n: number

  constructor(seed: number, n: number) {
    this.seed = seed
    this.n = n
    this.random = numbers(seed * 1_000_003 + n)
    this.id = uuid("user", seed, n)
    this.since = begin + Math.floor(this.random() * 300 * day)
    this.provider = this.random() < 0.6 ? "google" : "apple"
    this.externalId =
      this.provider === "google"
        ? `1${String(seed).padStart(6, "0")}${String(n).padStart(14, "0")}`
        : `00${n}.${sha(`${seed}/${n}`).slice(0, 32)}.0${n % 10}`
    this.rows = {
      users: [this.user({})],
      consent_records: [],
      user_devices: [],
      user_sessions: [],
      biometric_registrations: [],
      subscriptions: [],
      payments: [],
      processing_jobs: [],
      processing_job_events: []
    }
  }

  email(): string {
    return `Ada.${this.n}@old-${this.seed}.example.test`
  }

  /** The ciphertexts of an account as it was created, or, with another context, as it was updated. */
  sealed(texts: Readonly<Record<string, string>>, context?: Readonly<Record<string, string>>): Row {
    const base = context ?? { userId: this.externalId, authProvider: this.provider, dataType: "user_pii" }
    return Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, seal(text, { ...base, field })]))
  }

  user(row: Row): Row {
    const hasNames = this.random() < 0.8
    return {
      id: this.id,
      external_id: this.externalId,
      auth_provider: this.provider,
      email_hash: sha(`${this.email().toLowerCase()}default_salt`),
      email_verified: this.random() < 0.95,
      ...this.sealed({
        email: this.email(),
        name: `Ada Lovelace ${this.n}`,
        ...(hasNames && { given_name: "Ada", family_name: `Lovelace ${this.n}` })
      }),
      ...(!hasNames && { given_name: null, family_name: null }),
      account_status: "active",
      created_at: iso(this.since),
      updated_at: iso(this.since + day),
      last_login_at: this.random() < 0.9 ? iso(this.since + 2 * day) : null,
      deactivated_at: null,
      ...row
    }
  }

  change(row: Row): void {
    this.rows.users = this.rows.users.map((before) => ({ ...before, ...row }))
  }

  consents(count: number): void {
    for (const [i, type] of consentTypes.slice(0, count).entries())
      this.rows.consent_records.push(this.consent(type, { ui_checkbox_group: i < 3 ? 1 : 2 }))
  }

  consent(type: string, row: Row): Row {
    return {
      id: uuid(type, this.seed, this.n),
      user_id: this.id,
      consent_type: type,
      consent_given: true,
      consent_version: this.random() < 0.5 ? "v1.0" : "1.0",
      consent_method: "bundled_consent",
      ui_checkbox_group: null,
      created_at: iso(this.since),
      updated_at: iso(this.since + day),
      withdrawn_at: null,
      ...row
    }
  }

  device(k: number, row: Row = {}): string {
    const id = uuid("device", this.seed, this.n, k)
    this.rows.user_devices.push({
      id,
      user_id: this.id,
      device_id: uuid("installation", this.seed, this.n, k),
      device_name: null,
      model: null,
      os_version: null,
      app_version: "1.0.3",
      platform: this.random() < 0.5 ? "ios" : "android",
      biometric_type: null,
      public_key: null,
      status: "active",
      last_active_at: iso(this.since + (3 + k) * day),
      created_at: iso(this.since),
      updated_at: iso(this.since + day),
      ...row
    })
    return id
  }

  session(k: number, device: string, row: Row = {}): void {
    this.rows.user_sessions.push({
      id: uuid("session", this.seed, this.n, k),
      user_id: this.id,
      device_id: device,
      session_id: uuid("session id", this.seed, this.n, k),
      refresh_token_hash: sha(uuid("token", this.seed, this.n, k)),
      status: "active",
      created_at: iso(this.since + k * day),
      expires_at: iso(this.since + (k + 7) * day),
      source_ip: null,
      user_agent: null,
      ...row
    })
  }

  subscription(k: number, row: Row = {}): string {
    const id = uuid("subscription", this.seed, this.n, k)
    this.rows.subscriptions.push({
      id,
      user_id: this.id,
      subscription_status: "active",
      subscription_type: k % 2 === 0 ? "monthly" : "yearly",
      provider: this.provider,
      external_subscription_id: `sub.${this.seed}.${this.n}.${k}`,
      start_date: iso(this.since),
      end_date: iso(Date.UTC(2027, 0, 1) + k * day),
      created_at: iso(this.since + k),
      updated_at: iso(this.since + day),
      ...row
    })
    return id
  }

  payment(k: number, subscription: string, row: Row = {}): void {
    this.rows.payments.push({
      id: uuid("payment", this.seed, this.n, k),
      subscription_id: subscription,
      user_id: this.id,
      amount: "9.99",
      currency: "USD",
      payment_status: "completed",
      provider_transaction_id: `txn.${this.seed}.${this.n}.${k}`,
      payment_method: "apple_pay",
      processed_at: iso(this.since + (k + 1) * day),
      created_at: iso(this.since + k * day),
      ...row
    })
  }

  job(k: number, status: string): void {
    const id = uuid("job", this.seed, this.n, k)
    const context = { userId: this.id, jobId: id, dataType: "processing_job" }
    this.rows.processing_jobs.push({
      id,
      job_id: uuid("job id", this.seed, this.n, k),
      user_id: this.id,
      original_filename: seal("hiv-test.pdf", { ...context, field: "original_filename" }),
      sanitized_filename: seal("hiv_test.pdf", { ...context, field: "sanitized_filename" }),
      file_type: "pdf",
      file_size: 1234,
      s3_bucket: "old",
      s3_key: `${id}.pdf`,
      status,
      source_ip: k % 2 === 0 ? "2001:db8::7" : "203.0.113.7",
      created_at: iso(this.since + k * day),
      uploaded_at: iso(this.since + k * day)
    })
    this.rows.processing_job_events.push({
      id: uuid("job event", this.seed, this.n, k),
      job_id: id,
      event_type: "upload",
      event_status: status === "failed" ? "error" : "success",
      event_message: "hiv-test.pdf uploaded",
      user_id_hash: sha(this.id),
      source_ip: "2001:db8::7",
      created_at: iso(this.since + k * day)
    })
  }

  /** What most people have. */
  ordinary(): this {
    this.consents(this.random() < 0.9 ? 5 : Math.floor(this.random() * 5))
    const device = this.device(0)
    if (this.random() < 0.6) this.session(0, device)
    if (this.random() < 0.25) {
      const subscription = this.subscription(0)
      for (let k = 0; k < 3; k += 1) this.payment(k, subscription)
    }
    if (this.random() < 0.05) this.job(0, "completed")
    return this
  }
}

type Edge = (person: Draft, at: (n: number) => Draft) => void

const flipped = (envelope: unknown): string => {
  const text = Buffer.from(String(envelope), "base64").toString()
  const parsed: { data: string } = JSON.parse(text)
  const bytes = Buffer.from(parsed.data, "base64")
  bytes[0] = (bytes[0] ?? 0) ^ 1
  return Buffer.from(JSON.stringify({ ...parsed, data: bytes.toString("base64") })).toString("base64")
}

/** Everything odd that a row of the old database may be, one person each; the first people of every seed. */
const edges: ReadonlyArray<Edge> = [
  (p) => p.change({ email_hash: null }),
  (p) => p.change({ given_name: null, family_name: null }),
  (p) => p.change({ account_status: null, email_verified: null }),
  (p) => p.change({ external_id: `#${p.n}/jörg-🧬` }),
  (p) => {
    const external_id = String(p.n).padEnd(255, "x")
    const context = { userId: p.id, dataType: "user_pii" }
    p.change({
      external_id,
      ...p.sealed({ email: p.email(), name: "Long" }, context),
      given_name: null,
      family_name: null
    })
  },
  (p) => {
    p.rows.consent_records = []
    p.rows.user_devices = []
    p.rows.user_sessions = []
    p.rows.biometric_registrations = []
  },
  (p) => {
    p.rows.consent_records = [
      p.consent("privacy_policy", { consent_given: false, withdrawn_at: iso(p.since + 5 * day) }),
      p.consent("terms_of_service", { withdrawn_at: iso(p.since + 5 * day) }),
      p.consent("medical_disclaimers", { consent_given: false, consent_method: "granular_consent" })
    ]
  },
  (p) => {
    p.device(1, { status: "revoked" })
    p.device(2, { model: "Pixel 8", device_name: "Ada's phone", os_version: "14", public_key: "MFkwEwYH" })
    p.device(3, { last_active_at: iso(p.since + 5 * day) })
    p.device(4, { device_id: "not an id" })
  },
  (p) => {
    const device = p.device(9)
    for (let k = 1; k < 6; k += 1) p.session(k, device, { status: ["active", "expired", "revoked"][k % 3] })
    p.session(7, device, { expires_at: "2030-01-01T00:00:00Z", source_ip: "2001:db8::1" })
  },
  (p) => {
    p.rows.user_sessions = []
    p.rows.user_devices = []
    p.device(0, { device_id: `fallback-${p.id}-1700000000000`, platform: "unknown" })
  },
  (p) => {
    p.rows.payments = []
    p.rows.subscriptions = []
    p.subscription(0, { subscription_status: "cancelled", end_date: "2030-01-01T00:00:00Z" })
    p.subscription(1, { subscription_status: "pending" })
  },
  (p) => {
    p.subscription(1)
    p.subscription(2)
    p.subscription(3, { subscription_status: "expired" })
  },
  (p) => {
    const subscription = p.subscription(5)
    p.payment(10, subscription, { payment_status: "refunded" })
    p.payment(11, subscription, { payment_status: "disputed", processed_at: null })
    p.payment(12, subscription, { amount: "99999999.99" })
    p.payment(13, subscription, { amount: "1200.00", currency: "JPY" })
    p.payment(14, subscription, { payment_status: "pending" })
    p.payment(15, subscription, { payment_status: "failed", amount: "0.01", currency: "KWD" })
  },
  (p) => p.payment(10, p.subscription(5), { currency: "EU" }),
  (p) => {
    const device = p.device(1)
    p.rows.biometric_registrations.push({
      id: uuid("biometric", p.seed, p.n),
      device_id: device,
      registration_id: uuid("registration", p.seed, p.n),
      biometric_type: "face",
      challenge: "challenge",
      challenge_expires_at: iso(p.since + 300_000),
      verification_failures: 5,
      is_active: false,
      created_at: iso(p.since)
    })
  },
  (p) => statuses.forEach((status, k) => p.job(k + 1, status)),
  (p) =>
    p.change({
      created_at: "1969-12-31T18:30:00.123456-05:00",
      updated_at: "2025-03-30T02:30:00.999999+02:00",
      last_login_at: "1969-12-31T23:59:59.9995Z"
    }),
  (p) => {
    const context = { userId: p.externalId, authProvider: p.provider, dataType: "user_pii", field: "email" }
    const turned = Object.fromEntries(Object.entries(context).toReversed())
    p.change({ email: seal(p.email(), context, turned) })
  },
  (p) => p.change({ email: flipped(p.rows.users[0]?.["email"]) }),
  (p) => p.change({ name: "no envelope at all" }),
  (p) => p.change({ auth_provider: "facebook" }),
  (p) => p.change({ account_status: "deleted", deactivated_at: iso(p.since + 9 * day) }),
  (p) => p.change({ email_hash: null, ...p.sealed({ email: `Twice@old-${p.seed}.example.test` }) }),
  (p) => p.change({ email_hash: null, ...p.sealed({ email: `twice@OLD-${p.seed}.example.test` }) }),
  (p, at) => p.change({ name: at(1).rows.users[0]?.["name"] }),
  (p) => {
    const subscription = p.subscription(5)
    for (const k of [10, 11]) p.payment(k, subscription, { provider_transaction_id: `same.${p.n}` })
    for (const k of [12, 13]) p.payment(k, subscription, { provider_transaction_id: `other.${p.n}`, amount: `${k}.00` })
  },
  (p) => p.payment(10, p.subscription(5, { provider: "apple" }), { provider_transaction_id: `shared.${p.seed}` }),
  (p) => p.payment(10, p.subscription(5, { provider: "apple" }), { provider_transaction_id: `shared.${p.seed}` }),
  (p) => {
    p.rows.payments = []
    p.rows.subscriptions = []
    p.payment(10, p.subscription(5, { provider: "stripe" }))
  },
  (p) => {
    const subscription = p.subscription(5)
    for (let k = 100; k < 220; k += 1) p.payment(k, subscription)
  },
  (p) => {
    p.rows.consent_records = [
      p.consent("privacy_policy", { consent_version: "v2.1.0" }),
      p.consent("terms_of_service", { consent_version: "the latest" })
    ]
  },
  (p) => {
    const context = { userId: p.id, dataType: "user_pii" }
    p.change({ ...p.sealed({ email: p.email(), name: "Renamed" }, context), given_name: null, family_name: null })
  },
  (p) => p.change({ updated_at: "infinity" }),
  (p) => p.change(p.sealed({ name: "Ada\nLovelace" })),
  (p) => p.change(p.sealed({ given_name: "" })),
  (p) => p.change(p.sealed({ email: "ada at example.test" })),
  (p) => p.change({ account_status: "suspended" }),
  (p) => p.change({ account_status: "deactivated", deactivated_at: iso(p.since + day) }),
  (p) => p.payment(10, p.subscription(5), { provider_transaction_id: `ctrl\u0007${p.n}` })
]

/** How many people it takes for everything odd to happen. */
export const edgeCount = edges.length

/** All rows of the n-th person of a seed; always the same. */
export const oldPerson = (seed: number, n: number): Rows => {
  const person = new Draft(seed, n).ordinary()
  edges[n]?.(person, (other) => new Draft(seed, other))
  return person.rows
}
