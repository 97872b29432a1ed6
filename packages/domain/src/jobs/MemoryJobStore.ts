import { DateTime, Effect, Layer, Option } from "effect"
import { type JobId, partsOf } from "./JobId.ts"
import * as JobListingRules from "./JobListingRules.ts"
import type { JobOutcome } from "./JobOutcome.ts"
import { endingOf } from "./JobOutcomeRules.ts"
import { type Claim, JobStore } from "./JobStore.ts"

/** Takes effect in one step; others may come between just before and just after. */
const step = <A>(take: () => A): Effect.Effect<A> =>
  Effect.yieldNow.pipe(
    Effect.andThen(Effect.sync(take)),
    Effect.tap(() => Effect.yieldNow)
  )

/** Keeps jobs in this process; gone with it. */
export const layer = Layer.sync(JobStore, () => {
  const claims = new Map<JobId, Claim>()
  const outcomes = new Map<JobId, JobOutcome>()
  let revisions = 0

  const write = (claim: Omit<Claim, "revision">): Claim => {
    const written = { ...claim, revision: (++revisions).toString() }
    claims.set(claim.jobId, written)
    return written
  }

  return JobStore.of({
    claim: Effect.fn("MemoryJobStore.claim")((jobId, now, leaseUntil) =>
      step(() => {
        const held = claims.get(jobId)
        return held !== undefined && DateTime.isGreaterThan(held.leaseUntil, now)
          ? Option.none()
          : Option.some(
              write({ jobId, retried: held?.retried ?? Option.none(), attempt: (held?.attempt ?? 0) + 1, leaseUntil })
            )
      })
    ),
    renew: Effect.fn("MemoryJobStore.renew")((claim, leaseUntil) =>
      step(() =>
        claims.get(claim.jobId)?.revision === claim.revision
          ? Option.some(write({ ...claim, leaseUntil }))
          : Option.none()
      )
    ),
    claimed: Effect.fn("MemoryJobStore.claimed")((jobId) => step(() => Option.fromUndefinedOr(claims.get(jobId)))),
    restart: Effect.fn("MemoryJobStore.restart")((jobId, standing, retried) =>
      step(() =>
        claims.get(jobId)?.revision === Option.getOrUndefined(standing)?.revision
          ? Option.some(write({ jobId, retried: Option.some(retried), attempt: 0, leaseUntil: retried.at }))
          : Option.none()
      )
    ),
    reopen: Effect.fn("MemoryJobStore.reopen")((jobId) => step(() => void outcomes.delete(jobId))),
    finish: Effect.fn("MemoryJobStore.finish")((jobId, outcome) =>
      step(() => {
        const standing = outcomes.get(jobId) ?? outcome
        outcomes.set(jobId, standing)
        return endingOf(standing)
      })
    ),
    ending: Effect.fn("MemoryJobStore.ending")((jobId) =>
      step(() => Option.map(Option.fromUndefinedOr(outcomes.get(jobId)), endingOf))
    ),
    outcome: Effect.fn("MemoryJobStore.outcome")((jobId) => step(() => Option.fromUndefinedOr(outcomes.get(jobId)))),
    erase: Effect.fn("MemoryJobStore.erase")((jobId) =>
      step(() => {
        claims.delete(jobId)
        outcomes.delete(jobId)
      })
    ),
    remains: Effect.fn("MemoryJobStore.remains")((jobId) =>
      step(() => ({ claim: claims.has(jobId), outcome: outcomes.has(jobId) }))
    ),
    jobsOf: Effect.fn("MemoryJobStore.jobsOf")((userId) =>
      step(() =>
        [...new Set([...claims.keys(), ...outcomes.keys()])].filter((jobId) => partsOf(jobId).userId === userId)
      )
    ),
    jobsAfter: Effect.fn("MemoryJobStore.jobsAfter")((after, limit) =>
      step(() => JobListingRules.firstAfter([...claims.keys(), ...outcomes.keys()], after, limit))
    )
  })
})
