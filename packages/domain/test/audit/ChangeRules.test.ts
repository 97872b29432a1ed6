import { assert, describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Effect, Option, Redacted, Schema } from "effect"
import { AuditEventId, AuditEventText, type Change } from "../../src/audit/AuditEvent.ts"
import * as ChangeRules from "../../src/audit/ChangeRules.ts"
import type { Telling } from "../../src/audit/Telling.ts"
import { Challenge, DevicePublicKey } from "../../src/biometrics/Biometric.ts"
import { Consent } from "../../src/consents/Consent.ts"
import { Subject } from "../../src/identity/Identity.ts"
import { WrappedKey } from "../../src/keys/DataKeys.ts"
import { type Device, DeviceId } from "../../src/sessions/Device.ts"
import { RefreshTokenHash, SealedPair } from "../../src/sessions/RefreshToken.ts"
import * as SessionRules from "../../src/sessions/SessionRules.ts"
import { Currency } from "../../src/subscriptions/Money.ts"
import type { Payment } from "../../src/subscriptions/Payment.ts"
import { TransactionId } from "../../src/subscriptions/Purchase.ts"
import { EmailKey } from "../../src/users/EmailAddress.ts"
import { Sealed } from "../../src/users/Person.ts"
import type { User } from "../../src/users/User.ts"
import * as UserRules from "../../src/users/UserRules.ts"
import * as Fixtures from "../../testing/Fixtures.ts"

const later = DateTime.add(Fixtures.at, { hours: 1 })

const writeTo = (user: User): ChangeRules.Write => ({
  id: AuditEventId.make("f07f8ca4b0b26cb9c4e5e77e69f274ee"),
  at: later,
  by: "service",
  subject: user.id
})

const changes = (before: User, after: User) =>
  ChangeRules.userChanges(writeTo(before), Option.some(before), Option.some(after))

const registration = (user: User) => ChangeRules.userChanges(writeTo(user), Option.none(), Option.some(user))

const only = (events: ReadonlyArray<Change>): Change => {
  assert.strictEqual(events.length, 1)
  return events[0] ?? assert.fail("no event")
}

const text = Schema.encodeSync(AuditEventText)

describe("userChanges", () => {
  it.effect("tells a withdrawn consent by its five words, and of nothing else", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const { at, method, origin, version } = user.consents.medical_disclaimer
      const withdrawn = Consent.cases.Withdrawn.make({ version, at, method, origin, withdrawnAt: later })
      const after = UserRules.change(user, { consents: { ...user.consents, medical_disclaimer: withdrawn } }, later)
      assertEquals(only(changes(user, after)), {
        format: 1,
        ...writeTo(user),
        type: "consent-change",
        action: "changed",
        version: 2,
        fields: [
          { name: "consents.medical_disclaimer", before: "Given", after: "Withdrawn" },
          { name: "consents.medical_disclaimer.withdrawn_at", after: "2026-03-01T10:30:00.123Z" }
        ]
      })
    })
  )

  it.effect("leaves one event for each kind of change of one write, all with its id", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const device: Device = { ...Fixtures.device, deviceId: DeviceId.make("device-2"), platform: "android" }
      const session = Option.some(yield* Fixtures.session)
      const events = changes(user, UserRules.change(user, { device: Option.some(device), session }, later))
      assertEquals(events.map(({ type }) => type).toSorted(), ["device-change", "session-activity"])
      assertEquals(new Set(events.map(({ id, version }) => `${id} ${version}`)).size, 1)
      assertEquals(events.find(({ type }) => type === "device-change")?.fields, [
        { name: "device.device_id" },
        { name: "device.platform", before: "ios", after: "android" }
      ])
    })
  )

  it.effect("tells a registration, and with it the first answers, session, device and subscription", () =>
    Effect.gen(function* () {
      const events = registration(yield* Fixtures.user)
      assertEquals(events.map(({ action, type }) => `${type} ${action}`).toSorted(), [
        "consent-change created",
        "device-change created",
        "session-activity created",
        "subscription-change created",
        "user-registration created"
      ])
    })
  )

  it.effect("tells the tombstone as the beginning of an erasure, and that the session ended", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const events = changes(user, UserRules.tombstone(user, later))
      assertEquals(
        events.map(({ fields, type }) => [type, fields]),
        [
          ["account-erasure", [{ name: "status", before: "active", after: "deleted" }]],
          ["session-activity", [{ name: "session.status", before: "active", after: "revoked" }]]
        ]
      )
    })
  )

  it.effect("tells of who is gone that they are, and nothing that was held about them", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const write: ChangeRules.Write = { ...writeTo(user), by: "expiry" }
      assertEquals(only(ChangeRules.userChanges(write, Option.some(user), Option.none())), {
        format: 1,
        ...write,
        type: "account-erasure",
        action: "removed",
        version: 1,
        fields: []
      })
    })
  )

  it.effect("tells of a write of which nothing is to be told, so that no version is missing", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const event = only(changes(user, UserRules.change(user, {}, later)))
      assertEquals([event.type, event.version, event.fields], ["profile-update", 2, []])
    })
  )

  it.effect("names what is personal or secret, before and after, and never tells it", () =>
    Effect.gen(function* () {
      const before = yield* secretive("1")
      const after = Fixtures.changed(yield* secretive("2"), { id: before.id, version: 2 })
      const events = [...registration(before), ...changes(before, after), ...paymentOf("CANARY-1", before)]
      const told = events.map((event) => text(event)).join("\n")
      assert.notMatch(told, /CANARY|C4N4RY|[12]{20}|203\.0\.113/)
      const names = new Set(changes(before, after).flatMap(({ fields }) => fields.map(({ name }) => name)))
      for (const name of namedOnly) assert.isTrue(names.has(name), name)
    })
  )
})

