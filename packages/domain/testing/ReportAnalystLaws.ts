import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, type Layer, Schema } from "effect"
import { Findings, type FoundResult } from "../src/analysis/Findings.ts"
import { ReportAnalyst } from "../src/analysis/ReportAnalyst.ts"
import * as Permits from "./Permits.ts"
import * as Sketch from "./synthetic/Sketch.ts"

/** A report that leaves no room for opinion, and its one row as printed. */
export const report = Sketch.document([
  "Complete Blood Count",
  "Test            | Result | Unit | Reference Range | Flag",
  "Hemoglobin      | 10.9   | g/dL | 12.0 - 15.5     | L"
])

export const row: Omit<FoundResult, "quote" | "category"> = {
  testName: "Hemoglobin",
  valueText: "10.9",
  unit: "g/dL",
  referenceText: "12.0 - 15.5",
  printedFlag: "L",
  page: 1
}

/** Every `ReportAnalyst` obeys these, whatever reads for it. */
export const suite = <E>(name: string, layer: Layer.Layer<ReportAnalyst, E>) =>
  withLayer(layer, { timeout: "30 seconds" })(`ReportAnalyst laws: ${name}`, (it) => {
    it.effect("says who reads and by which prompt, for every result's provenance", () =>
      Effect.gen(function* () {
        const { model, promptVersion } = yield* ReportAnalyst
        assertTrue(model.length > 0 && promptVersion.length > 0)
      })
    )

    it.effect("finds a row exactly as it is printed, with the line it stands in", () =>
      Effect.gen(function* () {
        const { labResults } = yield* (yield* ReportAnalyst).analyse(report, Permits.granted)
        assertEquals(labResults.length, 1)
        assertEquals(
          labResults.map(({ testName, valueText, unit, referenceText, printedFlag, page }) => ({
            testName,
            valueText,
            unit,
            referenceText,
            printedFlag,
            page
          })),
          [row]
        )
        assertTrue(labResults.every(({ quote }) => quote.includes("Hemoglobin") && quote.includes("10.9")))
      })
    )

    it.effect("asks whether it may before it reads, and ends with the refusal", () =>
      Effect.gen(function* () {
        const { analyse } = yield* ReportAnalyst
        assertEquals(yield* Effect.flip(analyse(report, Permits.refused)), yield* Effect.flip(Permits.refused))
      })
    )

    it.effect("answers with findings, and nothing that is none", () =>
      Effect.gen(function* () {
        const found = yield* (yield* ReportAnalyst).analyse(report, Permits.granted)
        assertEquals(yield* Schema.decodeUnknownEffect(Findings)(found), found)
      })
    )
  })
