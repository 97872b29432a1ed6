import { DateTime, Effect, Option } from "effect"
import * as AnalysisRules from "../analysis/AnalysisRules.ts"
import { DocumentReader } from "../analysis/DocumentReader.ts"
import type { Permit } from "../analysis/Permit.ts"
import { ReportAnalyst } from "../analysis/ReportAnalyst.ts"
import { DocumentVault } from "./DocumentVault.ts"
import type { JobId } from "./JobId.ts"

/** Reads and analyses the job's document. None: there is none (any more). */
export const resultOf = Effect.fn("DocumentWork.resultOf")(function* (jobId: JobId, permit: Permit) {
  const document = yield* (yield* DocumentVault).read(jobId)
  if (Option.isNone(document)) return Option.none()
  const { fileType, bytes } = document.value
  const read = yield* (yield* DocumentReader).read(fileType, bytes)
  const { analyse, model, promptVersion } = yield* ReportAnalyst
  const findings = yield* analyse(read, permit)
  return Option.some(AnalysisRules.assemble(jobId, read, findings, { model, promptVersion }, yield* DateTime.now))
})
