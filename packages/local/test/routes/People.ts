import { type Provider, Subject } from "@serenya/domain/identity/Identity"
import { KnownIdTokens } from "@serenya/domain/identity/MemoryIdentityVerifier"
import { KnownNotifications } from "@serenya/domain/identity/MemoryProviderEventVerifier"
import { ProviderEvent } from "@serenya/domain/identity/ProviderEvent"
import { VerifiedIdentity } from "@serenya/domain/identity/VerifiedIdentity"
import { DocumentVault } from "@serenya/domain/jobs/DocumentVault"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import { JobOutcome } from "@serenya/domain/jobs/JobOutcome"
import { JobStore } from "@serenya/domain/jobs/JobStore"
import type { Caller } from "@serenya/domain/sessions/Caller"
import { claimedBy, RefreshToken } from "@serenya/domain/sessions/RefreshToken"
import { StoreBooks } from "@serenya/domain/subscriptions/MemoryStorefronts"
import { NotificationId, StoreMessage, StoreNotification } from "@serenya/domain/subscriptions/StoreNotification"
import { StoreProof } from "@serenya/domain/subscriptions/StoreProof"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import * as PurchaseFixtures from "@serenya/domain/testing/PurchaseFixtures"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Context, DateTime, Effect, Option, Redacted } from "effect"
import { agreed, device } from "../support/Person.ts"
import { Gateway } from "./Gateway.ts"

/** A registered person with a session, an ended job, and all that proves who they are. */
export interface Person {
  readonly caller: Caller
  readonly email: string
  readonly idToken: string
  readonly accessToken: string
  readonly refreshToken: string
  readonly jobId: string
}

/** An id_token that the verifier knows, of an account with this verified address that nobody has registered yet. */
export const idTokenOf = Effect.fnUntraced(function* (provider: Provider, email: string) {
  const { ports } = yield* Gateway
  const idToken = `id-token-${yield* Fixtures.uuid}`
  yield* Context.get(ports, KnownIdTokens).register(
    { provider, idToken: Redacted.make(idToken) },
    Effect.succeed(
      new VerifiedIdentity({
        identity: { provider, subject: Subject.make(`subject-of-${idToken}`) },
        person: Fixtures.personOf(email)
      })
    )
  )
  return idToken
})

/** An id_token of a Google account whose address nobody has registered yet. */
export const newIdToken = Effect.gen(function* () {
  const email = `person-${yield* Fixtures.uuid}@example.test`
  return { idToken: yield* idTokenOf("google", email), email }
})

/** A notification of Apple's, signed as the verifier knows it, about an account that is nobody's here. */
export const appleNotification = Effect.gen(function* () {
  const { ports } = yield* Gateway
  const notification = `notification-${yield* Fixtures.uuid}`
  const identity = { provider: "apple", subject: Subject.make(`subject-of-${notification}`) } as const
  const event = ProviderEvent.cases.RelayStopped.make({ identity, at: yield* DateTime.now })
  yield* Context.get(ports, KnownNotifications).register(Redacted.make(notification), Effect.succeedSome(event))
  return notification
})

/** A purchase for this person that only the store knows yet, and the token that proves it. */
export const bought = Effect.fnUntraced(function* ({ caller }: Person) {
  const { ports } = yield* Gateway
  const purchase = yield* PurchaseFixtures.purchase("google")
  const proof = `token-of-${purchase.externalId}`
  yield* Context.get(ports, StoreBooks).enter(
    PurchaseFixtures.statement(purchase, Option.some(caller.userId)),
    StoreProof.cases.Google.make({ purchaseToken: Redacted.make(proof) })
  )
  return { purchase, proof }
})

/** A test notification of Apple's, signed as the storefronts know it. */
export const storeTest = Effect.gen(function* () {
  const { ports } = yield* Gateway
  const id = yield* Fixtures.uuid
  const signedPayload = `payload-${id}`
  const heard = new StoreNotification({
    provider: "apple",
    id: NotificationId.make(id),
    type: "TEST",
    line: Option.none(),
    statement: Option.none()
  })
  const message = StoreMessage.cases.Apple.make({ signedPayload: Redacted.make(signedPayload) })
  yield* Context.get(ports, StoreBooks).send(message, Effect.succeed(heard))
  return signedPayload
})

const endedJob = Effect.fnUntraced(function* ({ userId }: Caller) {
  const { ports } = yield* Gateway
  const random = (yield* Fixtures.uuid).replaceAll("-", "").slice(-22)
  const jobId = makeJobId("result", userId, yield* DateTime.now, random)
  const result = JobFixtures.resultOf(jobId)
  yield* Context.get(ports, JobStore).finish(jobId, JobOutcome.cases.Completed.make({ result }))
  return jobId
})

/** A job of theirs that failed and may be tried again. */
export const failedJob = Effect.fnUntraced(function* ({ caller }: Person) {
  const { ports } = yield* Gateway
  const random = (yield* Fixtures.uuid).replaceAll("-", "").slice(-22)
  const jobId = makeJobId("result", caller.userId, yield* DateTime.now, random)
  yield* Context.get(ports, DocumentVault).submit(jobId, Redacted.make("{}"))
  yield* Context.get(ports, JobStore).finish(jobId, JobFixtures.failed({ code: "ANALYSIS_REJECTED", retryable: true }))
  return jobId
})

/** A question of theirs that was answered. */
export const answeredQuestion = Effect.fnUntraced(function* ({ caller }: Person) {
  const { ports } = yield* Gateway
  const random = (yield* Fixtures.uuid).replaceAll("-", "").slice(-22)
  const jobId = makeJobId("chat", caller.userId, yield* DateTime.now, random)
  yield* Context.get(ports, JobStore).finish(jobId, JobFixtures.completed(jobId))
  return jobId
})

export const newcomer = Effect.gen(function* () {
  const { call } = yield* Gateway
  const { idToken, email } = yield* newIdToken
  const { json } = yield* call({
    method: "POST",
    path: "/api/v1/auth/oauth-onboarding",
    body: { provider: "google", id_token: idToken, device, consents: agreed }
  })
  const refreshToken: string = json.tokens.refresh_token
  const caller = claimedBy(Redacted.make(RefreshToken.make(refreshToken)))
  const jobId = yield* endedJob(caller)
  return { caller, email, idToken, accessToken: json.tokens.access_token, refreshToken, jobId } satisfies Person
})

export const userOf = Effect.fnUntraced(function* ({ caller }: Person) {
  const { ports } = yield* Gateway
  return yield* Context.get(ports, UserStore).find(caller.userId)
})

/** Writes past every rule what an operator, or time, does to an account. */
export const alter = Effect.fnUntraced(function* (
  person: Person,
  change: (user: Fixtures.UserFields) => Fixtures.UserFields
) {
  const { ports } = yield* Gateway
  const user = yield* Effect.fromOption(yield* userOf(person))
  yield* Context.get(ports, UserStore).save(Fixtures.changed(user, change(user)))
})

/** Gives them a paid year, as a purchase would. */
export const subscribe = Effect.fnUntraced(function* (person: Person) {
  const { subscription } = yield* Effect.fromOption(yield* userOf(person))
  const endDate = DateTime.add(yield* DateTime.now, { days: 365 })
  yield* alter(person, () => ({
    subscription: { ...subscription, tier: "premium", status: "active", provider: "apple", endDate }
  }))
})

export const erase = Effect.fnUntraced(function* (person: Person) {
  const { ports } = yield* Gateway
  yield* Context.get(ports, UserStore).erase(yield* Effect.fromOption(yield* userOf(person)))
})
