import { Effect } from "effect"
import { Unavailable } from "../shared/Unavailable.ts"
import { DocumentVault } from "./DocumentVault.ts"
import type { JobId } from "./JobId.ts"
import { JobStore } from "./JobStore.ts"

/** Erases the job and looks. True: nothing is left. */
export const make = Effect.gen(function* () {
  const vault = yield* DocumentVault
  const jobs = yield* JobStore

  return Effect.fnUntraced(function* (jobId: JobId) {
    yield* Effect.all([vault.erase(jobId), jobs.erase(jobId)], { concurrency: "unbounded", discard: true })
    const looks = { input: vault.exists(jobId), job: jobs.remains(jobId) }
    const { input, job } = yield* Effect.all(looks, { concurrency: "unbounded" })
    return !(input || job.claim || job.outcome)
  })
})

/** Erases the job until nothing is left. A worker in the middle of its work may write once more before the look; then it stops. */
export const makeThorough = Effect.map(make, (erased) =>
  Effect.fnUntraced(function* (jobId: JobId) {
    if ((yield* erased(jobId)) || (yield* erased(jobId))) return
    const cause = new Error("An object of the job was written again while it was deleted")
    return yield* new Unavailable({ resource: "storage", operation: "JobErasing.thorough", retryable: true, cause })
  })
)
