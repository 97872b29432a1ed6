import { DateTime, Effect, Option } from "effect"
import { ConsentProof } from "../consents/ConsentProof.ts"
import * as UsageRules from "../subscriptions/UsageRules.ts"
import type { User } from "../users/User.ts"
import * as UserRules from "../users/UserRules.ts"
import { changed, unchanged } from "../users/UserUpdates.ts"
import { DocumentVault } from "./DocumentVault.ts"
import { JobNotFound } from "./JobErrors.ts"
import { type JobId, partsOf } from "./JobId.ts"
import * as JobRules from "./JobRules.ts"
import { type Claim, JobStore } from "./JobStore.ts"

/** What starting a job again consists of, whoever asks for it. */
export const make = Effect.gen(function* () {
  const vault = yield* DocumentVault
  const jobs = yield* JobStore

  /** In this order: an input is deleted only after its ending stands. */
  const traces = Effect.fnUntraced(function* (jobId: JobId) {
    const uploaded = yield* vault.exists(jobId)
    const ending = yield* jobs.ending(jobId)
    const claim = yield* jobs.claimed(jobId)
    return { uploaded, ending, claim }
  })

  /** Who agrees has a document counted as one again; a request never was. */
  const admit = Effect.fnUntraced(function* (jobId: JobId, user: User, now: DateTime.Utc) {
    yield* Effect.fromResult(ConsentProof.prove(user))
    if (partsOf(jobId).kind !== "result") return unchanged(undefined)
    const lapsesAt = DateTime.add(now, JobRules.runWindow)
    const subscription = yield* Effect.fromResult(UsageRules.reserve(user.subscription, jobId, lapsesAt, now))
    return changed(UserRules.change(user, { subscription }, now), undefined)
  })

  /** Counted before anything else happens, and once: whoever else asks finds the claim of this retry. */
  const count = Effect.fnUntraced(function* (jobId: JobId, claim: Option.Option<Claim>) {
    const times = JobRules.timesRetried(Option.flatMap(claim, ({ retried }) => retried)) + 1
    return Option.isSome(yield* jobs.restart(jobId, claim, { times, at: yield* DateTime.now }))
  })

  /** Tells of the input. A cleanup or an erasure that came in between finds nothing more to erase than this. */
  const announce = Effect.fnUntraced(function* (jobId: JobId) {
    if (yield* vault.announce(jobId)) return
    yield* jobs.erase(jobId)
    return yield* new JobNotFound()
  })

  /** The rest of a retry that was counted; again is fine. */
  const start = (jobId: JobId) => Effect.andThen(jobs.reopen(jobId), announce(jobId))

  return { traces, admit, count, start, announce }
})
