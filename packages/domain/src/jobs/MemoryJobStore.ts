import { DateTime, Effect, Layer, Option } from "effect"
import { type JobId, partsOf } from "./JobId.ts"
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

  const write = (jobId: JobId, attempt: number, leaseUntil: DateTime.Utc): Claim => {
    const claim = { jobId, attempt, leaseUntil, revision: (++revisions).toString() }
    claims.set(jobId, claim)
    return claim
  }

  return JobStore.of({
    claim: Effect.fn("MemoryJobStore.claim")((jobId, now, leaseUntil) =>
      step(() => {
        const held = claims.get(jobId)
        return held !== undefined && DateTime.isGreaterThan(held.leaseUntil, now)
          ? Option.none()
          : Option.some(write(jobId, (held?.attempt ?? 0) + 1, leaseUntil))
      })
    ),
    renew: Effect.fn("MemoryJobStore.renew")(({ jobId, attempt, revision }, leaseUntil) =>
      step(() =>
        claims.get(jobId)?.revision === revision ? Option.some(write(jobId, attempt, leaseUntil)) : Option.none()
      )
    ),
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
    )
  })
})
