import { Effect } from "effect"
import type { Permit } from "../analysis/Permit.ts"
import * as DocumentWork from "./DocumentWork.ts"
import { type JobId, partsOf } from "./JobId.ts"

/** What a job of each kind does with its input. None: there is no input (any more). */
export const resultOf = (jobId: JobId, permit: Permit) => {
  const { kind } = partsOf(jobId)
  switch (kind) {
    case "result":
      return DocumentWork.resultOf(jobId, permit)
    case "chat":
    case "report":
      return Effect.die(new Error(`Nothing begins a job of kind ${kind} yet`))
  }
}
