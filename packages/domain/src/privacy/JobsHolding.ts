import { type DateTime, Effect, Option } from "effect"
import { DocumentVault } from "../jobs/DocumentVault.ts"
import * as JobErasing from "../jobs/JobErasing.ts"
import { type JobId, type JobKind, partsOf } from "../jobs/JobId.ts"
import type { JobEnding, JobOutcome } from "../jobs/JobOutcome.ts"
import { endingOf } from "../jobs/JobOutcomeRules.ts"
import type { JobResult } from "../jobs/JobResult.ts"
import { JobStore } from "../jobs/JobStore.ts"
import type { UserId } from "../users/UserId.ts"
import type { NotShown } from "./Disclosure.ts"
import type { Holding } from "./Holding.ts"

/** A job of which something is held. `result` is there for the newest completed ones; a job without `ending` is not finished. */
export interface HeldJob {
  readonly jobId: JobId
  readonly kind: JobKind
  readonly createdAt: DateTime.Utc
  readonly isInputHeld: boolean
  readonly ending: Option.Option<JobEnding>
  readonly result: Option.Option<JobResult>
}

/** An answer of a Lambda function holds six megabytes; so many results are shown whole, the others named. */
export const shownResults = 20

/** A doctor's report alone may take one and a half. */
export const shownReports = 2

const notShown: ReadonlyArray<NotShown> = [
  {
    what: "jobs.input",
    reason:
      "The file as you sent it, or what you asked. It is deleted once there is a result, and two days after you sent it or last had it tried again at the latest."
  },
  {
    what: "jobs.claim",
    reason:
      "Which of our workers has the job, until when, and how often you had it started again. It goes with the job."
  },
  {
    what: "jobs.result",
    reason: `Of the ${shownResults} newest jobs only, and among them of the ${shownReports} newest reports; ask for the others one by one. Deleted after two days at the latest.`
  }
]

/** The jobs whose results are shown, of all in the order of their age. */
const shownOf = (all: ReadonlyArray<JobId>): ReadonlySet<JobId> => {
  const newest = all.slice(0, shownResults)
  const isReport = (jobId: JobId) => partsOf(jobId).kind === "report"
  return new Set([...newest.filter((jobId) => !isReport(jobId)), ...newest.filter(isReport).slice(0, shownReports)])
}

const byAge = (left: JobId, right: JobId): number =>
  partsOf(right).createdAt.epochMilliseconds - partsOf(left).createdAt.epochMilliseconds

/** The objects of a person's jobs: inputs, claims, outcomes. */
export const make = Effect.gen(function* () {
  const vault = yield* DocumentVault
  const jobs = yield* JobStore
  const erased = yield* JobErasing.make

  const heldBy = Effect.fnUntraced(function* (userId: UserId) {
    const [inputs, others] = yield* Effect.all([vault.jobsOf(userId), jobs.jobsOf(userId)], {
      concurrency: "unbounded"
    })
    return { inputs: new Set(inputs), all: [...new Set([...inputs, ...others])].toSorted(byAge) }
  })

  const outcomeOf = (jobId: JobId) =>
    Effect.map(jobs.outcome(jobId), (outcome) => ({
      ending: Option.map(outcome, endingOf),
      result: Option.flatMap(outcome, resultIn)
    }))

  const endingAlone = (jobId: JobId) =>
    Effect.map(jobs.ending(jobId), (ending) => ({ ending, result: Option.none<JobResult>() }))

  const holding: Holding<ReadonlyArray<HeldJob>> = {
    show: Effect.fn("JobsHolding.show")(function* ({ user }) {
      const { all, inputs } = yield* heldBy(user.id)
      const shown = shownOf(all)
      return yield* Effect.forEach(
        all,
        (jobId) =>
          Effect.map(shown.has(jobId) ? outcomeOf(jobId) : endingAlone(jobId), (known) => {
            const { createdAt, kind } = partsOf(jobId)
            return { jobId, kind, createdAt, isInputHeld: inputs.has(jobId), ...known }
          }),
        { concurrency: 8 }
      )
    }),
    notShown,
    erase: Effect.fn("JobsHolding.erase")(function* ({ id }) {
      const { all } = yield* heldBy(id)
      yield* Effect.forEach(all, erased, { concurrency: 8, discard: true })
    }),
    remains: Effect.fn("JobsHolding.remains")(({ id }) => Effect.map(heldBy(id), ({ all }) => all.length > 0))
  }
  return holding
})

const resultIn = (outcome: JobOutcome): Option.Option<JobResult> =>
  outcome._tag === "Completed" ? Option.some(outcome.result) : Option.none()
