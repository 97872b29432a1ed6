import type { Effect, Option } from "effect"
import type { Permit } from "../analysis/Permit.ts"
import * as ChatWork from "./ChatWork.ts"
import * as DocumentWork from "./DocumentWork.ts"
import { type JobId, partsOf } from "./JobId.ts"
import type { JobResult } from "./JobResult.ts"
import * as ReportWork from "./ReportWork.ts"

/** A result of one kind is one of any. */
const ofAny = <E, R>(work: Effect.Effect<Option.Option<JobResult>, E, R>) => work

/** What a job of each kind does with its input. None: there is no input (any more). */
export const resultOf = (jobId: JobId, permit: Permit) => {
  const { kind } = partsOf(jobId)
  switch (kind) {
    case "result":
      return ofAny(DocumentWork.resultOf(jobId, permit))
    case "chat":
      return ofAny(ChatWork.resultOf(jobId, permit))
    case "report":
      return ofAny(ReportWork.resultOf(jobId, permit))
  }
}
