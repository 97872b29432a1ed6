import { Effect, Option, Schema } from "effect"
import type { Caller } from "../sessions/Caller.ts"
import { JobNotFound } from "./JobErrors.ts"
import { JobId, partsOf } from "./JobId.ts"

const decodeJobId = Schema.decodeUnknownOption(JobId)

/** The caller's own job of that name: one of somebody else is no job at all. */
export const ownJob = (caller: Caller, text: string): Effect.Effect<JobId, JobNotFound> =>
  Option.match(
    Option.filter(decodeJobId(text), (id) => partsOf(id).userId === caller.userId),
    { onNone: () => Effect.fail(new JobNotFound()), onSome: Effect.succeed }
  )
