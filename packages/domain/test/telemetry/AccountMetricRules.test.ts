import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Effect, Option } from "effect"
import type { ChangeType } from "../../src/audit/AuditEvent.ts"
import type { RowChange } from "../../src/audit/TableChange.ts"
import { Consent } from "../../src/consents/Consent.ts"
import { TextVersion } from "../../src/consents/Consent.ts"
import { makeJobId } from "../../src/jobs/JobId.ts"
import { Currency } from "../../src/subscriptions/Money.ts"
import type { Payment } from "../../src/subscriptions/Payment.ts"
import { TransactionId } from "../../src/subscriptions/Purchase.ts"
import type { Subscription } from "../../src/subscriptions/Subscription.ts"
import { measurementsOf } from "../../src/telemetry/AccountMetricRules.ts"
import { type Measurement, measurement } from "../../src/telemetry/Meter.ts"
import type { User } from "../../src/users/User.ts"
import * as UserRules from "../../src/users/UserRules.ts"
import * as Fixtures from "../../testing/Fixtures.ts"

const after = (span: Parameters<typeof DateTime.add>[1]) => DateTime.add(Fixtures.at, span)

const rowOf = (before: User | undefined, after: User | undefined): RowChange => ({
  _tag: "User",
  subject: (after ?? before ?? never()).id,
  before: Option.fromUndefinedOr(before),
  after: Option.fromUndefinedOr(after)
})

const never = (): never => {
  throw new Error("a write has a row before or after it")
}

const counted = (type: ChangeType, before: User | undefined, is: User | undefined): ReadonlyArray<string> =>
  measurementsOf(type, rowOf(before, is)).map(shown)

const shown = ({ dimensions, name, value }: Measurement) => [name, ...Object.values(dimensions), value].join(" ")

const seen = (user: User, lastActivityAt: DateTime.Utc) =>
  Fixtures.changed(user, { session: Option.map(user.session, (session) => ({ ...session, lastActivityAt })) })

const paying = (fields: Partial<Subscription> = {}): Subscription => ({
  ...Fixtures.subscription,
  tier: "premium",
  provider: "apple",
  endDate: after({ months: 1 }),
  autoRenew: true,
  ...fields
})

