import { DateTime, Effect, Layer } from "effect"
import { TestClock } from "effect/testing"
import * as MemoryAuditTrail from "../../src/audit/MemoryAuditTrail.ts"
import { Biometrics } from "../../src/biometrics/Biometrics.ts"
import { Chats } from "../../src/chat/Chats.ts"
import { Consents } from "../../src/consents/Consents.ts"
import { IdempotentCalls } from "../../src/idempotency/IdempotentCalls.ts"
import { Accounts } from "../../src/identity/Accounts.ts"
import { LinkedIdentities } from "../../src/identity/LinkedIdentities.ts"
import { ProviderEvents } from "../../src/identity/ProviderEvents.ts"
import type { AnnouncedDocument } from "../../src/jobs/DocumentVault.ts"
import { JobRecords } from "../../src/jobs/JobRecords.ts"
import { Jobs } from "../../src/jobs/Jobs.ts"
import { JobSweeps } from "../../src/jobs/JobSweeps.ts"
import { Replays } from "../../src/jobs/Replays.ts"
import { Retries } from "../../src/jobs/Retries.ts"
import { Uploads } from "../../src/jobs/Uploads.ts"
import * as MemoryOperatorIdentity from "../../src/operators/MemoryOperatorIdentity.ts"
import { Warrants } from "../../src/operators/Warrants.ts"
import { Erasures } from "../../src/privacy/Erasures.ts"
import { DoctorReports } from "../../src/report/DoctorReports.ts"
import { Admissions } from "../../src/sessions/Admissions.ts"
import { Devices } from "../../src/sessions/Devices.ts"
import { SessionOpening } from "../../src/sessions/SessionOpening.ts"
import { Sessions } from "../../src/sessions/Sessions.ts"
import { Grants } from "../../src/subscriptions/Grants.ts"
import { Payments } from "../../src/subscriptions/Payments.ts"
import { Purchases } from "../../src/subscriptions/Purchases.ts"
import { Reconciliation } from "../../src/subscriptions/Reconciliation.ts"
import { StoreNotifications } from "../../src/subscriptions/StoreNotifications.ts"
import { Subscriptions } from "../../src/subscriptions/Subscriptions.ts"
import type { User } from "../../src/users/User.ts"
import type { UserId } from "../../src/users/UserId.ts"
import { Users } from "../../src/users/Users.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import { counted } from "../../testing/Counting.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"

export { agreed, callerOf, claimFor, newcomer, onboardWith, signInWith } from "../../testing/People.ts"

const everyday = Layer.mergeAll(
  Accounts.layer,
  LinkedIdentities.layer,
  Biometrics.layer,
  Devices.layer,
  ProviderEvents.layer,
  Sessions.layer,
  Admissions.layer,
  Consents.layer,
  Uploads.layer,
  Jobs.layer,
  Subscriptions.layer,
  Payments.layer,
  Purchases.layer,
  StoreNotifications.layer,
  Reconciliation.layer,
  Erasures.layer,
  Retries.layer,
  DoctorReports.layer,
  Chats.layer,
  IdempotentCalls.layer
).pipe(Layer.provideMerge(Layer.mergeAll(Users.layer, SessionOpening.layer, JobRecords.layer)))

/** What operators do, told to a trail in memory. */
const operating = Layer.mergeAll(Grants.layer, Replays.layer, JobSweeps.layer).pipe(
  Layer.provideMerge(Warrants.layer),
  Layer.provideMerge(Layer.merge(MemoryAuditTrail.layer, MemoryOperatorIdentity.layer))
)

/** Every service, over whatever ports there are. */
export const services = operating.pipe(Layer.provideMerge(everyday))

/** Services over counted ports: fresh for whom it is provided to. */
export const layer = services.pipe(Layer.provideMerge(counted(MemoryPorts.layer)))

/** A test over a world of its own, which begins when all fixtures happened. */
export const story =
  <A, E>(tell: () => Effect.Effect<A, E, Layer.Success<typeof layer>>) =>
  () =>
    TestClock.setTime(Fixtures.at.epochMilliseconds).pipe(Effect.andThen(tell()), Effect.provide(layer))

/** Writes past every rule what no use case can yet do, such as a suspension or a purchase. */
export const alter = Effect.fnUntraced(function* (userId: UserId, fields: Fixtures.UserFields) {
  const store = yield* UserStore
  const user = yield* Effect.fromOption(yield* store.find(userId))
  yield* store.save(Fixtures.changed(user, fields))
})

/** The user as it would be written next, with nothing changed. */
export const nextOf = (user: User): User => Fixtures.changed(user, {})

export const document: AnnouncedDocument = {
  fileType: "pdf",
  size: 1234,
  checksumSha256: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
}

export const after = (parts: Partial<DateTime.DateTime.PartsForMath>) => DateTime.add(Fixtures.at, parts)
