import { describe, it } from "@effect/vitest"
import { assertEquals, assertFalse, assertTrue } from "@effect/vitest/utils"
import { Biometric } from "@serenya/domain/biometrics/Biometric"
import { DocumentVault } from "@serenya/domain/jobs/DocumentVault"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import { JobStore } from "@serenya/domain/jobs/JobStore"
import { MemoryUploads } from "@serenya/domain/jobs/MemoryDocumentVault"
import { ErasureLedger } from "@serenya/domain/privacy/ErasureLedger"
import type { Caller } from "@serenya/domain/sessions/Caller"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Context, DateTime, Effect, Option, Schema } from "effect"
import * as People from "./People.ts"
import * as Service from "./Service.ts"

type Made = Effect.Success<typeof Service.make>

const exporting = (caller: Caller) => ({ method: "GET", path: "/api/v1/user/export", caller })
const erasing = (caller: Caller, body: unknown = { confirmation: "DELETE" }) => ({
  method: "DELETE",
  path: "/api/v1/user/profile",
  caller,
  body
})

const stored = ({ world }: Made, { userId }: Caller) =>
  Effect.map(Context.get(world, UserStore).find(userId), Option.getOrThrow)

const biometric = Schema.decodeUnknownSync(Schema.toType(Schema.Struct(Biometric.fields)))({
  registrationId: "f1f1f1f1-0000-4000-8000-b10b10b10b10",
  type: "face",
  deviceId: "device-1",
  publicKey: `${"M".repeat(121)}A==`,
  lastVerification: Option.none(),
  challenge: Option.some({ value: "c".repeat(43), expiresAt: Fixtures.at }),
  verifiedAt: Option.none(),
  failures: 2,
  status: "active",
  registeredAt: Fixtures.at,
  registeredFrom: Fixtures.origin
})

const registerBiometric = Effect.fnUntraced(function* (service: Made, caller: Caller) {
  const user = yield* stored(service, caller)
  const held = Option.some(biometric)
  yield* Context.get(service.world, UserStore).save(Fixtures.changed(user, { biometric: held }))
})

const prove = Effect.fnUntraced(function* (service: Made, caller: Caller) {
  const user = yield* stored(service, caller)
  const proven = Option.some({ ...biometric, verifiedAt: Option.some(yield* DateTime.now) })
  yield* Context.get(service.world, UserStore).save(Fixtures.changed(user, { biometric: proven }))
})

/** Three jobs of this person: one completed, one failed, one whose document waits. */
const withJobs = Effect.fnUntraced(function* ({ world }: Made, { userId }: Caller) {
  const jobs = Context.get(world, JobStore)
  const now = yield* DateTime.now
  const jobId = (n: number) => makeJobId("result", userId, DateTime.subtract(now, { minutes: n }), `${n}`.repeat(22))
  const [done, failed, waiting] = [jobId(1), jobId(2), jobId(3)]
  yield* jobs.finish(done, JobFixtures.completed(done))
  yield* jobs.finish(failed, JobFixtures.failed({ code: "NO_TEXT_LAYER", retryable: false }))
  const bytes = Uint8Array.of(1, 2, 3)
  yield* Context.get(world, MemoryUploads).plant(waiting, { fileType: "pdf", bytes })
  return { done, failed, waiting }
})

const codeIn = (json: unknown) => Schema.decodeUnknownSync(Schema.Struct({ code: Schema.String }))(json).code

const Exported = Schema.Struct({
  generated_at: Schema.DateTimeUtcFromString,
  account: Schema.Record(Schema.String, Schema.Unknown),
  jobs: Schema.Array(Schema.Record(Schema.String, Schema.Unknown)),
  held_but_not_shown: Schema.Array(Schema.Struct({ what: Schema.String, reason: Schema.NonEmptyString }))
})
const exportIn = Schema.decodeUnknownSync(Exported)

