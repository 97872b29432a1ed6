import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue, deepStrictEqual } from "@effect/vitest/utils"
import { DocumentBundle } from "@serenya/domain/fhir/DocumentBundle"
import { documentBundleOf } from "@serenya/domain/fhir/DocumentBundleRules"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import type { ReportType } from "@serenya/domain/report/DoctorReport"
import { type HealthData, HistoryResult, HistoryVital } from "@serenya/domain/report/HealthData"
import { outlineOf } from "@serenya/domain/report/OutlineRules"
import { assemble } from "@serenya/domain/report/ReportRules"
import { mixed, nothing } from "@serenya/domain/testing/Histories"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import { Schema } from "effect"
import { Fhir } from "fhir-validator"
import type * as r4 from "fhir/r4.js"

const jobId = makeJobId("report", JobFixtures.userId, JobFixtures.at, "Ab-_".repeat(5) + "zQ")
const provenance = { model: "a-model", promptVersion: "7" }

const reportOf = (data: HealthData, type: ReportType = "full") =>
  assemble(jobId, outlineOf(type, data, JobFixtures.at), new Map(), provenance, JobFixtures.at)

const documentOf = (data: HealthData, type: ReportType = "full") => documentBundleOf(reportOf(data, type))

/** DefinitelyTyped's types know no `readonly`. */
type Writable<A> = A extends object ? { -readonly [Key in keyof A]: Writable<A[Key]> } : A
const writable = <A>(value: A) => value as Writable<A>

const encode = Schema.encodeSync(Schema.toCodecJson(DocumentBundle))
const validator = new Fhir()

/** What an independent validator, with FHIR R4's own definitions, has against a bundle; it knows no terminologies. */
const faultsOf = (bundle: DocumentBundle) => {
  const { messages } = validator.validate(Object(encode(bundle)), { errorOnUnexpected: true })
  return messages.flatMap(({ location = "", message = "" }) =>
    /value set/i.test(message) ? [] : [`${location}: ${message}`]
  )
}

const objectsIn = (value: unknown): ReadonlyArray<object> => {
  if (typeof value !== "object" || value === null) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

const referencesIn = (value: unknown) =>
  objectsIn(value).flatMap((object) => ("reference" in object ? [String(object.reference)] : []))

describe("a report as a FHIR document", () => {
  for (const [what, bundle] of [
    ["something of everything", documentOf(mixed)],
    ["something of everything, in brief", documentOf(mixed, "brief")],
    ["nothing", documentOf(nothing)]
  ] as const) {
    it(`is one that FHIR R4's definitions accept, of ${what}`, () => {
      deepStrictEqual(faultsOf(bundle), [])
      const typed: r4.Bundle = writable(bundle)
      deepStrictEqual(JSON.parse(JSON.stringify(typed)), encode(bundle))
    })

    it(`begins with its composition, from which everything is reached, of ${what}`, () => {
      const [first, ...others] = bundle.entry
      assertEquals(first.resource.resourceType, "Composition")
      const reached = new Set(referencesIn(first))
      for (const { fullUrl, resource } of others)
        assertTrue(resource.resourceType === "Provenance" || reached.has(fullUrl), `${resource.resourceType} is not`)
      const urls = new Set(bundle.entry.map(({ fullUrl }) => fullUrl))
      assertEquals(urls.size, bundle.entry.length)
      deepStrictEqual(
        referencesIn(bundle).filter((reference) => !urls.has(reference)),
        []
      )
    })
  }

  const Data = Schema.Struct({
    labResults: Schema.Array(HistoryResult).check(Schema.isMaxLength(4)),
    vitals: Schema.Array(HistoryVital).check(Schema.isMaxLength(3))
  })

  it.prop(
    "is valid of any data that the API admits",
    [Data],
    ([data]) => {
      const bundle = documentOf(data)
      assertTrue(Schema.is(DocumentBundle)(bundle))
      deepStrictEqual(faultsOf(bundle), [])
    },
    { arbitrary: { runs: 60 } }
  )

  it("says of every resource that an artificial intelligence asserts it, and names the program that did", () => {
    const bundle = documentOf(mixed)
    for (const { meta } of [bundle, ...bundle.entry.map(({ resource }) => resource)])
      deepStrictEqual(
        meta.security.map(({ code }) => code),
        ["AIAST"]
      )
    const resources = bundle.entry.map(({ fullUrl, resource }) => ({ fullUrl, resource }))
    const provenance = resources.find(({ resource }) => resource.resourceType === "Provenance")?.resource
    const device = resources.find(({ resource }) => resource.resourceType === "Device")
    assertTrue(provenance?.resourceType === "Provenance")
    deepStrictEqual(
      provenance.agent.map(({ who }) => who.reference),
      [device?.fullUrl]
    )
    assertEquals(provenance.target.length, bundle.entry.length - 2)
  })

  it("names nobody, and has the same bytes for the same report", () => {
    const text = JSON.stringify(documentOf(mixed))
    assertTrue(!/"Patient"|"subject"/.test(text) && !text.includes(JobFixtures.userId))
    const shuffled = { labResults: mixed.labResults.toReversed(), vitals: mixed.vitals.toReversed() }
    assertEquals(JSON.stringify(documentOf(shuffled)), text)
  })

  it("tells all of the report, and all four disclaimers", () => {
    const report = reportOf(mixed)
    const text = JSON.stringify(documentBundleOf(report))
    for (const disclaimer of report.disclaimers) assertTrue(text.includes(disclaimer))
    const observations = documentBundleOf(report).entry.filter(
      ({ resource }) => resource.resourceType === "Observation"
    )
    assertEquals(observations.length, report.measurements.length)
  })
})
