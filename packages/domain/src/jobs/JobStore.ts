import { Context, type DateTime, type Effect, type Option } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UserId } from "../users/UserId.ts"
import type { JobId } from "./JobId.ts"
import type { JobEnding, JobOutcome } from "./JobOutcome.ts"

/** How often the owner had a job started again, and when last. */
export interface Retried {
  readonly times: number
  readonly at: DateTime.Utc
}

/**
 * The right of one worker to run a job until its lease ends. `attempt` counts from 1, and from 1 again after a retry: 0
 * says that no worker came since. `revision` changes with each write of the claim.
 */
export interface Claim {
  readonly jobId: JobId
  readonly retried: Option.Option<Retried>
  readonly attempt: number
  readonly leaseUntil: DateTime.Utc
  readonly revision: string
}

/**
 * Port: where jobs stand, without a database row. Claims and outcomes are written by conditional writes, so whatever
 * comes twice or late, one worker runs a job at a time and one outcome stands. Its laws are `testing/JobStoreLaws.ts`.
 */
export class JobStore extends Context.Service<
  JobStore,
  {
    /** Takes the job if nobody holds a live lease at `now`; a lease that ended is taken over as the next attempt. None: it is held. */
    claim(jobId: JobId, now: DateTime.Utc, leaseUntil: DateTime.Utc): Effect.Effect<Option.Option<Claim>, Unavailable>
    /** Keeps a claim alive. None: another worker took it over, so stop. */
    renew(claim: Claim, leaseUntil: DateTime.Utc): Effect.Effect<Option.Option<Claim>, Unavailable>
    /** The claim as it stands, whoever holds it. */
    claimed(jobId: JobId): Effect.Effect<Option.Option<Claim>, Unavailable>
    /** Makes way for new attempts, if `standing` still is the claim: one that nobody holds, with attempt 0. None: somebody came first. */
    restart(
      jobId: JobId,
      standing: Option.Option<Claim>,
      retried: Retried
    ): Effect.Effect<Option.Option<Claim>, Unavailable>
    /** Takes back the ending, whatever it was; again is fine. */
    reopen(jobId: JobId): Effect.Effect<void, Unavailable>
    /** Ends the job unless it has ended; answers with the ending that stands. */
    finish(jobId: JobId, outcome: JobOutcome): Effect.Effect<JobEnding, Unavailable>
    ending(jobId: JobId): Effect.Effect<Option.Option<JobEnding>, Unavailable>
    outcome(jobId: JobId): Effect.Effect<Option.Option<JobOutcome>, Unavailable>
    /** Removes claim and outcome; again is fine. */
    erase(jobId: JobId): Effect.Effect<void, Unavailable>
    /** What is left of a job. Only looks: whoever looks leaves nothing for others to find. */
    remains(jobId: JobId): Effect.Effect<{ readonly claim: boolean; readonly outcome: boolean }, Unavailable>
    /** The jobs of this person with a claim or an outcome, in no order; each once. */
    jobsOf(userId: UserId): Effect.Effect<ReadonlyArray<JobId>, Unavailable>
    /** At most `limit` jobs with a claim or an outcome, each once, in the order of their ids' text; those after `after`. */
    jobsAfter(after: Option.Option<JobId>, limit: number): Effect.Effect<ReadonlyArray<JobId>, Unavailable>
  }
>()("@serenya/domain/jobs/JobStore") {}