const Receipt = Schema.Struct({
  reference: Schema.String,
  requested_at: Schema.DateTimeUtcFromString,
  verified_at: Schema.DateTimeUtcFromString,
  erased: Schema.Array(Schema.String),
  kept: Schema.Array(Schema.Struct({ what: Schema.String, reason: Schema.NonEmptyString }))
})
const receiptIn = Schema.decodeUnknownSync(Receipt)

describe("GET /user/export", () => {
  it.live("shows everything that is held about the person who asks, opened, and says what it does not show", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "ada")
      const other = yield* People.signedIn(service, "grace")
      const { done, failed, waiting } = yield* withJobs(service, caller)
      yield* withJobs(service, other.caller)
      const { json, status, text } = yield* service.call(exporting(caller))
      assertEquals(status, 200)
      const { account, held_but_not_shown, jobs } = exportIn(json)
      const user = yield* stored(service, caller)
      const origin = { ip: "203.0.113.7", user_agent: "Serenya/1.2.3 (iPhone; iOS 17.1)" }
      assertEquals(
        [account["id"], account["email"], account["name"], account["given_name"], account["family_name"]],
        [caller.userId, "ada@example.test", "Ada Lovelace", "Ada", "Lovelace"]
      )
      assertEquals(account["identities"], user.identities)
      assertEquals(Object.keys(Object(account["created_from"])), Object.keys(origin))
      assertEquals(
        Object.keys(Object(account["session"])).toSorted().join(),
        "created_at,expires_at,id,last_activity_at,login_method,origin,status"
      )
      assertEquals(
        Object.keys(Object(account["device"])).toSorted().join(),
        "app_version,device_id,last_seen_at,model,name,os_version,platform,registered_at,registered_from,status"
      )
      assertEquals(account["biometric"], null)
      assertEquals(Schema.decodeUnknownSync(Schema.Array(Schema.Unknown))(account["consents"]).length, 5)
      assertEquals(
        jobs
          .map(({ job_id, status, input_is_held }) => `${String(job_id)} ${String(status)} ${String(input_is_held)}`)
          .toSorted(),
        [`${done} completed false`, `${failed} failed false`, `${waiting} unfinished true`].toSorted()
      )
      const shown = yield* service.call({ method: "GET", path: `/api/v1/process/result/${done}`, caller })
      assertEquals(jobs.find(({ job_id }) => job_id === done)?.["result"], shown.json)
      // No secret, and nothing of anybody else.
      const session = Option.getOrThrow(user.session)
      for (const secret of [user.emailKey, user.person.dataKey, user.person.email, session.refreshTokenHash]) {
        assertFalse(text.includes(secret), secret)
      }
      assertFalse(text.includes(other.caller.userId) || text.includes("grace@"))
      const places = new Set(held_but_not_shown.map(({ what }) => what))
      for (const place of [
        "account.email_key",
        "account.person.data_key",
        "account.session.refresh_token_hash",
        "account.biometric.challenge",
        "account.guards",
        "jobs.input"
      ]) {
        assertTrue(places.has(place), place)
      }
    })
  )

  it.live("has the same shape for whoever asks, and null for what they do not have", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "ada")
      const before = exportIn((yield* service.call(exporting(caller))).json)
      yield* prove(service, caller)
      const after = exportIn((yield* service.call(exporting(caller))).json)
      assertEquals(Object.keys(before.account), Object.keys(after.account))
      assertEquals(
        Object.keys(Object(after.account["biometric"])).toSorted().join(),
        "device_id,failures,public_key,registered_at,registered_from,registration_id,status,type,verified_at"
      )
    })
  )

  it.live("demands a fresh proof of a person who registered a biometric", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "ada")
      yield* registerBiometric(service, caller)
      const refused = yield* service.call(exporting(caller))
      assertEquals([refused.status, codeIn(refused.json)], [401, "BIOMETRIC_REQUIRED"])
      yield* prove(service, caller)
      assertEquals((yield* service.call(exporting(caller))).status, 200)
    })
  )
})

