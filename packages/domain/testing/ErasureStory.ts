import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Context, DateTime, Deferred, Effect, Exit, Fiber, Layer, Option, Redacted, Stream } from "effect"
import { DocumentReader } from "../src/analysis/DocumentReader.ts"
import type { Findings } from "../src/analysis/Findings.ts"
import { ReportAnalyst } from "../src/analysis/ReportAnalyst.ts"
import { noContext } from "../src/chat/ChatContext.ts"
import { Chats } from "../src/chat/Chats.ts"
import { ContentId } from "../src/chat/ContentId.ts"
import * as OfflineChatCompanion from "../src/chat/OfflineChatCompanion.ts"
import { currentVersions } from "../src/consents/ConsentTexts.ts"
import { Accounts, type Onboarding } from "../src/identity/Accounts.ts"
import * as MemoryIdentityVerifier from "../src/identity/MemoryIdentityVerifier.ts"
import { VerifiedIdentity } from "../src/identity/VerifiedIdentity.ts"
import { DocumentVault } from "../src/jobs/DocumentVault.ts"
import type { JobId } from "../src/jobs/JobId.ts"
import * as JobRun from "../src/jobs/JobRun.ts"
import { JobStore } from "../src/jobs/JobStore.ts"
import { MemoryUploads } from "../src/jobs/MemoryDocumentVault.ts"
import { Uploads } from "../src/jobs/Uploads.ts"
import { ErasureLedger } from "../src/privacy/ErasureLedger.ts"
import { ErasureOrder } from "../src/privacy/ErasureOrder.ts"
import { Erasures } from "../src/privacy/Erasures.ts"
import { claimedBy } from "../src/sessions/RefreshToken.ts"
import { SessionOpening } from "../src/sessions/SessionOpening.ts"
import { Sessions } from "../src/sessions/Sessions.ts"
import * as MemoryStorefronts from "../src/subscriptions/MemoryStorefronts.ts"
import { MemoryLedgerRows } from "../src/subscriptions/MemorySubscriptionLedger.ts"
import { Purchases } from "../src/subscriptions/Purchases.ts"
import { StoreMessage, StoreNotification, NotificationId } from "../src/subscriptions/StoreNotification.ts"
import { StoreNotifications } from "../src/subscriptions/StoreNotifications.ts"
import { StoreProof } from "../src/subscriptions/StoreProof.ts"
import type { User } from "../src/users/User.ts"
import { UserDirectory } from "../src/users/UserDirectory.ts"
import { UserStore } from "../src/users/UserStore.ts"
import { type FaultPlan, worker } from "./FaultPlan.ts"
import * as Fixtures from "./Fixtures.ts"
import * as JobFixtures from "./JobFixtures.ts"
import type * as MemoryPorts from "./MemoryPorts.ts"
import * as PurchaseFixtures from "./PurchaseFixtures.ts"

/** Everything that is stored about anybody beside objects: each row as text. */
export class Rows extends Context.Service<Rows, { readonly all: Effect.Effect<ReadonlyArray<string>> }>()(
  "@serenya/domain/testing/ErasureStory/Rows"
) {}

/** The rows of a world in memory: its users, and what they bought. */
export const memoryRows = Layer.effect(
  Rows,
  Effect.gen(function* () {
    const { registered } = yield* UserDirectory
    const ledger = yield* MemoryLedgerRows
    const users = Effect.map(Effect.orDie(Stream.runCollect(registered)), (all) =>
      all.map((user) => JSON.stringify(user))
    )
    return Rows.of({ all: Effect.zipWith(users, ledger.all, (left, right) => [...left, ...right]) })
  })
)

export type Ports = Layer.Success<typeof MemoryPorts.layer> | Rows

const services = Layer.mergeAll(
  Accounts.layer,
  Sessions.layer,
  Uploads.layer,
  Purchases.layer,
  StoreNotifications.layer,
  Erasures.layer,
  Chats.layer
).pipe(Layer.provide(SessionOpening.layer))

/** A request to a fresh process, with the calls it made. None: the process crashed, and nobody answered. */
const request = <A, E>(use: Effect.Effect<A, E, Layer.Success<typeof services>>, plan?: FaultPlan) =>
  Effect.gen(function* () {
    const process = worker(yield* Effect.context<Ports>(), plan)
    const answer = yield* process.work(Effect.provide(use, services, { local: true }))
    return { answer, calls: process.calls.length }
  })

