import { DateTime, Effect, Option, Redacted } from "effect"
import type { Permit } from "../analysis/Permit.ts"
import { outlineOf } from "../report/OutlineRules.ts"
import { decodeRequest } from "../report/ReportRequest.ts"
import { assemble } from "../report/ReportRules.ts"
import { wordings } from "../report/ReportWording.ts"
import { ReportWriter } from "../report/ReportWriter.ts"
import { DocumentVault } from "./DocumentVault.ts"
import type { JobId } from "./JobId.ts"

/** Prepares the history that waits for the doctor. None: there is none (any more). */
export const resultOf = Effect.fn("ReportWork.resultOf")(function* (jobId: JobId, permit: Permit) {
  const asked = yield* (yield* DocumentVault).request(jobId)
  if (Option.isNone(asked)) return Option.none()
  // We wrote it: what does not decode is our mistake.
  const { healthData, reportType } = yield* Effect.orDie(decodeRequest(Redacted.value(asked.value)))
  const now = yield* DateTime.now
  const outline = outlineOf(reportType, healthData, now)
  const { model, promptVersion } = yield* ReportWriter
  const worded = yield* wordings(outline, permit)
  return Option.some(assemble(jobId, outline, worded, { model, promptVersion }, now))
})
