import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue, deepStrictEqual } from "@effect/vitest/utils"
import { Bundle } from "@serenya/domain/fhir/Bundle"
import { bundleOf } from "@serenya/domain/fhir/BundleRules"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import { JobStore } from "@serenya/domain/jobs/JobStore"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import { Context, DateTime, Effect, Schema } from "effect"
import * as People from "./People.ts"
import * as Service from "./Service.ts"

const json = "application/json"
const fhir = "application/fhir+json"

/** A finished job of a signed-in person, and how to ask for its result. */
const finished = Effect.gen(function* () {
  const service = yield* Service.make
  const { caller } = yield* People.signedIn(service, "jane")
  const jobId = makeJobId("result", caller.userId, yield* DateTime.now, "Ab-_".repeat(5) + "zQ")
  yield* Context.get(service.world, JobStore).finish(jobId, JobFixtures.completed(jobId))
  const ask = (accept?: string) =>
    service.call({
      method: "GET",
      path: `/api/v1/process/result/${jobId}`,
      caller,
      headers: accept === undefined ? {} : { accept }
    })
  return { ask, caller, jobId, service }
})

describe("the representations of a result", () => {
  it.live("are JSON and FHIR, of one result, each with its own media type", () =>
    Effect.gen(function* () {
      const { ask, jobId } = yield* finished
      const [plain, bundle] = yield* Effect.all([ask(json), ask(fhir)])
      deepStrictEqual([plain.status, plain.headers["content-type"]], [200, [json]])
      deepStrictEqual([bundle.status, bundle.headers["content-type"]], [200, [fhir]])
      deepStrictEqual([plain.headers["vary"], bundle.headers["vary"]], [["Accept"], ["Accept"]])
      const { job_id } = Schema.decodeUnknownSync(Schema.Struct({ job_id: Schema.String }))(plain.json)
      assertEquals(job_id, jobId)
      const decoded = Schema.decodeUnknownSync(Schema.toCodecJson(Bundle))(bundle.json)
      deepStrictEqual(decoded, bundleOf(JobFixtures.resultOf(jobId)))
    })
  )

  const accepts: ReadonlyArray<readonly [string | undefined, string]> = [
    [undefined, json],
    ["*/*", json],
    ["application/*", json],
    ["text/html", json],
    [`${json}, ${fhir}`, json],
    [`${fhir}, ${json}`, json],
    [`${fhir};q=0.5, ${json}`, json],
    [`${fhir};q=0.5, */*`, json],
    [`${fhir};q=0`, json],
    [`${fhir};q=none`, json],
    [",;,", json],
    [fhir, fhir],
    ["Application/FHIR+JSON; fhirVersion=4.0", fhir],
    [`${fhir}, */*`, fhir],
    [`${fhir}, application/*;q=0.9`, fhir],
    [`${json};q=0.5, ${fhir};q=0.8`, fhir],
    [`text/html, ${fhir};q=0.1`, fhir]
  ]

  it.live("are chosen by what the caller accepts", () =>
    Effect.gen(function* () {
      const { ask } = yield* finished
      for (const [accept, type] of accepts) {
        const { headers } = yield* ask(accept)
        deepStrictEqual([accept, headers["content-type"]], [accept, [type]])
      }
    })
  )

  it.live("do not reach errors: a problem stays a problem", () =>
    Effect.gen(function* () {
      const { caller, service } = yield* finished
      const path = "/api/v1/process/result/no-job-at-all"
      const lost = yield* service.call({ method: "GET", path, caller, headers: { accept: fhir } })
      deepStrictEqual([lost.status, lost.headers["content-type"]], [404, ["application/problem+json"]])
      const stranger = yield* service.call({ method: "GET", path, headers: { accept: fhir } })
      assertTrue(stranger.status === 401)
    })
  )
})
