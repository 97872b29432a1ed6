import { Context, DateTime, Effect, Layer, Option } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { UserId } from "../users/UserId.ts"
import { DocumentVault } from "./DocumentVault.ts"
import { JobNotFound } from "./JobErrors.ts"
import { type JobId, partsOf } from "./JobId.ts"
import * as JobListingRules from "./JobListingRules.ts"
import type { JobRecord, JobState } from "./JobRecord.ts"
import { recordOf } from "./JobRecordRules.ts"
import * as JobStarting from "./JobStarting.ts"
import { JobStore } from "./JobStore.ts"

/** Which jobs are looked for: those that meet all that is given. */
export interface Wanted {
  readonly owner: Option.Option<UserId>
  readonly state: Option.Option<JobState>
  readonly createdBefore: Option.Option<DateTime.Utc>
}

/** Some jobs in the order of their ids. `next`: where the next part begins, if there may be more. */
export interface JobsPart {
  readonly records: ReadonlyArray<JobRecord>
  readonly next: Option.Option<JobId>
}

/** Ids per listing; a look at each job takes three calls. */
const batch = 100
const parallel = 8

/** Shows operators where jobs stand, and never what is in them. */
export class JobRecords extends Context.Service<
  JobRecords,
  {
    show(jobId: JobId): Effect.Effect<JobRecord, JobNotFound | Unavailable>
    /** At most `limit` jobs after `after`. `onBatch` hears how many were looked at. */
    list(
      wanted: Wanted,
      after: Option.Option<JobId>,
      limit: number,
      onBatch?: (examined: number) => Effect.Effect<void>
    ): Effect.Effect<JobsPart, Unavailable>
    /** The next jobs of anybody that left anything anywhere. */
    idsAfter(after: Option.Option<JobId>): Effect.Effect<ReadonlyArray<JobId>, Unavailable>
  }
>()("@serenya/domain/jobs/JobRecords") {
  static readonly layer = Layer.effect(
    JobRecords,
    Effect.gen(function* () {
      const vault = yield* DocumentVault
      const jobs = yield* JobStore
      const { traces } = yield* JobStarting.make

      const look = Effect.fnUntraced(function* (jobId: JobId) {
        const found = yield* traces(jobId)
        return recordOf(jobId, found, yield* DateTime.now)
      })

      const show = Effect.fn("JobRecords.show")(function* (jobId: JobId) {
        const record = yield* look(jobId)
        return Option.isSome(record) ? record.value : yield* new JobNotFound()
      })

      const idsAfter = Effect.fn("JobRecords.idsAfter")(function* (after: Option.Option<JobId>) {
        const listings = yield* Effect.all([vault.jobsAfter(after, batch), jobs.jobsAfter(after, batch)], {
          concurrency: "unbounded"
        })
        return JobListingRules.firstAfter(listings.flat(), after, batch)
      })

      const idsOf = Effect.fnUntraced(function* (owner: UserId, after: Option.Option<JobId>) {
        const listings = yield* Effect.all([vault.jobsOf(owner), jobs.jobsOf(owner)], { concurrency: "unbounded" })
        return JobListingRules.firstAfter(listings.flat(), after, batch)
      })

      const list = Effect.fn("JobRecords.list")(function* (
        { createdBefore, owner, state }: Wanted,
        from: Option.Option<JobId>,
        limit: number,
        onBatch: (examined: number) => Effect.Effect<void> = () => Effect.void
      ) {
        const isOld = (jobId: JobId) =>
          Option.match(createdBefore, {
            onNone: () => true,
            onSome: (moment) => DateTime.isLessThan(partsOf(jobId).createdAt, moment)
          })
        const isWanted = (record: JobRecord) => Option.getOrElse(state, () => record.state) === record.state
        const records: Array<JobRecord> = []
        let after = from
        let examined = 0
        for (;;) {
          const ids = yield* Option.match(owner, {
            onNone: () => idsAfter(after),
            onSome: (whose) => idsOf(whose, after)
          })
          const looked = yield* Effect.forEach(ids.filter(isOld), look, { concurrency: parallel })
          const found = looked.flatMap(Option.toArray).filter(isWanted)
          records.push(...found.slice(0, limit - records.length))
          examined += ids.length
          yield* onBatch(examined)
          const last = records.at(-1)
          if (records.length === limit)
            return { records, next: Option.map(Option.fromUndefinedOr(last), ({ jobId }) => jobId) }
          if (ids.length < batch) return { records, next: Option.none<JobId>() }
          after = Option.fromUndefinedOr(ids.at(-1))
        }
      })

      return JobRecords.of({ show, list, idsAfter })
    })
  )
}
