import { pdf } from "@serenya/api/ResultApi"
import { Effect, Ref } from "effect"
import { refused } from "../check/Refused.ts"
import { holds, same } from "../check/Unexpected.ts"
import * as Jobs from "../job/Jobs.ts"
import * as SampleReport from "../job/SampleReport.ts"
import { newKey } from "../person/NewKey.ts"
import * as Person from "../person/Person.ts"
import * as Scenario from "../Scenario.ts"

export const doctorsReport = Scenario.make({
  name: "doctors-report",
  story: "has two measurements prepared for the doctor, as JSON, FHIR and PDF, once it is paid for",
  needs: ["identities", "stores"],
  play: Effect.fnUntraced(function* ({ identities, stores, ...target }) {
    const person = yield* Person.newcomer(target, identities)
    const { api, id } = person
    const [hemoglobin, ...others] = (yield* Jobs.analysed(target, person, SampleReport.pdf)).labResults
    yield* same("how many other results there are", others.length, 2)
    if (hemoglobin === undefined) return
    const earlier = { ...hemoglobin, id: "earlier", specimenDate: "2024-01-15" }
    const later = {
      ...hemoglobin,
      id: "later",
      specimenDate: "2025-02-03",
      value: 15.2,
      valueText: "15.2",
      quote: "Hemoglobin 15.2"
    }
    const payload = { reportType: "full" as const, healthData: { labResults: [earlier, later], vitals: [] } }

    const { feature } = yield* refused(
      "a report that nobody paid for",
      api.doctorReport.request({ headers: yield* newKey, payload }),
      "PremiumRequired"
    )
    yield* same("what it needs", feature, "doctor_report")
    yield* stores.sell("apple", id)

    const { jobId } = yield* api.doctorReport.request({ headers: yield* newKey, payload })
    const { status } = yield* Jobs.ended(target, person, jobId)
    yield* same("how the report ended", status, "completed")
    const params = { job_id: jobId }
    const report = yield* api.result.result({ params })
    yield* holds("JSON has the trend", "trends" in report && report.trends[0]?.direction === "fallen", report)

    const as = (accept: string) =>
      Effect.flatMap(Person.apiAs(target, Ref.get(person.accessToken), accept), (api) => api.result.result({ params }))
    const fhir = yield* as("application/fhir+json")
    yield* holds("FHIR is a document", "resourceType" in fhir && fhir.type === "document", fhir)
    const print = yield* as(pdf)
    yield* holds(
      "the print is a PDF",
      print instanceof Uint8Array && new TextDecoder().decode(print.slice(0, 5)) === "%PDF-"
    )
    yield* api.cleanup.cleanup({ params })
    yield* refused("a report after the cleanup", api.result.result({ params }), "JobNotFound")
  })
})
