import { Array, DateTime } from "effect"
import type { DoctorReport } from "../report/DoctorReport.ts"
import type { Block, Table } from "../report/Paper.ts"
import { partsOf } from "../report/PaperRules.ts"
import { deviceOf, meta, provenanceOf } from "./AgentRules.ts"
import * as Codes from "./CodeRules.ts"
import type { Composition, DocumentBundle, DocumentEntry } from "./DocumentBundle.ts"
import type { Reference } from "./Element.ts"
import { ofMeasurement } from "./MeasurementObservationRules.ts"
import { uuidOf } from "./UuidRules.ts"
import { element, narrative } from "./XhtmlRules.ts"

const tableOf = ({ columns, rows }: Table): string => {
  const row = (name: "td" | "th", cells: ReadonlyArray<string>) =>
    `<tr>${cells.map((cell) => element(name, cell)).join("")}</tr>`
  const head = row(
    "th",
    columns.map(({ heading }) => heading)
  )
  return `<table><thead>${head}</thead><tbody>${rows.map((cells) => row("td", cells)).join("")}</tbody></table>`
}

const xhtmlOf = (block: Block): string => {
  switch (block._tag) {
    case "Heading":
    case "Paragraph":
      return element("p", block.text)
    case "List": {
      const name = block.isNumbered ? "ol" : "ul"
      return `<${name}>${block.items.map((item) => element("li", item)).join("")}</${name}>`
    }
    case "Table":
      return tableOf(block.table)
  }
}

/** The parts of the paper, each with the observations it is about; none is said of two parts. */
const sectionsOf = (report: DoctorReport, urls: ReadonlyMap<string, string>): Composition["section"] =>
  Array.map(partsOf(report), ({ blocks, measurementIds, title }) => {
    const [first, ...others] = measurementIds.flatMap((id): ReadonlyArray<Reference> => {
      const reference = urls.get(id)
      return reference === undefined ? [] : [{ reference }]
    })
    return {
      title,
      text: narrative(blocks.map(xhtmlOf)),
      ...(first !== undefined && { entry: [first, ...others] })
    }
  })

/** A report as a FHIR R4 document. Pure: the same report gives the same bundle, and nothing of the person's account is in it. */
export const documentBundleOf = (report: DoctorReport): DocumentBundle => {
  const { generatedAt, jobId, measurements, provenance, title } = report
  const urn = (index: number) => `urn:uuid:${uuidOf(jobId, index)}`
  const entry = (resource: DocumentEntry["resource"], index: number): DocumentEntry => ({
    fullUrl: urn(index),
    resource
  })
  const observations = measurements.map((measurement, index) => entry(ofMeasurement(measurement), 4 + index))
  const urls = new Map(measurements.map(({ id }, index) => [id, urn(4 + index)]))
  const composition: Composition = {
    resourceType: "Composition",
    id: "composition",
    meta,
    status: "preliminary",
    type: { coding: [Codes.patientSummary] },
    date: DateTime.formatIso(generatedAt),
    author: [{ reference: urn(2) }],
    title,
    section: sectionsOf(report, urls)
  }
  const targets = [{ reference: urn(1) }, ...observations.map(({ fullUrl }) => ({ reference: fullUrl }))] as const
  return {
    resourceType: "Bundle",
    meta,
    identifier: { system: Codes.systems.uri, value: urn(0) },
    type: "document",
    timestamp: DateTime.formatIso(generatedAt),
    entry: [
      entry(composition, 1),
      entry(deviceOf(provenance), 2),
      ...observations,
      entry(provenanceOf(generatedAt, targets, { reference: urn(2) }), 3)
    ]
  }
}
