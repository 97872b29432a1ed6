import { Effect } from "effect"
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
