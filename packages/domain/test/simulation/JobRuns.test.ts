import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, Exit, type Layer, Option } from "effect"
import { JobEnding } from "../../src/jobs/JobOutcome.ts"
import * as JobRun from "../../src/jobs/JobRun.ts"
import { Jobs } from "../../src/jobs/Jobs.ts"
import { describe as told, planOf, worker } from "../../testing/FaultPlan.ts"
import { deliver, type layer, standing, tell, uploaded } from "../jobs/JobWorld.ts"

/** Run 0: the calls of a run that nothing disturbs. */
const path = [
  "JobStore.ending",
  "JobStore.claim",
  "JobStore.ending",
  "UserStore.find",
  "DocumentVault.read",
  "DocumentReader.read",
  "ReportAnalyst.analyse",
  "UserStore.find",
  "JobStore.renew",
  "JobStore.finish",
  "JobStore.renew",
  "UserStore.find",
  "UserStore.save",
  "DocumentVault.erase"
]

const plan = (seed: number) => planOf(seed, path.length)
const toldOf = (seed: number) => `${told(plan(seed))} ${path[plan(seed).call - 1]}, ${deliveries(seed)} deliveries`

/** The event comes up to three times at once; the first one's worker fails as planned. */
const deliveries = (seed: number) => 1 + (Math.floor(seed / (path.length * 5)) % 3)

/** The one fault that ends a job without a result: an analyst whom only an operator can help. */
const isAnalystDenied = (seed: number) =>
  plan(seed).fault === "denied" && path[plan(seed).call - 1] === "ReportAnalyst.analyse"

const disturbed = Effect.fnUntraced(function* (seed: number) {
  const job = yield* uploaded
  const runs = Array.from({ length: deliveries(seed) }, (_, index) =>
    deliver(job.jobId, index === 0 ? plan(seed) : undefined)
  )
  yield* Effect.all(runs, { concurrency: "unbounded" })
  return job
})

describe("a job run of which any one call fails in any way", () => {
  it("calls what run 0 recorded", () =>
    tell(1, () =>
      Effect.gen(function* () {
        const { jobId } = yield* uploaded
        const undisturbed = worker(yield* Effect.context<Layer.Success<typeof layer>>())
        yield* undisturbed.work(JobRun.run(jobId))
        assertEquals(undisturbed.calls, path)
      })
    ))

  it("ends with one result and one counted document once it is delivered again", () =>
    tell(
      path.length * 5 * 3 * 10,
      (seed) =>
        Effect.gen(function* () {
          const { caller, jobId, userId } = yield* disturbed(seed)
          let ended = false
          for (let delivery = 0; delivery < 3 && !ended; delivery++) {
            yield* Effect.sleep("31 seconds")
            ended = Option.exists(yield* deliver(jobId), Exit.isSuccess)
          }
          assertTrue(ended)
          const { analyses, ending, ...left } = yield* standing(jobId, userId)
          if (isAnalystDenied(seed) && (deliveries(seed) === 1 || ending?._tag === "Failed")) {
            const failure = { code: "ANALYSIS_UNAVAILABLE", retryable: true } as const
            assertEquals(ending, JobEnding.cases.Failed.make({ failure }))
            assertEquals(left, { input: true, documents: 0, reserved: 0 })
          } else {
            assertEquals(ending, JobEnding.cases.Completed.make({}))
            assertEquals(left, { input: false, documents: 1, reserved: 0 })
          }
          assertTrue(analyses <= 2)
          const jobs = yield* Jobs
          const result = yield* Effect.result(jobs.result(caller, jobId, "result"))
          yield* JobRun.run(jobId)
          assertEquals(yield* Effect.result(jobs.result(caller, jobId, "result")), result)
          assertEquals(yield* standing(jobId, userId), { ...left, ending, analyses })
        }),
      toldOf
    ))

  it("is not processing for ever, also when nobody delivers it again", () =>
    tell(
      path.length * 5 * 3 * 2,
      (seed) =>
        Effect.gen(function* () {
          const { caller, jobId } = yield* disturbed(seed)
          yield* Effect.sleep("21 minutes")
          const status = yield* (yield* Jobs).status(caller, jobId)
          assertTrue(status._tag === "Completed" || status._tag === "Failed")
        }),
      toldOf
    ))
})
