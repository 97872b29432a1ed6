import { assert, describe, it } from "@effect/vitest"
import { DocumentBundle } from "@serenya/domain/fhir/DocumentBundle"
import { documentBundleOf } from "@serenya/domain/fhir/DocumentBundleRules"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import { type HealthData, maxEntries, maxHealthDataBytes } from "@serenya/domain/report/HealthData"
import { outlineOf } from "@serenya/domain/report/OutlineRules"
import { assemble } from "@serenya/domain/report/ReportRules"
import { result, vital } from "@serenya/domain/testing/Histories"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import { DateTime, Schema } from "effect"
import { DoctorReportRequest } from "../src/DoctorReportApi.ts"
import { ReportDto } from "../src/ReportDto.ts"

/** What a Lambda function may answer, less its envelope. */
const largestAnswer = 6 * 1024 * 1024 - 64 * 1024

const jobId = makeJobId("report", JobFixtures.userId, JobFixtures.at, "A".repeat(22))
/** All of it is ASCII: one byte a letter. */
const sizeOf = (json: unknown) => JSON.stringify(json).length

const requestOf = (healthData: HealthData) =>
  Schema.encodeSync(Schema.toCodecJson(DoctorReportRequest))({ reportType: "full", healthData })

const dayAfter = (days: number) => DateTime.formatIsoDateUtc(DateTime.add(JobFixtures.at, { days: -days }))

/** As much as a request may hold of short results, each of a test and a day of its own, or all of one. */
const histories: ReadonlyArray<readonly [string, HealthData]> = [
  [
    "as many results and vital signs as may be, of as many tests",
    {
      labResults: Array.from({ length: maxEntries }, (_, index) =>
        result(`T${index % 700}`, "<&1", "<&", dayAfter(index), { quote: "", reference: { text: "<&" } })
      ),
      vitals: Array.from({ length: maxEntries }, (_, index) => ({
        ...vital("blood_pressure", [120 + (index % 50), 80], "mmHg", dayAfter(index)),
        quote: ""
      }))
    }
  ],
  [
    "long names full of signs that FHIR's XHTML writes in five letters",
    {
      labResults: Array.from({ length: 1400 }, (_, index) =>
        result(`${"&".repeat(290)}${index % 600}`, "1", "", dayAfter(index), { quote: "" })
      ),
      vitals: []
    }
  ]
]

describe("the largest reports", () => {
  for (const [what, history] of histories)
    it(`fit into one answer in JSON and in FHIR: ${what}`, () => {
      const size = sizeOf(requestOf(history))
      assert.isAtLeast(size, maxHealthDataBytes * 0.6)
      const report = assemble(
        jobId,
        outlineOf("full", history, JobFixtures.at),
        new Map(),
        { model: "m", promptVersion: "p" },
        JobFixtures.at
      )
      const json = sizeOf(Schema.encodeSync(Schema.toCodecJson(ReportDto))(report))
      const fhir = sizeOf(Schema.encodeSync(Schema.toCodecJson(DocumentBundle))(documentBundleOf(report)))
      assert.isBelow(json, largestAnswer, `JSON of a request of ${size}`)
      assert.isBelow(fhir, largestAnswer, `FHIR of a request of ${size}`)
    })
})
