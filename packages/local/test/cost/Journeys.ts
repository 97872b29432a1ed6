import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert } from "@effect/vitest"
import { Effect } from "effect"
import * as Person from "../support/Person.ts"
import type { Counted, Deployed } from "./Deployed.ts"

const report = new Uint8Array(readFileSync(join(import.meta.dirname, "../../sample/lab-report.pdf")))

const expected = (status: number) => (answer: Person.Answered) =>
  Effect.sync(() => {
    assert.strictEqual(answer.status, status, answer.text)
    return answer
  })

/** What one person does, each thing once, in the order in which it is possible; by name, with what AWS was asked for it. */
export const walk = Effect.fnUntraced(function* ({ deliver, during, url }: Deployed, person: string) {
  const counted: Record<string, Counted> = {}
  const journey = Effect.fnUntraced(function* <A, E, R>(name: string, work: Effect.Effect<A, E, R>) {
    const [value, usage] = yield* during(work)
    counted[name] = usage
    return value
  })

  let token = ""
  let refreshToken = ""
  let userId = ""
  const get = (path: string, headers: Record<string, string> = {}) =>
    Effect.flatMap(
      Person.call(`${url}/api/v1${path}`, { headers: { ...Person.bearer(token), ...headers } }),
      expected(200)
    )
  const send = (method: string, path: string, body: unknown, status: number) =>
    Effect.flatMap(Person.send(method, `${url}/api/v1${path}`, body, Person.bearer(token)), expected(status))

  /** An app asks again while it waits: here twice before the job ran, and once after. */
  const awaited = Effect.fnUntraced(function* (path: string) {
    yield* get(path)
    yield* get(path)
    yield* deliver
    const { body, text } = yield* get(path)
    assert.strictEqual(body.status, "completed", text)
  })

  yield* journey(
    "sign_up",
    Effect.gen(function* () {
      const { answer } = yield* Person.onboard(url, person)
      assert.strictEqual(answer.status, 201, answer.text)
      token = answer.body.tokens.access_token
      refreshToken = answer.body.tokens.refresh_token
      userId = answer.body.user.id
      yield* get("/chat/prompts")
      yield* get("/subscriptions/tiers")
    })
  )

  /** The access token of the last visit has run out. */
  yield* journey(
    "visit",
    Effect.gen(function* () {
      const { body } = yield* send("POST", "/auth/refresh", { refresh_token: refreshToken }, 200)
      token = body.access_token
      yield* get("/user/profile")
      yield* get("/subscriptions")
    })
  )

  const results = yield* journey(
    "document",
    Effect.gen(function* () {
      const { jobId, posted } = yield* Person.upload(url, token, report)
      assert.strictEqual(posted.status, 204, posted.text)
      yield* awaited(`/process/status/${jobId}`)
      const { body } = yield* get(`/process/result/${jobId}`)
      assert.isAbove(body.lab_results.length, 10)
      yield* Effect.flatMap(Person.cleanup(url, token, jobId), expected(200))
      return { jobId, labResults: body.lab_results }
    })
  )

  yield* journey(
    "question",
    Effect.gen(function* () {
      const asked = {
        content_id: results.jobId,
        message: "What does my haemoglobin mean?",
        context: { lab_results: results.labResults, vitals: [] }
      }
      const { body } = yield* send("POST", "/chat/messages", asked, 202)
      yield* awaited(`/chat/status/${body.job_id}`)
      yield* Effect.flatMap(Person.cleanup(url, token, body.job_id), expected(200))
    })
  )

  yield* journey(
    "purchase",
    Effect.gen(function* () {
      const bought = yield* Person.send("POST", `${url}/_stores/purchases`, { user_id: userId, store: "apple" })
      assert.deepStrictEqual([bought.status, bought.body.webhook_answers], [201, [200]], bought.text)
      yield* send("POST", "/subscriptions/purchase", bought.body.proof, 200)
      return String(bought.body.purchase_id)
    })
  ).pipe(
    Effect.flatMap((purchaseId) =>
      journey(
        "renewal",
        Effect.flatMap(Person.call(`${url}/_stores/purchases/${purchaseId}/renewed`, { method: "POST" }), expected(200))
      )
    )
  )

  yield* journey(
    "doctor_report",
    Effect.gen(function* () {
      const dated = (day: string) => results.labResults.map((row: object) => ({ ...row, specimen_date: day }))
      const history = { lab_results: [...dated("2025-02-03"), ...dated("2025-08-03")], vitals: [] }
      const asked = { report_type: "full", health_data: history }
      const { body } = yield* send("POST", "/process/doctor-report", asked, 202)
      yield* awaited(`/process/status/${body.job_id}`)
      yield* get(`/process/result/${body.job_id}`)
      yield* get(`/process/result/${body.job_id}`, { accept: "application/pdf" })
      yield* Effect.flatMap(Person.cleanup(url, token, body.job_id), expected(200))
    })
  )

  yield* journey("export", get("/user/export"))
  return {
    counted,
    userId,
    leave: journey("leaving", send("DELETE", "/user/profile", { confirmation: "DELETE" }, 200))
  }
})
