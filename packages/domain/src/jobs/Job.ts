import { Schema } from "effect"
import { JobId } from "./JobId.ts"
import { JobFailure } from "./JobOutcome.ts"

const PollAfterSeconds = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 60 }))

/** Where a job stands. No database holds it: it is derived from the id and from what the object store holds. */
export const JobStatus = Schema.TaggedUnion({
  AwaitingUpload: { pollAfterSeconds: PollAfterSeconds },
  Processing: { pollAfterSeconds: PollAfterSeconds },
  Completed: {},
  Failed: { failure: JobFailure }
})
export type JobStatus = typeof JobStatus.Type

/** Proof of a cleanup: every object of the job was deleted and then looked for in vain. */
export const CleanupReceipt = Schema.Struct({ jobId: JobId, cleanedAt: Schema.DateTimeUtc })
export type CleanupReceipt = typeof CleanupReceipt.Type
