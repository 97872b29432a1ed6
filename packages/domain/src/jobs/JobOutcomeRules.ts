import { JobEnding, JobOutcome } from "./JobOutcome.ts"

/** What may be told of an outcome without the medical data. */
export const endingOf = (outcome: JobOutcome): JobEnding =>
  JobOutcome.match(outcome, {
    Completed: () => JobEnding.cases.Completed.make({}),
    Failed: ({ failure }) => JobEnding.cases.Failed.make({ failure })
  })