describe("what a write counts as", () => {
  it.effect(
    "is an onboarding, the five answers and the first activity, each by its own event, where somebody signs up",
    () =>
      Effect.gen(function* () {
        const user = yield* Fixtures.user
        assertEquals(counted("user-registration", undefined, user), ["Onboardings 1"])
        assertEquals(
          counted("consent-change", undefined, user),
          Array.from({ length: 5 }, () => "ConsentsGiven 1")
        )
        assertEquals(counted("session-activity", undefined, user), ["DailyActivePeople 1", "MonthlyActivePeople 1"])
        assertEquals(counted("subscription-change", undefined, user), [])
        assertEquals(counted("device-change", undefined, user), [])
      })
  )

  it.effect(
    "is one active person a day and a month, however often they call, and whatever became of their session",
    () =>
      Effect.gen(function* () {
        const user = yield* Fixtures.user
        assertEquals(counted("session-activity", user, seen(user, after({ hours: 3 }))), [])
        assertEquals(counted("session-activity", user, seen(user, after({ days: 1 }))), ["DailyActivePeople 1"])
        assertEquals(counted("session-activity", user, seen(user, after({ months: 1 }))), [
          "DailyActivePeople 1",
          "MonthlyActivePeople 1"
        ])
        const signedOut = Fixtures.changed(seen(user, after({ days: 1 })), { session: Option.none() })
        const again = Fixtures.changed(signedOut, { lastLoginAt: after({ days: 1, hours: 1 }) })
        assertEquals(
          counted("session-activity", Fixtures.changed(signedOut, { lastLoginAt: after({ days: 1 }) }), again),
          []
        )
      })
  )

  it.effect("is an answer where one was given, given to a newer text, or taken back, and none where it stayed", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const { at, method, origin, version } = user.consents.privacy_policy
      const answered = (consent: Consent) =>
        Fixtures.changed(user, { consents: { ...user.consents, privacy_policy: consent } })
      const withdrawn = answered(Consent.cases.Withdrawn.make({ version, at, method, origin, withdrawnAt: at }))
      const newer = answered(Consent.cases.Given.make({ version: TextVersion.make("9.0"), at, method, origin }))
      assertEquals(counted("consent-change", user, withdrawn), ["ConsentsWithdrawn 1"])
      assertEquals(counted("consent-change", withdrawn, withdrawn), [])
      assertEquals(counted("consent-change", withdrawn, user), ["ConsentsGiven 1"])
      assertEquals(counted("consent-change", user, newer), ["ConsentsGiven 1"])
      assertEquals(counted("consent-change", user, user), [])
    })
  )

  it.effect("is a granted upload in the write that reserves its document, and none where a job is started again", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const now = after({ hours: 1 })
      const reserved = (createdAt: DateTime.Utc) => {
        const usage = {
          ...user.subscription.usage,
          reservations: { [makeJobId("result", user.id, createdAt, "r".repeat(22))]: now }
        }
        return UserRules.change(user, { subscription: { ...user.subscription, usage } }, now)
      }
      assertEquals(counted("subscription-change", user, reserved(now)), ["UploadsGranted 1"])
      assertEquals(counted("subscription-change", reserved(now), reserved(now)), [])
      assertEquals(counted("subscription-change", user, reserved(Fixtures.at)), [])
      assertEquals(counted("subscription-change", reserved(now), user), [])
    })
  )

  it.effect("is paid time that begins, goes on, changes its tier, will not go on, is over, and begins again", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const having = (subscription: Subscription) => Fixtures.changed(user, { subscription })
      const told = (before: User, is: User) => counted("subscription-change", before, is)
      const paid = having(paying())
      const next = { endDate: after({ months: 2 }) }
      assertEquals(told(user, paid), ["Purchases premium 1"])
      assertEquals(told(paid, paid), [])
      assertEquals(told(paid, having(paying(next))), ["Renewals premium 1"])
      assertEquals(told(paid, having(paying({ ...next, tier: "family" }))), ["Purchases family 1"])
      const cancelled = having(paying({ autoRenew: false, status: "cancelled" }))
      assertEquals(told(paid, cancelled), ["RenewalsCancelled 1"])
      const over = having(paying({ autoRenew: false, status: "expired" }))
      assertEquals(told(cancelled, over), ["SubscriptionsEnded 1"])
      assertEquals(told(over, having(paying(next))), ["Purchases premium 1"])
      assertEquals(told(over, over), [])
      assertEquals(told(user, having(paying({ status: "pending" }))), [])
      const given = having(paying({ provider: "system" }))
      assertEquals(told(user, given), [])
      assertEquals(told(given, paid), ["Purchases premium 1"])
    })
  )

  it.effect("is an erasure at its first mark, and nothing more when the row goes", () =>
    Effect.gen(function* () {
      const user = yield* Fixtures.user
      const marked = UserRules.tombstone(user, after({ hours: 1 }))
      assertEquals(counted("account-erasure", user, marked), ["Erasures 1"])
      assertEquals(counted("account-erasure", marked, marked), [])
      assertEquals(counted("account-erasure", marked, undefined), [])
    })
  )
})

describe("what a payment counts as", () => {
  const payment = (kind: Payment["kind"], currency: string): Payment => ({
    id: "f1f1f1f1-0000-7000-8000-000000000001",
    subscriptionId: Fixtures.subscription.id,
    kind,
    amountMinor: 999,
    currency: Currency.make(currency),
    status: "completed",
    provider: "apple",
    transactionId: TransactionId.make("t-1"),
    method: "app_store",
    processedAt: Fixtures.at
  })
  const told = (before: Option.Option<Payment>, is: Option.Option<Payment>) =>
    Effect.map(Fixtures.userId, (subject) => measurementsOf("payment", { _tag: "Payment", subject, before, after: is }))

  it.effect("is money that came, or went back, in the currencies that are summed", () =>
    Effect.gen(function* () {
      for (const [kind, amount] of [
        ["charge", 999],
        ["refund", -999],
        ["dispute", -999],
        ["refund_reversal", 999]
      ] as const) {
        assertEquals(yield* told(Option.none(), Option.some(payment(kind, "EUR"))), [
          measurement("Payments", { payment_kind: kind }),
          measurement("Revenue", { currency: "EUR" }, amount)
        ])
      }
      assertEquals(yield* told(Option.none(), Option.some(payment("charge", "JPY"))), [
        measurement("Payments", { payment_kind: "charge" })
      ])
    })
  )

  it.effect("is nothing where a payment goes with its person", () =>
    Effect.gen(function* () {
      assertEquals(yield* told(Option.some(payment("charge", "EUR")), Option.none()), [])
    })
  )
})
