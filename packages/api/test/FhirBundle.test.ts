import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue, deepStrictEqual } from "@effect/vitest/utils"
import type { AnalysisResult } from "@serenya/domain/analysis/AnalysisResult"
import { LabResult } from "@serenya/domain/analysis/LabResult"
import { Vital } from "@serenya/domain/analysis/Vital"
import { Bundle } from "@serenya/domain/fhir/Bundle"
import { bundleOf } from "@serenya/domain/fhir/BundleRules"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import * as JobFixtures from "@serenya/domain/testing/JobFixtures"
import { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Schema, Struct } from "effect"
import { Fhir } from "fhir-validator"
import type * as r4 from "fhir/r4.js"

const userId = UserId.make("019845e1-682f-4b02-a706-3b2422d13aec")
const jobId = makeJobId("result", userId, DateTime.makeUnsafe(0), "Ab-_".repeat(5) + "zQ")
const fixture = JobFixtures.resultOf(jobId)

/** DefinitelyTyped's types know no `readonly`. */
type Writable<A> = A extends object ? { -readonly [Key in keyof A]: Writable<A[Key]> } : A
const writable = <A>(value: A) => value as Writable<A>

const encode = Schema.encodeSync(Schema.toCodecJson(Bundle))
const validator = new Fhir()

/** It ships no terminologies: what it says of codes out of them is that it does not know them. */
const isUnknownCode = (message: string) => /value set/i.test(message)

/** What an independent validator, with FHIR R4's own definitions, has against a bundle. */
const faultsOf = (bundle: Bundle) => {
  const { messages } = validator.validate(Object(encode(bundle)), { errorOnUnexpected: true })
  return messages.flatMap(({ location = "", message = "" }) =>
    isUnknownCode(message) ? [] : [`${location}: ${message}`]
  )
}

