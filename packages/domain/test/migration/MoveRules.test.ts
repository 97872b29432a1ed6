import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Option, Redacted, Result } from "effect"
import { ConsentType } from "../../src/consents/Consent.ts"
import * as ConsentRules from "../../src/consents/ConsentRules.ts"
import type { LegacyPerson, RawRow } from "../../src/migration/LegacyRow.ts"
import type { PersonTable } from "../../src/migration/LegacyTables.ts"
import type { Move, Overview } from "../../src/migration/Move.ts"
import { moveOf } from "../../src/migration/MoveRules.ts"
import { decodeUser, identityOf } from "../../src/migration/PersonMappingRules.ts"
import { isFault, isOmission, type Verdict } from "../../src/migration/Verdict.ts"
import * as UsageRules from "../../src/subscriptions/UsageRules.ts"
import {
  consentRow,
  created,
  cutOff,
  deviceRow,
  paymentRow,
  personWith,
  subscriptionRow,
  updated,
  userRow,
  uuid
} from "./LegacyPeople.ts"

const overview: Overview = {
  asOf: DateTime.makeUnsafe(cutOff),
  sharedEmails: new Map(),
  sharedTransactions: new Set()
}

const moved = (person: LegacyPerson, known: Partial<Overview> = {}): Move => {
  const user = Result.getOrThrow(decodeUser(person.rows.users[0] ?? {}))
  return moveOf(person, user, Result.getOrThrow(identityOf(user)), { ...overview, ...known })
}

/** The verdicts of one table, in the order of its rows. */
const verdictsOn = (table: PersonTable, rows: ReadonlyArray<RawRow>, more: Parameters<typeof personWith>[0] = {}) => {
  const { verdicts } = moved(personWith({ ...more, [table]: rows }))
  return rows.map(({ id }) => verdicts.find((one) => one.table === table && one.id === id)?.verdict)
}

const day = 86_400_000
const millis = DateTime.toEpochMillis

describe("a person", () => {
  const users: ReadonlyArray<readonly [what: string, row: RawRow, verdict: string | undefined]> = [
    ["Google", {}, undefined],
    ["Apple", { auth_provider: "apple", external_id: "001234.abcdef0123456789.0123" }, undefined],
    ["255 characters", { external_id: "x".repeat(255) }, undefined],
    ["256 characters", { external_id: "x".repeat(256) }, "external_id_unfit"],
    ["a hash sign, which separates keys", { external_id: "a#b" }, "external_id_unfit"],
    ["letters beyond ASCII", { external_id: "jörg" }, "external_id_unfit"],
    ["Facebook", { auth_provider: "facebook" }, "facebook_unsupported"],
    ["a deleted account", { account_status: "deleted" }, "account_deleted"],
    ["a deleted account of Facebook", { account_status: "deleted", auth_provider: "facebook" }, "account_deleted"],
    ["a deactivated account", { account_status: "deactivated" }, undefined]
  ]

  it.each(users)("with %s is moved or told", (_, row, verdict) => {
    const judged = identityOf(Result.getOrThrow(decodeUser(userRow(row))))
    assertEquals(Result.isFailure(judged) ? judged.failure : undefined, verdict)
  })

  it("keeps id and moments, also before 1970, and is active where no status was written", () => {
    const before = -86_400_001
    const row = { account_status: null, created_at: before, last_login_at: updated, email_verified: null }
    const { draft } = moved(personWith({ users: [userRow(row)] }))
    assertEquals(
      [draft.id, draft.status, millis(draft.createdAt), millis(draft.lastLoginAt), draft.emailVerified, draft.version],
      [uuid(1), "active", before, updated, false, 1]
    )
    assertEquals(millis(moved(personWith()).draft.lastLoginAt), created)
  })

  it("does not fit with a status that the type does not have, or without a moment", () => {
    for (const row of [{ account_status: "frozen" }, { created_at: null }, { created_at: Number.POSITIVE_INFINITY }])
      assertEquals(decodeUser(userRow(row)), Result.fail("row_unfit"))
  })

  it("without any row but their own has the free tier under their own id and is asked for all five texts", () => {
    const { draft, payments, verdicts } = moved(personWith())
    assertEquals(
      [draft.subscription.id, draft.subscription.tier, draft.subscription.provider],
      [uuid(1), "free", "system"]
    )
    assertEquals(ConsentRules.missing(draft.consents), ConsentType.literals)
    assertEquals([draft.device, draft.session, payments.length, verdicts.length], [Option.none(), Option.none(), 0, 1])
  })
})

