import { Effect, Option, Schema } from "effect"
import { SecurityEvents } from "../audit/SecurityEvents.ts"
import type { Caller } from "../sessions/Caller.ts"
import { JobNotFound } from "./JobErrors.ts"
import { JobId, partsOf } from "./JobId.ts"

const decodeJobId = Schema.decodeUnknownOption(JobId)

/**
 * The caller's own job of that name: one of somebody else is no job at all. Who asks for one is told nothing more, and is
 * told of to who guards the service.
 */
export const makeOwnJob = Effect.map(SecurityEvents, ({ record }) =>
  Effect.fnUntraced(function* (caller: Caller, text: string): Effect.fn.Return<JobId, JobNotFound> {
    const jobId = decodeJobId(text)
    if (Option.isNone(jobId)) return yield* new JobNotFound()
    if (partsOf(jobId.value).userId === caller.userId) return jobId.value
    yield* record({ fact: "foreign-job", subject: caller.userId })
    return yield* new JobNotFound()
  })
)
