import { Cache, Cause, Context, DateTime, Effect, Layer, Option } from "effect"
import type { Grounds } from "../operators/Operator.ts"
import type { Warrant } from "../operators/Warrant.ts"
import { Warrants } from "../operators/Warrants.ts"
import { ErasureLedger } from "../privacy/ErasureLedger.ts"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UserId } from "../users/UserId.ts"
import { UserStore } from "../users/UserStore.ts"
import type { CleanupReceipt } from "./Job.ts"
import * as JobErasing from "./JobErasing.ts"
import type { JobNotFound } from "./JobErrors.ts"
import { type JobId, partsOf } from "./JobId.ts"
import { JobRecords } from "./JobRecords.ts"
import { type Due, dueOf } from "./JobSweepRules.ts"

/** What a sweep came to: jobs that were looked at, those due by reason, and what became of them. */
export interface Sweep {
  readonly examined: number
  readonly due: Readonly<Record<Due, number>>
  readonly removed: number
  /** Jobs whose objects could not all be removed; the next sweep finds them again. */
  readonly failed: ReadonlyArray<JobId>
}

const nothing: Sweep = { examined: 0, due: { expired: 0, erased: 0, stranger: 0 }, removed: 0, failed: [] }

type Swept = { readonly due: Option.Option<Due>; readonly outcome: "left" | "removed" | "failed" }

const added = (sweep: Sweep, jobId: JobId, { due, outcome }: Swept): Sweep => ({
  examined: sweep.examined + 1,
  due: Option.match(due, {
    onNone: () => sweep.due,
    onSome: (reason) => ({ ...sweep.due, [reason]: sweep.due[reason] + 1 })
  }),
  removed: sweep.removed + (outcome === "removed" ? 1 : 0),
  failed: outcome === "failed" ? [...sweep.failed, jobId] : sweep.failed
})

const parallel = 8

/** Removes what is left of jobs that should not be there any more. The bucket's lifecycle does so too, within a day or two. */
export class JobSweeps extends Context.Service<
  JobSweeps,
  {
    /** Removes every object of one job, whatever its state, and looks again. None: without grounds it only says that there is one. */
    clean(
      jobId: JobId,
      grounds: Option.Option<Grounds>
    ): Effect.Effect<Option.Option<CleanupReceipt>, JobNotFound | Unavailable>
    /** Everything that is past its retention, or of people who were erased. `stranger`s are counted and left. */
    sweep(options: {
      readonly isDryRun: boolean
      readonly onBatch?: (examined: number) => Effect.Effect<void>
    }): Effect.Effect<Sweep, Unavailable>
  }
>()("@serenya/domain/jobs/JobSweeps") {
  static readonly layer = Layer.effect(
    JobSweeps,
    Effect.gen(function* () {
      const store = yield* UserStore
      const erasures = yield* ErasureLedger
      const warrants = yield* Warrants
      const records = yield* JobRecords
      const eraseAll = yield* JobErasing.makeThorough

      const carryOut = Effect.fnUntraced(function* (_: Warrant<"operator-cleanup">, jobId: JobId) {
        yield* eraseAll(jobId)
        return { jobId, cleanedAt: yield* DateTime.now }
      })

      const clean = Effect.fn("JobSweeps.clean")(function* (jobId: JobId, grounds: Option.Option<Grounds>) {
        const { userId } = yield* records.show(jobId)
        if (Option.isNone(grounds)) return Option.none()
        const warrant = yield* warrants.issue("operator-cleanup", userId, grounds.value)
        return Option.some(yield* carryOut(warrant, jobId))
      })

      const factsOf = Effect.fnUntraced(function* (owner: UserId) {
        const user = yield* store.find(owner)
        const isRecorded = Option.isNone(user) && Option.isSome(yield* erasures.find(owner))
        return { user, isRecorded }
      })

      const sweep: JobSweeps["Service"]["sweep"] = Effect.fn("JobSweeps.sweep")(function* ({
        isDryRun,
        onBatch = () => Effect.void
      }) {
        // Jobs come in the order of their owners.
        const owners = yield* Cache.make({ lookup: factsOf, capacity: 64 })

        const visit = Effect.fnUntraced(function* (jobId: JobId) {
          const facts = yield* Cache.get(owners, partsOf(jobId).userId)
          const due = dueOf(jobId, facts, yield* DateTime.now)
          const isToGo = Option.exists(due, (reason) => reason !== "stranger")
          if (isDryRun || !isToGo) return { due, outcome: "left" as const }
          return yield* eraseAll(jobId).pipe(
            Effect.as({ due, outcome: "removed" as const }),
            Effect.catch((error) =>
              Effect.as(Effect.logWarning("job not removed", Cause.fail(error)), { due, outcome: "failed" as const })
            )
          )
        })

        let all = nothing
        let ids = yield* records.idsAfter(Option.none())
        while (ids.length > 0) {
          const swept = yield* Effect.forEach(ids, (jobId) => Effect.map(visit(jobId), (one) => ({ jobId, one })), {
            concurrency: parallel
          })
          all = swept.reduce((sweep, { jobId, one }) => added(sweep, jobId, one), all)
          yield* onBatch(all.examined)
          ids = yield* records.idsAfter(Option.fromUndefinedOr(ids.at(-1)))
        }
        return all
      })

      return JobSweeps.of({ clean, sweep })
    })
  )
}