/** What a request comes to that nothing disturbs. */
const answered = <A, E>(use: Effect.Effect<A, E, Layer.Success<typeof services>>) =>
  Effect.flatMap(request(use), ({ answer }) => Effect.flatten(Effect.fromOption(answer)))

const findings: Findings = { language: "en", title: "Blood count", labResults: [], vitals: [], troubles: [] }

/** The event of a job, delivered to a fresh worker whose analyst takes as long as `analysis`; the calls it made. */
const deliver = Effect.fnUntraced(function* (jobId: JobId, analysis: Effect.Effect<void> = Effect.void) {
  const { calls, work } = worker(yield* Effect.context<Ports>())
  yield* work(
    JobRun.run(jobId).pipe(
      Effect.provideService(ReportAnalyst, {
        model: "none",
        promptVersion: "1",
        analyse: () => Effect.as(analysis, findings)
      }),
      Effect.provideService(DocumentReader, {
        read: (fileType, bytes) => Effect.succeed({ fileType, bytes, pages: [], picturePages: [], hidesText: false })
      }),
      Effect.provide(OfflineChatCompanion.layer)
    )
  )
  return calls
})

/** Somebody new, and what their app sends to register. */
const newcomer = Effect.gen(function* () {
  const identity = yield* Fixtures.identityOf("google")
  const person = yield* Fixtures.person
  const claim = { provider: identity.provider, idToken: Redacted.make(yield* Fixtures.uuid) }
  const known = yield* MemoryIdentityVerifier.KnownIdTokens
  yield* known.register(claim, Effect.succeed(new VerifiedIdentity({ identity, person })))
  const { deviceId, platform, model, name, appVersion, osVersion } = Fixtures.device
  const onboarding: Onboarding = {
    claim,
    device: { deviceId, platform, model, name, appVersion, osVersion },
    origin: Fixtures.origin,
    consents: {
      privacy_policy: true,
      terms_of_service: true,
      medical_disclaimer: true,
      healthcare_consultation: true,
      emergency_care_limitation: true
    },
    consentVersion: currentVersions.privacy_policy
  }
  return { identity, onboarding }
})

const onboard = (onboarding: Onboarding) => Accounts.use((accounts) => accounts.onboard(onboarding))

const registered = Effect.gen(function* () {
  const { identity, onboarding } = yield* newcomer
  const { tokens, user } = yield* answered(onboard(onboarding))
  return { identity, onboarding, user, tokens, caller: claimedBy(tokens.refreshToken) }
})
type Someone = Effect.Success<typeof registered>

const granted = ({ caller }: Someone) =>
  Effect.map(
    answered(Uploads.use((uploads) => uploads.grant(caller, { fileType: "pdf", size: 3, checksumSha256: "" }))),
    ({ jobId }) => jobId
  )

/** A question of theirs, on its way to be answered. */
const asked = ({ caller }: Someone) => {
  const message = Redacted.make("What does my hemoglobin mean?", { label: "message" })
  const question = { contentId: ContentId.make("device-result-1"), message, context: noContext }
  return Effect.map(answered(Chats.use((chats) => chats.ask(caller, question))), ({ jobId }) => jobId)
}

const arrives = (jobId: JobId) =>
  MemoryUploads.use((uploads) => uploads.plant(jobId, { fileType: "pdf", bytes: Uint8Array.of(1, 2, 3) }))

/** A purchase of theirs, entered; and the store's next notification about it, which is still on its way. */
const bought = Effect.fnUntraced(function* ({ caller, user }: Someone) {
  const books = yield* MemoryStorefronts.StoreBooks
  const purchase = yield* PurchaseFixtures.purchase("apple")
  const statement = PurchaseFixtures.statement(purchase, Option.some(user.id))
  const proof = StoreProof.cases.Apple.make({ signedTransaction: Redacted.make(purchase.externalId) })
  yield* books.enter(statement, proof)
  yield* answered(Purchases.use((purchases) => purchases.submit(caller, proof)))
  const news = StoreMessage.cases.Apple.make({ signedPayload: Redacted.make(purchase.externalId) })
  const { externalId, provider } = purchase
  const heard = new StoreNotification({
    provider,
    id: NotificationId.make(yield* Fixtures.uuid),
    type: "DID_RENEW",
    line: Option.some({ provider, externalId }),
    statement: Option.some(statement)
  })
  yield* books.send(news, Effect.succeed(heard))
  return news
})