describe("consents", () => {
  it("are given, withdrawn or never given; where from is unknown", () => {
    const { draft } = moved(
      personWith({
        consent_records: [
          consentRow(),
          consentRow({ id: uuid(21), consent_type: "medical_disclaimers", consent_method: "granular_consent" }),
          consentRow({
            id: uuid(22),
            consent_type: "terms_of_service",
            consent_given: false,
            withdrawn_at: updated + day
          })
        ]
      })
    )
    const { medical_disclaimer: medical, privacy_policy: privacy, terms_of_service: terms } = draft.consents
    assertEquals(
      [privacy._tag, privacy.version, millis(privacy.at), privacy.method],
      ["Given", "1.0", updated, "bundled"]
    )
    assertEquals([medical._tag, medical.method], ["Given", "granular"])
    assertEquals(
      [terms._tag, millis(terms.at), terms._tag === "Withdrawn" ? millis(terms.withdrawnAt) : 0],
      ["Withdrawn", created, updated + day]
    )
    assertEquals(draft.consents.healthcare_consultation.version, "0")
    assertEquals(Redacted.value(privacy.origin.ip), "")
    assertEquals(ConsentRules.missing(draft.consents), [
      "terms_of_service",
      "healthcare_consultation",
      "emergency_care_limitation"
    ])
  })

  const cases: ReadonlyArray<readonly [what: string, row: RawRow, tag: string, version: string]> = [
    ["v2.1.0", { consent_version: "v2.1.0" }, "Given", "2.1.0"],
    ["1.0", { consent_version: "1.0" }, "Given", "1.0"],
    ["no version of a text", { consent_version: "latest" }, "Withdrawn", "0"],
    ["a yes that was once taken back", { withdrawn_at: updated }, "Withdrawn", "1.0"],
    ["a no without a moment", { consent_given: false }, "Withdrawn", "1.0"]
  ]

  it.each(cases)("state %s", (_, row, tag, version) => {
    const consent = moved(personWith({ consent_records: [consentRow(row)] })).draft.consents.privacy_policy
    assertEquals([consent._tag, consent.version], [tag, version])
  })

  it("of an unknown version cost the row, not the person", () => {
    assertEquals(verdictsOn("consent_records", [consentRow({ consent_version: "latest" })]), ["consent_version_unfit"])
  })
})

describe("devices and sessions", () => {
  it("leave the active device that was used last; of two at once, the smaller id", () => {
    const rows = [
      deviceRow({ id: uuid(33), device_id: "late-b", last_active_at: updated + day }),
      deviceRow({ id: uuid(32), device_id: "late-a", last_active_at: updated + day }),
      deviceRow({ id: uuid(31), device_id: "revoked", status: "revoked", last_active_at: updated + 2 * day }),
      deviceRow({ id: uuid(34), device_id: "fallback-1", platform: "unknown", last_active_at: updated + 2 * day }),
      deviceRow({ id: uuid(35), device_id: "with blanks", last_active_at: updated + 3 * day })
    ]
    assertEquals(verdictsOn("user_devices", rows), [
      "device_replaced",
      "migrated",
      "device_over",
      "device_unnamed",
      "device_unfit"
    ])
    const device = Option.getOrThrow(moved(personWith({ user_devices: rows })).draft.device)
    assertEquals([device.deviceId, device.appVersion, Redacted.value(device.model)], ["late-a", "1.0.3", "unknown"])
    assertEquals([millis(device.registeredAt), millis(device.lastSeenAt)], [created, updated + day])
  })

  it("keep the key that a device registered", () => {
    const person = personWith({ user_devices: [deviceRow({ public_key: "MFkw" })] })
    assertEquals(Option.getOrThrow(moved(person).draft.device).publicKey, "MFkw")
  })

  it("carry no session and no biometric on", () => {
    const sessions = [
      { id: uuid(60), status: "active", expires_at: cutOff + 1 },
      { id: uuid(61), status: "active", expires_at: cutOff },
      { id: uuid(62), status: "revoked", expires_at: cutOff + 1 }
    ]
    assertEquals(verdictsOn("user_sessions", sessions), ["sign_in_again", "session_over", "session_over"])
    assertEquals(verdictsOn("biometric_registrations", [{ id: uuid(70) }]), ["register_again"])
  })
})

describe("subscriptions", () => {
  const at = (n: number, row: RawRow) => subscriptionRow({ id: uuid(n), external_subscription_id: `s${n}`, ...row })
  const future = cutOff + 30 * day
  const stories: ReadonlyArray<readonly [what: string, rows: ReadonlyArray<RawRow>, current: string, tier: string]> = [
    [
      "two active ones: what lasts longest",
      [at(41, { end_date: future }), at(42, { end_date: future + 1 })],
      uuid(42),
      "premium"
    ],
    [
      "a cancelled one that runs before a newer pending one",
      [
        at(41, { subscription_status: "pending", created_at: updated }),
        at(42, { subscription_status: "cancelled", end_date: future })
      ],
      uuid(42),
      "premium"
    ],
    [
      "an active one before a cancelled one that runs longer",
      [at(41, { end_date: future }), at(42, { subscription_status: "cancelled", end_date: future + day })],
      uuid(41),
      "premium"
    ],
    [
      "the newest of those that are over",
      [
        at(41, { subscription_status: "expired", created_at: created, end_date: updated }),
        at(42, { subscription_status: "expired", created_at: updated, end_date: updated + 1 })
      ],
      uuid(42),
      "free"
    ]
  ]

  it.each(stories)("count as one: %s", (_, rows, current, tier) => {
    const { archived, draft, verdicts } = moved(personWith({ subscriptions: rows }))
    assertEquals(draft.subscription.id, current)
    assertEquals(UsageRules.tierAt(draft.subscription, overview.asOf), tier)
    assertEquals(
      archived.map(({ id }) => id),
      rows.map(({ id }) => String(id)).filter((id) => id !== current)
    )
    assertEquals(verdicts.filter(({ verdict }) => verdict === "archived").length, rows.length - 1)
  })

  it("of a store that the new system does not know are told, and the person is free", () => {
    const rows = [subscriptionRow({ provider: "stripe" })]
    assertEquals(verdictsOn("subscriptions", rows), ["provider_unsupported"])
    assertEquals(moved(personWith({ subscriptions: rows })).draft.subscription.tier, "free")
  })
})