const objectsIn = (value: unknown): ReadonlyArray<object> => {
  if (typeof value !== "object" || value === null) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

const codingsIn = (bundle: Bundle) =>
  objectsIn(bundle).flatMap((object) => ("system" in object && "code" in object ? [object] : []))

const observation = (result: Partial<AnalysisResult>) => {
  const found = bundleOf({ ...fixture, labResults: [], vitals: [], ...result }).entry.map(({ resource }) => resource)
  return found.find(({ resourceType }) => resourceType === "Observation")
}

const lab = fixture.labResults.slice(0, 1)
const withLab = (part: Partial<LabResult>) => observation({ labResults: lab.map((row) => ({ ...row, ...part })) })

describe("a result as a FHIR bundle", () => {
  it("is one that FHIR R4's definitions accept, in types and in fact", () => {
    const bundle = bundleOf(fixture)
    deepStrictEqual(faultsOf(bundle), [])
    const typed: r4.Bundle = writable(bundle)
    deepStrictEqual(JSON.parse(JSON.stringify(typed)), encode(bundle))
  })

  const Rows = Schema.Tuple([
    Schema.Array(LabResult).check(Schema.isMaxLength(4)),
    Schema.Array(Vital).check(Schema.isMaxLength(3))
  ])

  it("would be found out if it were not", () => {
    const { messages } = validator.validate(
      { ...bundleOf(fixture), type: "heap", entry: [{ resource: { resourceType: "Observation", valueNumber: 1 } }] },
      { errorOnUnexpected: true }
    )
    const found = messages.map(({ location = "" }) => location)
    for (const place of ["Bundle.type", "Observation.status", "Observation.code", "Observation.valueNumber"])
      assertTrue(found.includes(place), `${place} is not among ${found.join()}`)
  })

  it.prop("is valid whatever was found, and all its references end in it", [Rows], ([[labResults, vitals]]) => {
    const bundle = bundleOf({
      ...fixture,
      labResults: labResults.map((row, index) => ({ ...row, id: `r${index + 1}` })),
      vitals: vitals.map((row, index) => ({ ...row, id: `v${index + 1}` }))
    })
    assertTrue(Schema.is(Bundle)(bundle))
    deepStrictEqual(faultsOf(bundle), [])
    const urls = bundle.entry.map(({ fullUrl }) => fullUrl)
    assertEquals(new Set(urls).size, labResults.length + vitals.length + 3)
    for (const url of urls)
      assertTrue(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(url))
    const references = objectsIn(bundle).flatMap((object) => ("reference" in object ? [object.reference] : []))
    deepStrictEqual(
      references.filter((reference) => !urls.includes(String(reference))),
      []
    )
  })

  it("has a report of all observations, and a provenance of them with the program as its agent", () => {
    const { entry } = bundleOf(fixture)
    const urlsOf = (type: string) =>
      entry.filter(({ resource }) => resource.resourceType === type).map(({ fullUrl }) => ({ reference: fullUrl }))
    const byType = (type: string) => entry.find(({ resource }) => resource.resourceType === type)?.resource
    const [report, provenance, device] = [byType("DiagnosticReport"), byType("Provenance"), byType("Device")]
    assertTrue(report?.resourceType === "DiagnosticReport" && provenance?.resourceType === "Provenance")
    deepStrictEqual([...(report.result ?? [])], urlsOf("Observation"))
    deepStrictEqual([...provenance.target], [...urlsOf("DiagnosticReport"), ...urlsOf("Observation")])
    deepStrictEqual(
      provenance.agent.map(({ who }) => who),
      urlsOf("Device")
    )
    assertTrue(device?.resourceType === "Device")
    deepStrictEqual(
      device.version.map(({ type, value }) => [type.text, value]),
      [
        ["model", "rules"],
        ["prompt", "1"],
        ["rules", "1"]
      ]
    )
    for (const disclaimer of fixture.disclaimers) assertTrue(report.text.div.includes(disclaimer))
  })

  it("says of every resource that an artificial intelligence asserts it", () => {
    const bundle = bundleOf(fixture)
    for (const { meta } of [bundle, ...bundle.entry.map(({ resource }) => resource)]) {
      deepStrictEqual(
        meta.security.map(({ code, system }) => [system, code]),
        [["http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "AIAST"]]
      )
    }
  })

  it("takes its codes from the right systems", () => {
    const found = new Set(codingsIn(bundleOf(fixture)).map(({ code, system }) => `${String(system)}|${String(code)}`))
    for (const coding of [
      "http://loinc.org|718-7",
      "http://loinc.org|11502-2",
      "http://loinc.org|85354-9",
      "http://loinc.org|8480-6",
      "http://loinc.org|8462-4",
      "http://unitsofmeasure.org|g/dL",
      "http://unitsofmeasure.org|mm[Hg]",
      "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation|H",
      "http://terminology.hl7.org/CodeSystem/observation-category|laboratory",
      "http://terminology.hl7.org/CodeSystem/observation-category|vital-signs"
    ])
      assertTrue(found.has(coding), coding)
  })

  it("gives a value as printed and in UCUM, with comparator, range and both interpretations", () => {
    const found = observation({ labResults: lab })
    assertTrue(found?.resourceType === "Observation")
    const ucum = { unit: "g/dl", system: "http://unitsofmeasure.org", code: "g/dL" }
    deepStrictEqual(found.valueQuantity, { value: 17.9, ...ucum, comparator: ">=" })
    deepStrictEqual(found.referenceRange, [
      { low: { value: 13.5, ...ucum }, high: { value: 17.5, ...ucum }, text: "13,5 – 17,5" }
    ])
    deepStrictEqual(found.code, {
      coding: [{ system: "http://loinc.org", code: "718-7", display: "Hemoglobin" }],
      text: "Hämoglobin"
    })
    assertEquals(found.interpretation?.length, 2)
    assertEquals(found.interpretation?.[1]?.text, "+")
    assertEquals(found.effectiveDateTime, "2026-02-27")
  })

  it("gives a blood pressure in components, and no value of its own", () => {
    const found = observation({ vitals: fixture.vitals })
    assertTrue(found?.resourceType === "Observation")
    assertEquals(found.valueQuantity, undefined)
    deepStrictEqual(
      found.component?.map(({ code, valueQuantity }) => [
        code.coding?.[0]?.code,
        valueQuantity.value,
        valueQuantity.code
      ]),
      [
        ["8480-6", 128, "mm[Hg]"],
        ["8462-4", 84, "mm[Hg]"]
      ]
    )
  })

  it("says in words what is no number, and that a value is missing where none is printed", () => {
    const word = withLab({ value: null, valueText: "Positive" })
    assertTrue(word?.resourceType === "Observation")
    deepStrictEqual([word.valueString, word.valueQuantity], ["Positive", undefined])
    const none = withLab({ value: null, valueText: " " })
    assertTrue(none?.resourceType === "Observation")
    assertEquals(none.dataAbsentReason?.coding?.[0]?.code, "unknown")
  })

  it("guesses no day, no code and no unit", () => {
    const found = withLab({ specimenDate: "03/04/2026", unit: "furlongs" })
    assertTrue(found?.resourceType === "Observation")
    assertEquals(found.effectiveDateTime, undefined)
    const bare = observation({ labResults: lab.map((row) => Struct.omit(row, ["loinc", "ucum"])) })
    assertTrue(bare?.resourceType === "Observation")
    deepStrictEqual(bare.code, { text: "Hämoglobin" })
    deepStrictEqual(bare.valueQuantity, { value: 17.9, unit: "g/dl", comparator: ">=" })
  })

  it("carries nothing of the account, and is the same every time", () => {
    const text = JSON.stringify(bundleOf(fixture))
    assertTrue(!text.includes(userId))
    assertEquals(text, JSON.stringify(bundleOf(fixture)))
    const other = bundleOf({ ...fixture, jobId: makeJobId("result", userId, DateTime.makeUnsafe(0), "B".repeat(22)) })
    assertTrue(other.identifier.value !== bundleOf(fixture).identifier.value)
  })

  it("shows in its text what a document prints as text", () => {
    const { entry } = bundleOf({ ...fixture, summary: "<script>x</script> & more" })
    const [report] = entry
    assertTrue(report.resource.resourceType === "DiagnosticReport")
    assertTrue(report.resource.text.div.includes("&lt;script&gt;x&lt;/script&gt; &amp; more"))
  })
})
