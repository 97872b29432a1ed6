import { DateTime, Effect, Option, Ref } from "effect"
import type { Permit } from "../analysis/Permit.ts"
import { ConsentProof } from "../consents/ConsentProof.ts"
import { AccountNotActive } from "../identity/IdentityErrors.ts"
import * as UsageRules from "../subscriptions/UsageRules.ts"
import { count } from "../telemetry/Meter.ts"
import type { UserId } from "../users/UserId.ts"
import * as UserRules from "../users/UserRules.ts"
import { UserStore } from "../users/UserStore.ts"
import { changed, unchanged, updateUser } from "../users/UserUpdates.ts"
import { DocumentVault } from "./DocumentVault.ts"
import { JobBusy } from "./JobErrors.ts"
import { type JobId, partsOf } from "./JobId.ts"
import { type JobEnding, type JobFailure, JobOutcome } from "./JobOutcome.ts"
import * as JobRules from "./JobRules.ts"
import { type Claim, JobStore } from "./JobStore.ts"
import * as JobWork from "./JobWork.ts"

const failed = ({ retried }: Claim, failure: JobFailure, at: DateTime.Utc): JobOutcome =>
  JobOutcome.cases.Failed.make({ failure: JobRules.failedAfter(retried, failure), at })

/** Whether this person may have the work done now: the job began a while ago, and a model takes its time. */
const permitOf = (users: UserStore["Service"], userId: UserId): Permit =>
  Effect.gen(function* () {
    const user = yield* users.find(userId)
    if (Option.isNone(user)) return yield* new AccountNotActive({ status: "deleted" })
    const active = yield* Effect.fromResult(UserRules.requireActive(user.value))
    return yield* Effect.fromResult(ConsentProof.prove(active))
  })

/** Works for a person who agrees to it all the while. None: there is no input (any more). */
const completed = Effect.fnUntraced(function* (jobId: JobId, permit: Permit) {
  yield* permit
  const result = yield* JobWork.resultOf(jobId, permit)
  return Option.map(result, (result) => JobOutcome.cases.Completed.make({ result }))
})

/**
 * The claim as it was last renewed. Fails once another worker, or a cleanup, took it away. Uninterruptible: a heartbeat
 * that the end of the work cut off would leave us with a revision that is no longer the stored one.
 */
const renew = Effect.fnUntraced(function* (held: Ref.Ref<Claim>, leaseUntil: DateTime.Utc) {
  const renewed = yield* (yield* JobStore).renew(yield* Ref.get(held), leaseUntil)
  if (Option.isNone(renewed)) return yield* new JobBusy()
  yield* Ref.set(held, renewed.value)
}, Effect.uninterruptible)

const extend = (held: Ref.Ref<Claim>) =>
  Effect.flatMap(DateTime.now, (now) => renew(held, DateTime.add(now, JobRules.lease)))

/** Gives signs of life for as long as the claim is ours. */
const keepAlive = (held: Ref.Ref<Claim>) => Effect.forever(Effect.delay(extend(held), JobRules.heartbeat))

/** Lets go at once, so that the next delivery need not wait for the lease to end. */
const letGo = (held: Ref.Ref<Claim>) => Effect.ignore(Effect.flatMap(DateTime.now, (now) => renew(held, now)))

/** The owner is gone, or about to be: nothing may be written down for them. */
const forgotten = "forgotten" as const

/**
 * What this attempt comes to. Trouble with the model is left to the next delivery of the event while attempts remain;
 * trouble with storage always is, since nothing could be written down.
 */
const attempt = Effect.fnUntraced(function* (held: Ref.Ref<Claim>) {
  const claim = yield* Ref.get(held)
  const { attempt, jobId } = claim
  const users = yield* UserStore
  const parts = partsOf(jobId)
  const now = yield* DateTime.now
  const endedBy = (failure: JobFailure) => Option.some(failed(claim, failure, now))
  const failure = JobRules.givenUp(claim, parts, now)
  if (Option.isSome(failure)) {
    return UserRules.isForgotten(yield* users.find(parts.userId)) ? forgotten : endedBy(failure.value)
  }
  return yield* completed(jobId, permitOf(users, parts.userId)).pipe(
    Effect.raceFirst(keepAlive(held)),
    Effect.catchTag(["UnsupportedDocument", "DocumentTooLarge", "AnalysisRejected", "ConsentRequired"], (refusal) =>
      Effect.succeed(endedBy(JobRules.failureOf(refusal)))
    ),
    Effect.catchTag("AccountNotActive", (refusal) =>
      Effect.succeed(refusal.status === "deleted" ? forgotten : endedBy(JobRules.failureOf(refusal)))
    ),
    Effect.catchTag("Unavailable", (unavailable) =>
      unavailable.resource === "analysis" && (attempt >= JobRules.maxAttempts || !unavailable.retryable)
        ? Effect.succeed(endedBy(JobRules.failureOf(unavailable)))
        : Effect.fail(unavailable)
    )
  )
})

