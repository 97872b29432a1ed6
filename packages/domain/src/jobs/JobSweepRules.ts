import { type DateTime, Option } from "effect"
import type { User } from "../users/User.ts"
import { type JobId, partsOf } from "./JobId.ts"
import * as JobRules from "./JobRules.ts"

/**
 * Why nothing of a job may be left: `expired` by its age, or its owner was `erased`. `stranger`: whoever it was is not in the
 * table, and nobody erased them, as after a restored backup; that is for somebody to look into.
 */
export type Due = "expired" | "erased" | "stranger"

/** What is known of a job's owner. `isRecorded`: the erasure ledger has them. */
export interface OwnerFacts {
  readonly user: Option.Option<User>
  readonly isRecorded: boolean
}

/** Why, if anything, the objects of the job are to go. Whoever is being erased has their own erasure for it, and this helps. */
export const dueOf = (jobId: JobId, { isRecorded, user }: OwnerFacts, now: DateTime.Utc): Option.Option<Due> => {
  if (isRecorded || Option.exists(user, ({ status }) => status === "deleted")) return Option.some("erased")
  if (JobRules.isGone(partsOf(jobId).createdAt, now)) return Option.some("expired")
  return Option.isNone(user) ? Option.some("stranger") : Option.none()
}