/** A person in the middle of everything: one job finished, one waiting, one with a worker, one not yet uploaded; a question; and a purchase. */
const busy = Effect.gen(function* () {
  const someone = yield* registered
  const [done, waiting, running, late] = [
    yield* granted(someone),
    yield* granted(someone),
    yield* granted(someone),
    yield* granted(someone)
  ]
  for (const jobId of [done, waiting, running]) yield* arrives(jobId)
  yield* (yield* JobStore).finish(done, JobFixtures.completed(done))
  const started = yield* Deferred.make<void>()
  const ready = yield* Deferred.make<void>()
  const analysis = Effect.andThen(Deferred.succeed(started, undefined), Deferred.await(ready))
  const atWork = yield* Effect.forkChild(deliver(running, analysis))
  yield* Deferred.await(started)
  const workerEnds = Effect.andThen(Deferred.succeed(ready, undefined), Fiber.await(atWork))
  const news = yield* bought(someone)
  return { ...someone, jobs: [done, waiting, running, late, yield* asked(someone)], late, workerEnds, news }
})

const namedIn = ({ emailKey, id, identities }: User, rows: ReadonlyArray<string>) =>
  rows.filter((row) => [id, emailKey, ...identities.map(({ subject }) => subject)].some((name) => row.includes(name)))

/** Everything that is stored about a person, wherever. */
const traces = Effect.fnUntraced(function* ({ user }: Someone) {
  const rows = namedIn(user, yield* (yield* Rows).all)
  const documents = yield* (yield* DocumentVault).jobsOf(user.id)
  const jobs = yield* (yield* JobStore).jobsOf(user.id)
  return { rows: rows.toSorted(), objects: [...documents, ...jobs].toSorted() }
})

const nothing = { rows: [], objects: [] }

/** Tells what came late: a worker's last words, a document, every event again, the last refresh, another upload, a sign-in. */
const lateEvents = Effect.fnUntraced(function* (someone: Effect.Success<typeof busy>) {
  yield* someone.workerEnds
  assertEquals(yield* traces(someone), nothing)
  for (let delivery = 0; delivery < 2; delivery++) {
    yield* answered(StoreNotifications.use((notifications) => notifications.receive(someone.news)))
  }
  assertEquals(yield* traces(someone), nothing)
  // A worker that was between its last sign of life and its outcome, and died right after it.
  const [orphan = someone.late] = someone.jobs
  yield* (yield* JobStore).finish(orphan, JobFixtures.completed(orphan))
  yield* arrives(someone.late)
  for (let delivery = 0; delivery < 2; delivery++) {
    for (const jobId of someone.jobs) {
      const calls = yield* deliver(jobId)
      assertTrue(!calls.includes("JobStore.finish") && !calls.includes("UserStore.save"), calls.join())
    }
  }
  const refused = [
    yield* Effect.flip(answered(Sessions.use((sessions) => sessions.refresh(someone.tokens.refreshToken)))),
    yield* Effect.flip(granted(someone)),
    yield* Effect.flip(answered(Accounts.use((accounts) => accounts.signIn(someone.onboarding))))
  ]
  assertEquals(
    refused.map((refusal) => ("_tag" in refusal ? refusal._tag : "")),
    ["SessionRevoked", "SessionRevoked", "UserNotFound"]
  )
})

/** An operator finishes what was begun. */
const resumed = Effect.gen(function* () {
  const everybody = yield* UserDirectory.use(({ registered }) => Stream.runCollect(registered))
  const orders = everybody.flatMap((user) => Option.toArray(ErasureOrder.standing(user)))
  yield* Effect.forEach(orders, (order) => answered(Erasures.use((erasures) => erasures.carryOut(order))))
})

const erase = ({ caller }: Someone) => Erasures.use((erasures) => erasures.erase(caller, "DELETE"))

/** How many calls an undisturbed erasure makes: each may fail. */
export const callsOfErasure = Effect.gen(function* () {
  const { calls, answer } = yield* request(erase(yield* busy))
  assertTrue(Option.exists(answer, Exit.isSuccess))
  return calls
})