/**
 * Whether a cleanup came since the last renewal: it left no claim, where another worker would have left its own. Never
 * claims the job to find out, for the cleanup that looks again would find that claim.
 */
const isCleanedUp = Effect.fnUntraced(function* (held: Ref.Ref<Claim>) {
  const store = yield* JobStore
  const claim = yield* Ref.get(held)
  if (Option.isSome(yield* store.renew(claim, yield* DateTime.now))) return false
  return !(yield* store.remains(claim.jobId)).claim
})

/** Leaves nothing of a job; again is fine. */
const forget = Effect.fnUntraced(function* (jobId: JobId) {
  yield* (yield* DocumentVault).erase(jobId)
  yield* (yield* JobStore).erase(jobId)
})

const decisions = { commit: UsageRules.commit, release: UsageRules.release, lapse: () => Option.none() } as const

/** Settles what an ended job leaves behind: the reserved document and the input; all of it, if its owner is forgotten. Again is fine. */
const settle = Effect.fnUntraced(function* (jobId: JobId, ending: JobEnding) {
  const users = yield* UserStore
  const decide = decisions[JobRules.settlement(ending)]
  const owner = yield* updateUser(users, users.find(partsOf(jobId).userId), (user, now) =>
    Effect.succeed(
      UserRules.isForgotten(Option.some(user))
        ? unchanged(forgotten)
        : Option.match(decide(user.subscription, jobId, now), {
            onNone: () => unchanged("known" as const),
            onSome: (subscription) => changed(UserRules.change(user, { subscription }, now), "known" as const)
          })
    )
  ).pipe(Effect.catchTag("UserNotFound", () => Effect.succeed(forgotten)))
  if (owner === forgotten) return yield* forget(jobId)
  if (JobRules.isInputSpent(ending)) yield* (yield* DocumentVault).erase(jobId)
})

/** Where a job ends is where it is counted; whoever finds it ended counts nothing. */
const counted = Effect.fnUntraced(function* (jobId: JobId, ending: JobEnding) {
  const { createdAt, kind } = partsOf(jobId)
  const age = DateTime.toEpochMillis(yield* DateTime.now) - DateTime.toEpochMillis(createdAt)
  yield* count("JobAge", { job_kind: kind }, age)
  yield* ending._tag === "Completed"
    ? count("JobsCompleted", { job_kind: kind })
    : count("JobsFailed", { failure_code: ending.failure.code })
})

/**
 * Runs a job once, however often its event comes: a claim admits one worker, the first outcome stands, and an ended job
 * is only settled; for a person who is forgotten nothing is kept. Fails with `JobBusy` while another worker holds it and with `Unavailable` when a later delivery should
 * try again; every other ending is written down.
 */
export const run = Effect.fn("JobRun.run")(function* (jobId: JobId) {
  const store = yield* JobStore
  const before = yield* store.ending(jobId)
  if (Option.isSome(before)) return yield* settle(jobId, before.value)
  const now = yield* DateTime.now
  const claim = yield* store.claim(jobId, now, DateTime.add(now, JobRules.lease))
  if (Option.isNone(claim)) return yield* new JobBusy()
  // The worker before us may have ended the job between our look and our claim.
  const meanwhile = yield* store.ending(jobId)
  if (Option.isSome(meanwhile)) return yield* settle(jobId, meanwhile.value)
  const held = yield* Ref.make(claim.value)
  const outcome = yield* attempt(held).pipe(Effect.onError(() => letGo(held)))
  if (outcome === forgotten) return yield* forget(jobId)
  if (Option.isNone(outcome)) {
    // No input: a cleanup took it, unless the worker before us ended the job after all and then deleted its input.
    const late = yield* store.ending(jobId)
    return yield* Option.match(late, { onNone: () => store.erase(jobId), onSome: (ending) => settle(jobId, ending) })
  }
  // A cleanup during the work took the claim with it: then nothing may be written any more.
  yield* extend(held)
  const ending = yield* store.finish(jobId, outcome.value)
  yield* counted(jobId, ending)
  // The cleanup may have come before the outcome. The work was done either way, so it is settled either way.
  if (yield* isCleanedUp(held)) yield* store.erase(jobId)
  yield* settle(jobId, ending)
})