describe("DELETE /user/profile", () => {
  it.live("erases the person, proves it, and answers the same caller again in the same way", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller, refreshToken } = yield* People.signedIn(service, "ada")
      const other = yield* People.signedIn(service, "grace")
      yield* withJobs(service, caller)
      const theirs = yield* withJobs(service, other.caller)
      const user = yield* stored(service, caller)
      const bystander = yield* stored(service, other.caller)

      const { json, status } = yield* service.call(erasing(caller))
      assertEquals(status, 200)
      const receipt = receiptIn(json)
      assertEquals(receipt.erased, ["jobs", "purchases", "account"])
      assertEquals(
        receipt.kept.map(({ what }) => what),
        ["kept_answers", "erasure_ledger", "audit_trail", "old_trail"]
      )
      const entry = yield* Context.get(service.world, ErasureLedger).find(caller.userId)
      assertEquals(
        Option.map(entry, ({ reference }) => String(reference)),
        Option.some(receipt.reference)
      )

      const store = Context.get(service.world, UserStore)
      assertEquals(yield* store.remains(user), false)
      assertEquals(yield* Context.get(service.world, DocumentVault).jobsOf(caller.userId), [])
      assertEquals(yield* Context.get(service.world, JobStore).jobsOf(caller.userId), [])
      assertEquals(yield* stored(service, other.caller), bystander)
      assertEquals(yield* Context.get(service.world, DocumentVault).jobsOf(other.caller.userId), [theirs.waiting])
      assertEquals((yield* Context.get(service.world, JobStore).jobsOf(other.caller.userId)).length, 2)

      const again = receiptIn((yield* service.call(erasing(caller))).json)
      assertEquals({ ...again, verified_at: receipt.verified_at }, receipt)
      for (const path of ["/api/v1/user/profile", "/api/v1/user/export", "/api/v1/user/consents"]) {
        const { json, status } = yield* service.call({ method: "GET", path, caller })
        assertEquals([status, codeIn(json)], [401, "SESSION_REVOKED"])
      }
      const refresh = { method: "POST", path: "/api/v1/auth/refresh", body: { refresh_token: refreshToken } }
      assertEquals((yield* service.call(refresh)).status, 401)
    })
  )

  it.live("lets the same identity and address register anew, as somebody else", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "ada")
      yield* service.call(erasing(caller))
      const heir = yield* People.signedIn(service, "ada")
      assertFalse(heir.caller.userId === caller.userId)
      // The old token's owner is gone; asking again forgets nobody new.
      assertEquals((yield* service.call(erasing(caller))).status, 200)
      const call = { method: "GET", path: "/api/v1/user/profile", caller: heir.caller }
      assertEquals((yield* service.call(call)).status, 200)
    })
  )

  it.live("refuses without the word, and nothing happens", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "ada")
      const before = yield* stored(service, caller)
      for (const body of [null, {}, { confirmation: "delete" }, { confirmation: true }, "DELETE", '{"confirmation":']) {
        const { json, status } = yield* service.call(erasing(caller, body))
        assertEquals([status, codeIn(json)], [400, "MALFORMED_REQUEST"])
      }
      const empty = yield* service.call({ method: "DELETE", path: "/api/v1/user/profile", caller })
      assertEquals([empty.status, codeIn(empty.json)], [400, "MALFORMED_REQUEST"])
      assertEquals(yield* stored(service, caller), before)
      assertEquals(yield* Context.get(service.world, ErasureLedger).find(caller.userId), Option.none())
    })
  )

  it.live("refuses a stranger's session, an earlier session, and a person without the fresh proof they can give", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "ada")
      const stranger = { userId: yield* Fixtures.userId, sessionId: caller.sessionId }
      const earlier = { ...caller, sessionId: (yield* Fixtures.session).id }
      for (const impostor of [stranger, earlier]) {
        const { json, status } = yield* service.call(erasing(impostor))
        assertEquals([status, codeIn(json)], [401, "SESSION_REVOKED"])
      }
      yield* registerBiometric(service, caller)
      const refused = yield* service.call(erasing(caller))
      assertEquals([refused.status, codeIn(refused.json)], [401, "BIOMETRIC_REQUIRED"])
      yield* prove(service, caller)
      assertEquals((yield* service.call(erasing(caller))).status, 200)
    })
  )
})
