import { DateTime } from "effect"
import type { AnalysisResult } from "../analysis/AnalysisResult.ts"
import { isoDate } from "../prose/PrintedDateRules.ts"
import { deviceOf, meta, provenanceOf } from "./AgentRules.ts"
import type { Bundle, DiagnosticReport, Entry, Provenance } from "./Bundle.ts"
import * as Codes from "./CodeRules.ts"
import type { Reference } from "./Element.ts"
import * as Observations from "./ObservationRules.ts"
import { uuidOf } from "./UuidRules.ts"
import { element, narrative } from "./XhtmlRules.ts"

/** What a person must read who sees nothing else of the bundle: the summary, what to look at twice, all four disclaimers. */
const narrativeOf = ({ disclaimers, medicalFlags, summary, warnings }: AnalysisResult): DiagnosticReport["text"] => {
  const lines = [summary, ...[...medicalFlags, ...warnings].map(({ message }) => message), ...disclaimers]
  return narrative(lines.filter((line) => line.trim() !== "").map((line) => element("p", line)))
}

/** The day all specimens were taken, if it was one. */
const takenOn = ({ labResults }: AnalysisResult): string | undefined => {
  const days = new Set(labResults.map(({ specimenDate }) => isoDate(specimenDate ?? "")))
  return days.size === 1 ? [...days][0] : undefined
}

const reportOf = (result: AnalysisResult, references: ReadonlyArray<Reference>): DiagnosticReport => {
  const [first, ...others] = references
  const taken = takenOn(result)
  return {
    resourceType: "DiagnosticReport",
    id: "report",
    meta,
    text: narrativeOf(result),
    status: "unknown",
    category: [Codes.laboratorySection],
    code: { coding: [Codes.laboratoryReport], text: Codes.text(result.title) ?? "Laboratory report" },
    ...(taken !== undefined && { effectiveDateTime: taken }),
    ...(first !== undefined && { result: [first, ...others] }),
    conclusion: Codes.text(result.summary) ?? "No laboratory results or vital signs were found."
  }
}

/** A result as FHIR R4. Pure: the same result gives the same bundle, and nothing of the person's account is in it. */
export const bundleOf = (result: AnalysisResult): Bundle => {
  const urn = (index: number) => `urn:uuid:${uuidOf(result.jobId, index)}`
  const entry = (resource: Entry["resource"], index: number): Entry => ({ fullUrl: urn(index), resource })
  const observations = [
    ...result.labResults.map(Observations.ofLabResult),
    ...result.vitals.map(Observations.ofVital)
  ].map((observation, index) => entry(observation, 4 + index))
  const found = observations.map(({ fullUrl }) => ({ reference: fullUrl }))
  const report = entry(reportOf(result, found), 1)
  const device = entry(deviceOf(result.provenance), 2)
  const targets: Provenance["target"] = [{ reference: report.fullUrl }, ...found]
  return {
    resourceType: "Bundle",
    meta,
    identifier: { system: Codes.systems.uri, value: urn(0) },
    type: "collection",
    timestamp: DateTime.formatIso(result.generatedAt),
    entry: [
      report,
      ...observations,
      device,
      entry(provenanceOf(result.generatedAt, targets, { reference: device.fullUrl }), 3)
    ]
  }
}
