import * as UnpdfDocumentReader from "@serenya/adapters-aws/analysis/UnpdfDocumentReader"
import { assemble } from "@serenya/domain/analysis/AnalysisRules"
import { DocumentReader } from "@serenya/domain/analysis/DocumentReader"
import * as OfflineReportAnalyst from "@serenya/domain/analysis/OfflineReportAnalyst"
import { ReportAnalyst } from "@serenya/domain/analysis/ReportAnalyst"
import { makeJobId } from "@serenya/domain/jobs/JobId"
import * as Permits from "@serenya/domain/testing/Permits"
import { type Score, score } from "@serenya/domain/testing/synthetic/Scores"
import { UserId } from "@serenya/domain/users/UserId"
import { DateTime, Effect, Layer } from "effect"
import type { Case } from "./Cases.ts"

/** How a report was read: judged by its truth, read without one, or refused. */
export type Outcome =
  | { readonly _tag: "Judged"; readonly name: string; readonly score: Score }
  | { readonly _tag: "Unjudged"; readonly name: string; readonly found: number }
  | { readonly _tag: "Refused"; readonly name: string; readonly reason: string; readonly score: Score | undefined }

const nobody = UserId.make("00000000-0000-4000-8000-000000000000")
const jobId = makeJobId("result", nobody, DateTime.makeUnsafe(0), "A".repeat(22))
const nothing = { printed: 0, found: 0, right: 0, flagged: 0, wrong: [], missed: [], misflagged: [] }

/** What the service itself would show of a report: its own reader, its own offline analyst, its own rules. */
export const resultOf = Effect.fnUntraced(function* (bytes: Uint8Array) {
  const reader = yield* DocumentReader
  const analyst = yield* ReportAnalyst
  const document = yield* reader.read("pdf", bytes)
  return assemble(jobId, document, yield* analyst.analyse(document, Permits.granted), analyst, DateTime.makeUnsafe(0))
})

const outcomeOf = Effect.fnUntraced(function* ({ bytes, name, truth }: Case) {
  const file = yield* bytes
  return yield* resultOf(file).pipe(
    Effect.map((result): Outcome =>
      truth === undefined
        ? { _tag: "Unjudged", name, found: result.labResults.length + result.vitals.length }
        : { _tag: "Judged", name, score: score(result, truth) }
    ),
    Effect.catchTags({
      UnsupportedDocument: ({ reason }) =>
        Effect.succeed<Outcome>({
          _tag: "Refused",
          name,
          reason,
          score: truth && { ...nothing, printed: truth.length, missed: truth.map((row) => row.name) }
        }),
      AnalysisRejected: Effect.die,
      Unavailable: Effect.die
    })
  )
})

/** Every report as the service reads it, two at a time, in their order. */
export const evaluate = (cases: ReadonlyArray<Case>) => Effect.forEach(cases, outcomeOf, { concurrency: 2 })

/** What reads: the service's own reader and the offline analyst. */
export const layer = Layer.mergeAll(UnpdfDocumentReader.layer, OfflineReportAnalyst.layer)

/** The scores of all reports that have a truth, the refused ones too. */
export const scoresOf = (outcomes: ReadonlyArray<Outcome>): ReadonlyArray<Score> =>
  outcomes.flatMap((outcome) => (outcome._tag === "Unjudged" || outcome.score === undefined ? [] : [outcome.score]))