/** An erasure fails as planned; it is resumed, by an operator or not, and the same caller asks again. Then everything comes late. */
export const erasureStory = Effect.fnUntraced(function* (plan: FaultPlan, isOperatorFirst: boolean) {
  const bystander = yield* busy
  yield* bystander.workerEnds
  const untouched = yield* traces(bystander)
  assertTrue(untouched.rows.length > 0 && untouched.objects.length > 0)
  const someone = yield* busy
  const before = yield* traces(someone)

  yield* request(erase(someone), plan)
  if (isOperatorFirst) {
    yield* resumed
    // Begun or not: nothing in between.
    const after = yield* traces(someone)
    assertEquals(after, after.rows.length === 0 ? nothing : before)
  }
  const receipt = yield* answered(erase(someone))
  const entry = yield* Effect.fromOption(yield* (yield* ErasureLedger).find(someone.user.id))
  assertEquals([receipt.reference, receipt.requestedAt], [entry.reference, entry.requestedAt])
  assertTrue(DateTime.isGreaterThanOrEqualTo(receipt.verifiedAt, receipt.requestedAt))
  assertEquals(yield* traces(someone), nothing)
  assertEquals((yield* answered(erase(someone))).reference, receipt.reference)

  yield* lateEvents(someone)
  assertEquals(yield* traces(someone), nothing)
  assertEquals(yield* traces(bystander), untouched)
})

/** A person asks twice at once while their app goes on: it renews its tokens, uploads, and its documents are read. */
export const racingStory = Effect.gen(function* () {
  const bystander = yield* busy
  yield* bystander.workerEnds
  const untouched = yield* traces(bystander)
  const someone = yield* busy
  const { refreshToken } = someone.tokens
  const refresh = answered(Sessions.use((sessions) => sessions.refresh(refreshToken)))
  const [first, second, fresh] = yield* Effect.all(
    [
      Effect.exit(answered(erase(someone))),
      Effect.exit(answered(erase(someone))),
      Effect.exit(granted(someone)),
      Effect.exit(refresh),
      ...someone.jobs.map((jobId) => Effect.exit(deliver(jobId)))
    ],
    { concurrency: "unbounded" }
  )
  const receipts = [first, second].flatMap((exit) => Option.toArray(Exit.getSuccess(exit)))
  assertTrue(receipts.length > 0)
  const { reference } = yield* answered(erase(someone))
  for (const receipt of receipts) assertEquals(receipt.reference, reference)
  assertEquals(yield* traces(someone), nothing)
  // A form that was granted in the last moment is good for five minutes.
  for (const jobId of Option.toArray(Exit.getSuccess(fresh))) {
    yield* arrives(jobId)
    yield* deliver(jobId)
  }
  yield* lateEvents(someone)
  // When every job is too old to be read, it is given up, and not even that is written down.
  yield* Effect.sleep("21 minutes")
  for (const jobId of someone.jobs) {
    const calls = yield* deliver(jobId)
    assertTrue(!calls.includes("JobStore.finish"), calls.join())
  }
  assertEquals(yield* traces(someone), nothing)
  assertEquals(yield* traces(bystander), untouched)
})

/** How many calls an undisturbed onboarding makes. */
export const callsOfOnboarding = Effect.gen(function* () {
  const { onboarding } = yield* newcomer
  const { calls, answer } = yield* request(onboard(onboarding))
  assertTrue(Option.exists(answer, Exit.isSuccess))
  return calls
})

/** An onboarding fails as planned, and the app asks again. */
export const onboardingStory = Effect.fnUntraced(function* (plan: FaultPlan) {
  const bystander = yield* registered
  const untouched = yield* traces(bystander)
  const { identity, onboarding } = yield* newcomer
  const namesIdentity = (rows: ReadonlyArray<string>) => rows.filter((row) => row.includes(identity.subject))
  const rows = yield* Rows

  yield* request(onboard(onboarding), plan)
  const user = yield* (yield* UserStore).findByIdentity(identity)
  // Nobody at all, or all of them.
  if (Option.isNone(user)) assertEquals(namesIdentity(yield* rows.all), [])
  else assertEquals(namedIn(user.value, yield* rows.all).length, untouched.rows.length)
  const { user: signedIn } = yield* answered(onboard(onboarding))
  assertEquals(Option.getOrElse(user, () => signedIn).id, signedIn.id)
  assertEquals(namedIn(signedIn, yield* rows.all).length, untouched.rows.length)
  assertEquals(yield* traces(bystander), untouched)
})
