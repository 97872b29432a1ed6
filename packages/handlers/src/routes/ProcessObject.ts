import type { JobBusy } from "@serenya/domain/jobs/JobErrors"
import { JobId } from "@serenya/domain/jobs/JobId"
import * as JobRun from "@serenya/domain/jobs/JobRun"
import type { Unavailable } from "@serenya/domain/shared/Unavailable"
import type { ConcurrentUpdate } from "@serenya/domain/users/UserErrors"
import { Effect, Option, Schema } from "effect"
import type { ObjectCreated } from "../lambda/ObjectCreated.ts"

/** Uploads, and nothing else in the bucket: what the pattern captures is a job id. */
export const key = /incoming\/([A-Za-z0-9_-]+)/

const decodeJobId = Schema.decodeUnknownOption(JobId)

/** Runs the job whose document arrived. An object that no grant admitted is left to the bucket's lifecycle. */
export const handle = (object: ObjectCreated) =>
  Option.match(decodeJobId(object.captured[0]), {
    onNone: () => Effect.logWarning("object without a job"),
    onSome: (jobId) => JobRun.run(jobId)
  })

/** Whether a later delivery may end differently; every other ending was written down. */
export const isRetryable = (error: JobBusy | Unavailable | ConcurrentUpdate): boolean =>
  error._tag !== "Unavailable" || error.retryable