describe("paymentChanges", () => {
  it.effect("tells what was paid, and not by which transaction", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const event = only(paymentOf("order-1", user))
      assertEquals([event.type, event.action], ["payment", "created"])
      assertEquals(
        event.fields.filter(({ name }) => ["amount_minor", "currency", "transaction_id"].includes(name)),
        [{ name: "amount_minor", after: 999 }, { name: "currency", after: "USD" }, { name: "transaction_id" }]
      )
    })
  )
})

describe("a telling", () => {
  it("does not compile where a field is left out, or where a secret or a record would be told", () => {
    interface Row {
      readonly plain: string
      readonly secret: Redacted.Redacted
      readonly record: { readonly inner: number }
    }
    const whole = { plain: "told", secret: "named", record: { inner: "told" } } as const satisfies Telling<Row>
    // @ts-expect-error a field is left out
    const incomplete = { plain: "told", secret: "named" } as const satisfies Telling<Row>
    // @ts-expect-error a Redacted is never told
    const leaking = { ...whole, secret: "told" } as const satisfies Telling<Row>
    // @ts-expect-error a record is told part by part
    const coarse = { ...whole, record: "told" } as const satisfies Telling<Row>
    assert.strictEqual([whole, incomplete, leaking, coarse].length, 4)
  })
})

/** Named where they change, with no value. */
const namedOnly = [
  "person.email",
  "person.name",
  "person.given_name",
  "person.family_name",
  "subscription.external_id",
  "device.device_id",
  "device.model",
  "device.name",
  "device.public_key",
  "session.refresh_token_hash",
  "session.rotation",
  "biometric.device_id",
  "biometric.public_key",
  "biometric.challenge"
]

/** Somebody of whom everything that must not be told is marked. */
const secretive = Effect.fnUntraced(function* (mark: string) {
  const canary = `CANARY-${mark}`
  const origin = { ip: Redacted.make(`203.0.113.${mark}`), userAgent: Redacted.make(canary) }
  const session = SessionRules.rotate(
    SessionRules.begin((yield* Fixtures.session).id, RefreshTokenHash.make(mark.repeat(43)), origin, Fixtures.at),
    RefreshTokenHash.make(`C4N4RY${mark}`.padEnd(43, mark)),
    SealedPair.make(`C4N4RY${mark}==`),
    Fixtures.at
  )
  const user = yield* Fixtures.userWith({
    identities: [{ provider: "google", subject: Subject.make(canary) }],
    emailKey: EmailKey.make(mark.repeat(64)),
    person: {
      dataKey: WrappedKey.make(`C4N4RY${mark}==`),
      email: Sealed.make(canary),
      name: Sealed.make(canary),
      givenName: Sealed.make(canary),
      familyName: Sealed.make(canary)
    },
    createdFrom: origin,
    session: Option.some(session),
    device: Option.some({
      ...Fixtures.device,
      deviceId: DeviceId.make(canary),
      model: Redacted.make(canary),
      name: Redacted.make(canary),
      publicKey: canary,
      registeredFrom: origin
    }),
    biometric: Option.some({
      ...Fixtures.biometric,
      deviceId: DeviceId.make(canary),
      publicKey: DevicePublicKey.make(`${mark.repeat(121)}A==`),
      challenge: Option.some({ value: Challenge.make(mark.repeat(43)), expiresAt: Fixtures.at }),
      registeredFrom: origin
    })
  })
  const given = { ...user.consents.privacy_policy, origin }
  return Fixtures.changed(user, {
    version: 1,
    consents: { ...user.consents, privacy_policy: given },
    subscription: { ...user.subscription, externalId: canary }
  })
})

const paymentOf = (transactionId: string, user: User): ReadonlyArray<Change> => {
  const payment: Payment = {
    id: "019845e1-682f-7b02-a706-3b2422d13aec",
    subscriptionId: user.subscription.id,
    kind: "charge",
    amountMinor: 999,
    currency: Currency.make("USD"),
    status: "completed",
    provider: "google",
    transactionId: TransactionId.make(transactionId),
    method: "google_play",
    processedAt: Fixtures.at
  }
  return ChangeRules.paymentChanges(writeTo(user), Option.none(), Option.some(payment))
}