describe("payments", () => {
  const subscriptions = [subscriptionRow(), subscriptionRow({ id: uuid(41), provider: "stripe" })]
  const amounts: ReadonlyArray<readonly [amount: string, currency: string, minor: number]> = [
    ["9.99", "USD", 999],
    ["99999999.99", "USD", 9_999_999_999],
    ["1200.00", "JPY", 1200],
    ["3.25", "KWD", 3250],
    ["-0.05", "EUR", -5]
  ]

  it.each(amounts)("of %s %s are exact", (amount, currency, minor) => {
    const { payments } = moved(personWith({ subscriptions, payments: [paymentRow({ amount, currency })] }))
    assertEquals(
      payments.map((one) => [one.amountMinor, String(one.currency)]),
      [[minor, currency]]
    )
  })

  const kinds: ReadonlyArray<readonly [status: string, kind: string]> = [
    ["pending", "charge"],
    ["completed", "charge"],
    ["failed", "charge"],
    ["refunded", "refund"],
    ["disputed", "dispute"]
  ]

  it.each(kinds)("that are %s are a %s", (payment_status, kind) => {
    const { payments } = moved(
      personWith({ subscriptions, payments: [paymentRow({ payment_status, processed_at: null })] })
    )
    assertEquals(
      payments.map((one) => [one.status, one.kind, one.method, millis(one.processedAt)]),
      [[payment_status, kind, "app_store", created]]
    )
  })

  const refused: ReadonlyArray<readonly [what: string, row: RawRow, verdict: Verdict]> = [
    ["a currency of two letters and a blank", { currency: "EU " }, "currency_unfit"],
    ["a transaction of 201 characters", { provider_transaction_id: "t".repeat(201) }, "transaction_id_unfit"],
    ["a store that is unknown", { subscription_id: uuid(41) }, "provider_unsupported"],
    ["a subscription of somebody else", { subscription_id: uuid(49) }, "payment_foreign"],
    ["an amount that is none", { amount: "1e3" }, "row_unfit"]
  ]

  it.each(refused)("with %s are told", (_, row, verdict) => {
    assertEquals(verdictsOn("payments", [paymentRow(row)], { subscriptions }), [verdict])
  })

  it("are recorded once per transaction, and not at all if rows contradict each other", () => {
    const same = [paymentRow({ id: uuid(52), processed_at: updated + 1 }), paymentRow({ id: uuid(51) })]
    assertEquals(verdictsOn("payments", same, { subscriptions }), ["same_payment", "migrated"])
    const other = [paymentRow({ id: uuid(52), amount: "1.00" }), paymentRow({ id: uuid(51) })]
    assertEquals(verdictsOn("payments", other, { subscriptions }), [
      "transaction_contradicted",
      "transaction_contradicted"
    ])
    const refund = [paymentRow({ id: uuid(52), payment_status: "refunded" }), paymentRow({ id: uuid(51) })]
    assertEquals(verdictsOn("payments", refund, { subscriptions }), ["migrated", "migrated"])
  })

  it("whose transaction several people claim are nobody's until somebody says whose", () => {
    const { payments, verdicts } = moved(personWith({ subscriptions, payments: [paymentRow()] }), {
      sharedTransactions: new Set([uuid(50)])
    })
    assertEquals(
      [payments.length, verdicts.find(({ table }) => table === "payments")?.verdict],
      [0, "transaction_shared"]
    )
  })
})

it("gives every row exactly one verdict, which is a fault or on purpose but never both", () => {
  const person = personWith({
    consent_records: [consentRow(), consentRow({ id: uuid(21), consent_type: "nonsense" })],
    user_devices: [deviceRow(), deviceRow({ id: uuid(31), status: "nonsense" })],
    subscriptions: [subscriptionRow(), subscriptionRow({ id: uuid(41) })],
    payments: [paymentRow(), paymentRow({ id: uuid(51) }), paymentRow({ id: uuid(52), amount: null })],
    processing_jobs: [
      { id: uuid(80), created_at: created },
      { id: uuid(81), created_at: null }
    ],
    processing_job_events: [{ id: uuid(90), created_at: created }]
  })
  const { verdicts } = moved(person)
  const ids = Object.values(person.rows).flatMap((rows) => rows.map(({ id }) => String(id)))
  assertEquals(verdicts.map(({ id }) => id).toSorted(), ids.toSorted())
  for (const { verdict } of verdicts) assertTrue(!(isFault(verdict) && isOmission(verdict)))
})
