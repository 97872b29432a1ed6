import { assert, layer as withLayer } from "@effect/vitest"
import { type DateTime, Effect, type Layer } from "effect"
import { makeJobId } from "../src/jobs/JobId.ts"
import type { HealthData } from "../src/report/HealthData.ts"
import { outlineOf } from "../src/report/OutlineRules.ts"
import { paperOf } from "../src/report/PaperRules.ts"
import { ReportPrinter } from "../src/report/ReportPrinter.ts"
import { assemble } from "../src/report/ReportRules.ts"
import { mixed, nothing } from "./Histories.ts"
import * as JobFixtures from "./JobFixtures.ts"

const jobId = makeJobId("report", JobFixtures.userId, JobFixtures.at, "A".repeat(22))

/** A history on paper, worded by the rules. */
export const paper = (data: HealthData, generatedAt: DateTime.Utc = JobFixtures.at) =>
  paperOf(
    assemble(
      jobId,
      outlineOf("full", data, JobFixtures.at),
      new Map(),
      { model: "offline-rules", promptVersion: "none" },
      generatedAt
    )
  )

const ascii = (bytes: Uint8Array) => String.fromCharCode(...bytes)

/** What every implementation of `ReportPrinter` does. What stands on its pages is the printer's own to show. */
export const suite = <E>(name: string, layer: Layer.Layer<ReportPrinter, E>) =>
  withLayer(layer, { timeout: "60 seconds" })(`ReportPrinter: ${name}`, (it) => {
    const printed = (data: HealthData) => ReportPrinter.use(({ print }) => print(paper(data)))

    for (const [what, data] of [
      ["something of everything", mixed],
      ["nothing", nothing]
    ] as const)
      it.effect(`makes a PDF of a history of ${what}`, () =>
        Effect.gen(function* () {
          const bytes = yield* printed(data)
          assert.match(ascii(bytes.slice(0, 8)), /^%PDF-1\.\d$/)
          assert.match(ascii(bytes.slice(-8)), /%%EOF\s*$/)
        })
      )

    it.effect("makes the same bytes of the same paper, and others of another", () =>
      Effect.gen(function* () {
        const [one, other] = yield* Effect.all([printed(mixed), printed(mixed)], { concurrency: 2 })
        assert.deepStrictEqual(one, other)
        assert.notDeepEqual(one, yield* printed(nothing))
      })
    )
  })
