import { Effect, Ref } from "effect"
import { refused } from "../check/Refused.ts"
import { holds, same } from "../check/Unexpected.ts"
import * as Jobs from "../job/Jobs.ts"
import * as SampleReport from "../job/SampleReport.ts"
import * as Person from "../person/Person.ts"
import * as Scenario from "../Scenario.ts"

export const document = Scenario.make({
  name: "document",
  story: "uploads a lab report, reads it explained, takes it along as FHIR, and has it deleted",
  needs: ["identities"],
  play: Effect.fnUntraced(function* ({ identities, ...target }) {
    const person = yield* Person.newcomer(target, identities)
    const { api } = person
    const { disclaimers, jobId, labResults } = yield* Jobs.analysed(target, person, SampleReport.pdf)
    yield* same(
      "what was read",
      labResults.map(({ grounding, testName, unit, valueText }) => ({ testName, valueText, unit, grounding })),
      SampleReport.rows.map(({ testName, unit, valueText }) => ({
        testName,
        valueText,
        unit,
        grounding: "verified" as const
      }))
    )
    yield* same(
      "what is too high",
      labResults.map(({ computedFlag }) => computedFlag),
      ["H", "N", "N"]
    )
    yield* same("the disclaimers", disclaimers.length, 4)

    const params = { job_id: jobId }
    const fhir = yield* Person.apiAs(target, Ref.get(person.accessToken), "application/fhir+json")
    const bundle = yield* fhir.result.result({ params })
    yield* holds("FHIR is a bundle", "resourceType" in bundle && bundle.resourceType === "Bundle", bundle)
    yield* Jobs.counted(target, person, 1)

    const receipt = yield* api.cleanup.cleanup({ params })
    yield* same("whose receipt it is", receipt.jobId, jobId)
    yield* api.cleanup.cleanup({ params })
    yield* refused("a result after the cleanup", api.result.result({ params }), "JobNotFound")
  })
})
