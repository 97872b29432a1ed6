import { type ReadRow, UnreadableRow } from "@serenya/domain/audit/TableChange"
import { Consent } from "@serenya/domain/consents/Consent"
import { JobId, makeJobId } from "@serenya/domain/jobs/JobId"
import { maxAttempts } from "@serenya/domain/jobs/JobRules"
import { JobStore } from "@serenya/domain/jobs/JobStore"
import { MemoryUploads } from "@serenya/domain/jobs/MemoryDocumentVault"
import { Currency } from "@serenya/domain/subscriptions/Money"
import type { Payment } from "@serenya/domain/subscriptions/Payment"
import { TransactionId } from "@serenya/domain/subscriptions/Purchase"
import type { Subscription } from "@serenya/domain/subscriptions/Subscription"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import { User } from "@serenya/domain/users/User"
import type { UserId } from "@serenya/domain/users/UserId"
import * as UserRules from "@serenya/domain/users/UserRules"
import { DateTime, Effect, Option, Result } from "effect"

const isUser = (image: unknown): image is User => image instanceof User
const isPayment = (image: unknown): image is Payment => typeof image === "object" && image !== null && "kind" in image

/** Images are users and payments themselves: what rows look like is another test's. */
export const read: ReadRow = ({ after, before }) => {
  const image = after ?? before
  if (isUser(image)) {
    return Result.succeed({
      _tag: "User",
      subject: image.id,
      before: Option.liftPredicate(isUser)(before),
      after: Option.liftPredicate(isUser)(after)
    })
  }
  return isPayment(image)
    ? Result.succeed({ _tag: "Payment", subject: JobFixtures.userId, before: Option.none(), after: Option.some(image) })
    : Result.fail(new UnreadableRow({ reason: "does_not_fit" }))
}

const recordOf = (before: unknown, after: unknown, n: number) => ({
  eventID: n.toString(16).padStart(32, "0"),
  eventName: before === undefined ? "INSERT" : "MODIFY",
  dynamodb: {
    ApproximateCreationDateTime: 1_772_357_400,
    Keys: { PK: { S: `USER#${n}` }, SK: { S: "PROFILE" } },
    ...(before !== undefined && { OldImage: before }),
    ...(after !== undefined && { NewImage: after }),
    SequenceNumber: String(n).padStart(21, "1")
  }
})

const later = DateTime.add(Fixtures.at, { months: 1, days: 1 })

const payment = (kind: Payment["kind"], currency = "EUR"): Payment => ({
  id: "f1f1f1f1-0000-7000-8000-000000000001",
  subscriptionId: Fixtures.subscription.id,
  kind,
  amountMinor: 999,
  currency: Currency.make(currency),
  status: "completed",
  provider: "apple",
  transactionId: TransactionId.make(`t-${kind}-${currency}`),
  method: "app_store",
  processedAt: Fixtures.at
})

/** One write of each kind that business asks about. */
export const records = Effect.cached(
  Effect.gen(function* () {
    const user = yield* Fixtures.user
    const having = (subscription: Partial<Subscription>, from: User = user) =>
      UserRules.change(from, { subscription: { ...from.subscription, ...subscription } }, later)
    const paid = having({ tier: "premium", provider: "apple", autoRenew: true, endDate: later })
    const reservations = { [makeJobId("result", user.id, later, "r".repeat(22))]: later }
    const { at, method, origin, version } = user.consents.privacy_policy
    const withdrawn = Consent.cases.Withdrawn.make({ version, at, method, origin, withdrawnAt: later })
    const writes: ReadonlyArray<readonly [before: unknown, after: unknown]> = [
      [undefined, user],
      [user, UserRules.change(user, { lastLoginAt: later }, later)],
      [user, UserRules.change(user, { consents: { ...user.consents, privacy_policy: withdrawn } }, later)],
      [user, having({ usage: { ...user.subscription.usage, reservations } })],
      [user, paid],
      [user, having({ tier: "family", provider: "apple", endDate: later })],
      [paid, having({ endDate: DateTime.add(later, { months: 1 }) }, paid)],
      [paid, having({ autoRenew: false, status: "cancelled" }, paid)],
      [paid, having({ status: "expired" }, paid)],
      [user, UserRules.tombstone(user, later)],
      ...(["charge", "refund", "dispute", "refund_reversal"] as const).map(
        (kind) => [undefined, payment(kind)] as const
      ),
      ...["CHF", "GBP", "USD"].map((currency) => [undefined, payment("charge", currency)] as const)
    ]
    return writes.map(([before, after], n) => recordOf(before, after, n + 1))
  })
).pipe(Effect.runSync)

export const poison = Effect.succeed(recordOf(undefined, "poison", 999))

const plantedAt = Effect.fnUntraced(function* (userId: UserId, at: DateTime.Utc, random: string) {
  const jobId = makeJobId("result", userId, at, random.repeat(22))
  yield* (yield* MemoryUploads).plant(jobId, { fileType: "pdf", bytes: Uint8Array.of(1, 2, 3) })
  return jobId
})

/** A document of this person that no reader can read. */
export const planted = (userId: UserId) => Effect.flatMap(DateTime.now, (now) => plantedAt(userId, now, "p"))

/** One whose job began longer ago than a job may take. */
export const late = (userId: UserId) =>
  Effect.flatMap(DateTime.now, (now) => plantedAt(userId, DateTime.subtract(now, { hours: 2 }), "l"))

/** Workers took this job as often as they may, and none came back. */
export const claimedInVain = Effect.fnUntraced(function* (text: string) {
  const jobId = JobId.make(text)
  const past = DateTime.subtract(yield* DateTime.now, { minutes: 1 })
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    yield* (yield* JobStore).claim(jobId, past, DateTime.subtract(past, { seconds: 1 }))
  }
})
