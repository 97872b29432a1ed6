import { assert, layer as withLayer } from "@effect/vitest"
import { DocumentVault } from "@serenya/domain/jobs/DocumentVault"
import { JobId } from "@serenya/domain/jobs/JobId"
import * as JobRun from "@serenya/domain/jobs/JobRun"
import { maxHealthDataBytes } from "@serenya/domain/report/HealthData"
import { Context, Effect } from "effect"
import * as Gateway from "../routes/Gateway.ts"
import * as People from "../routes/People.ts"

/** Two days of one test, as an app sends them. */
const entry = (value: number, day: string) => ({
  id: "r1",
  test_name: "Hämoglobin",
  test_name_normalized: "Hemoglobin",
  loinc: "718-7",
  category: "blood",
  value,
  value_text: String(value).replace(".", ","),
  unit: "g/dl",
  ucum: "g/dL",
  reference: { low: 12, high: 16, text: "12,0 - 16,0" },
  computed_flag: "N",
  flags_agree: true,
  specimen_date: day,
  page: 1,
  quote: `Hämoglobin ${value}`,
  grounding: "verified",
  confidence: 0.98
})

const body = {
  report_type: "full",
  health_data: { lab_results: [entry(13.2, "2024-01-15"), entry(11.9, "2025-02-03")], vitals: [] }
}

const path = "/api/v1/process/doctor-report"

const tokenOf = ({ accessToken }: People.Person) => ({ authorization: `Bearer ${accessToken}` })

const subscriber = Effect.gen(function* () {
  const person = yield* People.newcomer
  yield* People.subscribe(person)
  return person
})

/** Runs the job as its event would. */
const run = Effect.fnUntraced(function* (jobId: string) {
  const { ports } = yield* Gateway.Gateway
  yield* Effect.provideContext(JobRun.run(JobId.make(jobId)), ports)
})

Gateway.suites((name, gateway) => {
  withLayer(gateway, { timeout: "60 seconds", excludeTestServices: true })(
    `doctor's reports over HTTP: ${name}`,
    (it) => {
      it.effect("are for who pays, and what is refused begins nothing", () =>
        Effect.gen(function* () {
          const { call, ports } = yield* Gateway.Gateway
          const person = yield* People.newcomer
          const { json, status } = yield* call({ method: "POST", path, headers: tokenOf(person), body })
          assert.deepStrictEqual([status, json.code, json.feature], [403, "PREMIUM_REQUIRED", "doctor_report"])
          const inputs = yield* Context.get(ports, DocumentVault).jobsOf(person.caller.userId)
          assert.deepStrictEqual(inputs, [])
        })
      )

      it.effect("are accepted, told of, and given as JSON, FHIR and PDF", () =>
        Effect.gen(function* () {
          const { call } = yield* Gateway.Gateway
          const person = yield* subscriber
          const headers = tokenOf(person)
          const accepted = yield* call({ method: "POST", path, headers, body })
          assert.strictEqual(accepted.status, 202)
          const jobId: string = accepted.json.job_id
          assert.match(jobId, /^report_/)
          const at = (what: string) => `/api/v1/process/${what}/${jobId}`
          const pending = yield* call({ method: "GET", path: at("result"), headers })
          assert.deepStrictEqual([pending.status, pending.json.code], [409, "JOB_NOT_READY"])
          yield* run(jobId)
          const { json: told } = yield* call({ method: "GET", path: at("status"), headers })
          assert.strictEqual(told.status, "completed")

          const asked = (accept: string) => call({ method: "GET", path: at("result"), headers: { ...headers, accept } })
          const { headers: plain, json: report } = yield* asked("application/json")
          assert.strictEqual(plain["content-type"], "application/json")
          assert.strictEqual(plain["vary"], "Accept")
          const [trend] = report.trends
          assert.deepStrictEqual([trend.name, trend.direction, trend.change.text], ["Hemoglobin", "fallen", "-1.3"])
          assert.strictEqual(report.disclaimers.length, 4)

          const fhir = yield* asked("application/fhir+json")
          assert.strictEqual(fhir.headers["content-type"], "application/fhir+json")
          assert.deepStrictEqual(
            [fhir.json.type, fhir.json.entry[0].resource.resourceType],
            ["document", "Composition"]
          )

          const pdf = yield* asked("application/pdf")
          assert.strictEqual(pdf.headers["content-type"], "application/pdf")
          assert.match(pdf.text, /^%PDF-/)
          assert.deepStrictEqual((yield* asked("application/pdf")).bytes, pdf.bytes)
        })
      )

      it.effect("are nobody else's, and gone after a cleanup", () =>
        Effect.gen(function* () {
          const { call } = yield* Gateway.Gateway
          const person = yield* subscriber
          const { json } = yield* call({ method: "POST", path, headers: tokenOf(person), body })
          yield* run(json.job_id)
          const result = { method: "GET", path: `/api/v1/process/result/${json.job_id}` }
          const stranger = yield* call({ ...result, headers: tokenOf(yield* subscriber) })
          assert.deepStrictEqual([stranger.status, stranger.json.code], [404, "JOB_NOT_FOUND"])
          const cleanup = { method: "DELETE", path: `/api/v1/process/cleanup/${json.job_id}` }
          assert.strictEqual((yield* call({ ...cleanup, headers: tokenOf(person) })).status, 200)
          assert.strictEqual((yield* call({ ...result, headers: tokenOf(person) })).status, 404)
        })
      )

      it.effect("are refused over 1 MiB unread, and just below it for what is wrong", () =>
        Effect.gen(function* () {
          const { call } = yield* Gateway.Gateway
          const headers = tokenOf(yield* subscriber)
          const padded = (size: number) => JSON.stringify({ report_type: "full" }).padEnd(size, " ")
          const tooLarge = yield* call({ method: "POST", path, headers, body: padded(maxHealthDataBytes + 1) })
          assert.deepStrictEqual([tooLarge.status, tooLarge.json.code], [413, "PAYLOAD_TOO_LARGE"])
          const malformed = yield* call({ method: "POST", path, headers, body: padded(maxHealthDataBytes) })
          assert.deepStrictEqual([malformed.status, malformed.json.code], [400, "MALFORMED_REQUEST"])
          assert.deepStrictEqual(
            malformed.json.fields.map((field: { readonly path: string }) => field.path),
            ["payload.health_data"]
          )
        })
      )

      it.effect("are made once for one Idempotency-Key", () =>
        Effect.gen(function* () {
          const { call } = yield* Gateway.Gateway
          const headers = { ...tokenOf(yield* subscriber), "idempotency-key": "report-of-today" }
          const [one, other] = [
            yield* call({ method: "POST", path, headers, body }),
            yield* call({ method: "POST", path, headers, body })
          ]
          assert.strictEqual(one.json.job_id, other.json.job_id)
          assert.strictEqual(other.headers["idempotency-replayed"], "true")
        })
      )
    }
  )
})
