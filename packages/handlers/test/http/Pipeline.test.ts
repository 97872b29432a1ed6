import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue, deepStrictEqual } from "@effect/vitest/utils"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import { DateTime, Effect, Schema } from "effect"
import * as People from "./People.ts"
import * as Service from "./Service.ts"

const Problem = Schema.Struct({ code: Schema.String, status: Schema.Int, correlation_id: Schema.String })
const problemOf = (answer: Service.Answer) => Schema.decodeUnknownSync(Problem)(answer.json)
const upload = { file_type: "pdf", file_size: 1000, checksum_sha256: "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }

const Granted = Schema.Struct({ job_id: Schema.String })

describe("the HTTP pipeline", () => {
  it.live("registers a person once: 201, then 200 for the same identity", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      yield* People.known(service, "jane", "jane@example.test")
      const body = People.onboarding("jane")
      const first = yield* service.call({ method: "POST", path: "/api/v1/auth/oauth-onboarding", body })
      const again = yield* service.call({ method: "POST", path: "/api/v1/auth/oauth-onboarding", body })
      deepStrictEqual([first.status, again.status], [201, 200])
      const User = Schema.Struct({ user: Schema.Struct({ id: Schema.String, email: Schema.String }) })
      assertEquals(Schema.decodeUnknownSync(User)(first.json), Schema.decodeUnknownSync(User)(again.json))
    })
  )

  it.live("answers 404 to a sign-in before the onboarding, and lets in right after it", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      yield* People.known(service, "omar", "omar@example.test")
      const signIn = { provider: "google", id_token: "omar", device: People.device }
      const early = yield* service.call({ method: "POST", path: "/api/v1/auth/oauth-signin", body: signIn })
      deepStrictEqual([early.status, problemOf(early).code], [404, "USER_NOT_FOUND"])
      yield* service.call({ method: "POST", path: "/api/v1/auth/oauth-onboarding", body: People.onboarding("omar") })
      const then = yield* service.call({ method: "POST", path: "/api/v1/auth/oauth-signin", body: signIn })
      assertEquals(then.status, 200)
    })
  )

  it.live("lists every offending field and repeats nothing of what was sent", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const body = {
        provider: "myspace-canary",
        id_token: 7,
        device: { ...People.device, platform: "canary" },
        consents: {}
      }
      const answer = yield* service.call({ method: "POST", path: "/api/v1/auth/oauth-onboarding", body })
      assertEquals(answer.status, 400)
      assertEquals(answer.headers["content-type"], ["application/problem+json"])
      const { fields } = Schema.decodeUnknownSync(
        Schema.Struct({ fields: Schema.Array(Schema.Struct({ path: Schema.String, message: Schema.String })) })
      )(answer.json)
      const paths = new Set(fields.map(({ path }) => path))
      for (const path of [
        "payload.provider",
        "payload.id_token",
        "payload.device.platform",
        "payload.consents.version"
      ]) {
        assertTrue(paths.has(path), `${path} is missing in ${[...paths].join()}`)
      }
      assertTrue(!answer.text.includes("canary"))
    })
  )

  it.live("refuses a body that is no JSON, and one of another type", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const broken = yield* service.call({ method: "POST", path: "/api/v1/auth/refresh", body: '{"refresh_token":' })
      deepStrictEqual([broken.status, problemOf(broken).code], [400, "MALFORMED_REQUEST"])
      const form = yield* service.call({
        method: "POST",
        path: "/api/v1/auth/refresh",
        body: "refresh_token=x",
        headers: { "content-type": "application/x-www-form-urlencoded" }
      })
      deepStrictEqual([form.status, problemOf(form).code], [415, "UNSUPPORTED_MEDIA_TYPE"])
    })
  )

  it.live("lets nobody in without the authorizer's word, whatever the headers say", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const calls = [
        ["GET", "/api/v1/user/profile"],
        ["GET", "/api/v1/user/consents"],
        ["PUT", "/api/v1/user/consents/privacy_policy"],
        ["PUT", "/api/v1/user/profile"],
        ["GET", "/api/v1/user/device"],
        ["DELETE", "/api/v1/user/device"],
        ["POST", "/api/v1/auth/logout"],
        ["POST", "/api/v1/auth/link"],
        ["POST", "/api/v1/auth/biometric/register"],
        ["POST", "/api/v1/auth/biometric/challenge"],
        ["POST", "/api/v1/auth/biometric/verify"],
        ["DELETE", "/api/v1/auth/biometric"],
        ["POST", "/api/v1/process/upload"],
        ["GET", "/api/v1/process/status/x"],
        ["GET", "/api/v1/process/result/x"],
        ["DELETE", "/api/v1/process/cleanup/x"]
      ] as const
      for (const [method, path] of calls) {
        const headers = { authorization: "Bearer anything", "x-user-id": "00000000-0000-4000-8000-000000000001" }
        const answer = yield* service.call({ method, path, headers })
        deepStrictEqual([path, answer.status, problemOf(answer).code], [path, 401, "UNAUTHENTICATED"])
        assertEquals(answer.headers["WWW-Authenticate"], ["Bearer"])
      }
    })
  )

  it.live("answers a foreign, a mutated, an unknown and a misspelt job id with the same bytes", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const jane = yield* People.signedIn(service, "jane")
      const omar = yield* People.signedIn(service, "omar")
      const granted = yield* service.call({
        method: "POST",
        path: "/api/v1/process/upload",
        caller: jane.caller,
        body: upload
      })
      assertEquals(granted.status, 201)
      const { job_id } = Schema.decodeUnknownSync(Granted)(granted.json)
      const mutated = job_id.replace(/.$/, (last) => (last === "A" ? "B" : "A"))
      const unknown = makeJobId("result", omar.caller.userId, yield* DateTime.now, "AAAAAAAAAAAAAAAAAAAAAA").replace(
        /..$/,
        "--"
      )
      const headers = { "x-correlation-id": "same-for-all-of-them" }
      for (const [method, at] of [
        ["GET", "status"],
        ["GET", "result"],
        ["DELETE", "cleanup"]
      ] as const) {
        const answers = yield* Effect.forEach([job_id, mutated, unknown, "no-job-at-all"], (id) =>
          service.call({ method, path: `/api/v1/process/${at}/${id}`, caller: omar.caller, headers })
        )
        deepStrictEqual(
          answers.map(({ status }) => status),
          [404, 404, 404, 404]
        )
        assertEquals(new Set(answers.map(({ text, headers }) => text + JSON.stringify(headers))).size, 1)
      }
      const own = yield* service.call({ method: "GET", path: `/api/v1/process/status/${job_id}`, caller: jane.caller })
      assertEquals(own.status, 200)
      const misspelt = yield* service.call({
        method: "GET",
        path: `/api/v1/process/status/${mutated}`,
        caller: jane.caller
      })
      assertEquals(misspelt.status, 404)
    })
  )

  it.live("tells with 429 when the next document may come", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "mei")
      const answers = yield* Effect.forEach([1, 2, 3, 4, 5, 6], () =>
        service.call({ method: "POST", path: "/api/v1/process/upload", caller, body: upload })
      )
      deepStrictEqual(
        answers.map(({ status }) => status),
        [201, 201, 201, 201, 201, 429]
      )
      const [retryAfter] = answers[5]?.headers["retry-after"] ?? []
      assertTrue(
        // The first of the five grants lapses after twenty minutes.
        Number(retryAfter) > 19 * 60 && Number(retryAfter) <= 20 * 60,
        `retry-after: ${String(retryAfter)}`
      )
    })
  )

  it.live("ignores stored field names in a body: nothing but the answer changes", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "eve")
      const read = service.call({ method: "GET", path: "/api/v1/user/profile", caller })
      const before = yield* read
      yield* service.call({
        method: "PUT",
        path: "/api/v1/user/consents/privacy_policy",
        caller,
        body: {
          consented: true,
          version: "1.0",
          status: "deleted",
          subscription: { tier: "family" },
          version_: 9,
          email: "x@y.z"
        }
      })
      assertEquals((yield* read).text, before.text)
    })
  )

  it.live("ends a session at logout, and asks for consent again after a withdrawal", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller, refreshToken } = yield* People.signedIn(service, "ida")
      const withdraw = {
        method: "PUT",
        path: "/api/v1/user/consents/medical_disclaimer",
        caller,
        body: { consented: false }
      }
      assertEquals((yield* service.call(withdraw)).status, 200)
      const refused = yield* service.call({ method: "POST", path: "/api/v1/process/upload", caller, body: upload })
      deepStrictEqual([refused.status, problemOf(refused).code], [403, "CONSENT_REQUIRED"])
      assertEquals((yield* service.call({ method: "POST", path: "/api/v1/auth/logout", caller })).status, 204)
      const refreshed = yield* service.call({
        method: "POST",
        path: "/api/v1/auth/refresh",
        body: { refresh_token: refreshToken }
      })
      deepStrictEqual([refreshed.status, problemOf(refreshed).code], [401, "SESSION_REVOKED"])
      const profile = yield* service.call({ method: "GET", path: "/api/v1/user/profile", caller })
      deepStrictEqual([profile.status, problemOf(profile).code], [401, "SESSION_REVOKED"])
    })
  )

  it.live("refuses an empty file, and one over the size, before anything is reserved", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "max")
      const refusalOf = (file_size: number) => {
        const body = { ...upload, file_size }
        return Effect.map(
          service.call({ method: "POST", path: "/api/v1/process/upload", caller, body }),
          (answer): readonly [number, string] => [answer.status, problemOf(answer).code]
        )
      }
      deepStrictEqual(yield* refusalOf(0), [422, "UNSUPPORTED_DOCUMENT"])
      deepStrictEqual(yield* refusalOf(10 * 1024 * 1024 + 1), [413, "DOCUMENT_TOO_LARGE"])
      deepStrictEqual(yield* refusalOf(-1), [400, "MALFORMED_REQUEST"])
    })
  )

  it.live("refuses every file type but the four, and tells which field was wrong", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const { caller } = yield* People.signedIn(service, "mia")
      for (const file_type of ["gif", "tiff", "heic", "docx", "zip", "svg", "PDF", "pdf ", "", null, 1]) {
        const body = { ...upload, file_type }
        const answer = yield* service.call({ method: "POST", path: "/api/v1/process/upload", caller, body })
        deepStrictEqual([file_type, answer.status, problemOf(answer).code], [file_type, 400, "MALFORMED_REQUEST"])
        assertTrue(answer.text.includes("payload.file_type"))
      }
    })
  )

  it.live("answers health without a token, and unknown routes and methods with problems", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const health = yield* service.call({ method: "GET", path: "/api/v1/health" })
      deepStrictEqual([health.status, health.json], [200, { status: "ok", version: "development" }])
      const lost = yield* service.call({ method: "GET", path: "/api/v1/nowhere" })
      deepStrictEqual([lost.status, problemOf(lost).code], [404, "ROUTE_NOT_FOUND"])
      const wrong = yield* service.call({ method: "POST", path: "/api/v1/health" })
      deepStrictEqual([wrong.status, problemOf(wrong).code], [405, "METHOD_NOT_ALLOWED"])
    })
  )

  it.live("names every answer after the caller's correlation id", () =>
    Effect.gen(function* () {
      const service = yield* Service.make
      const answer = yield* service.call({
        method: "GET",
        path: "/api/v1/user/profile",
        headers: { "x-correlation-id": "trace-0001" }
      })
      assertEquals(answer.headers["X-Correlation-ID"], ["trace-0001"])
      assertEquals(problemOf(answer).correlation_id, "trace-0001")
    })
  )
})
