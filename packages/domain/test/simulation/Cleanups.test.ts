import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, Exit, Fiber, Option } from "effect"
import { DocumentVault } from "../../src/jobs/DocumentVault.ts"
import type { JobId } from "../../src/jobs/JobId.ts"
import { Jobs } from "../../src/jobs/Jobs.ts"
import { JobStore } from "../../src/jobs/JobStore.ts"
import type { Caller } from "../../src/sessions/Caller.ts"
import { deliver, standing, tell, uploaded } from "../jobs/JobWorld.ts"

/** Asks until the job is completed and cleans up in the next breath; `pace` steps between two questions. */
const cleanUpOnceCompleted = Effect.fnUntraced(function* (caller: Caller, jobId: JobId, pace: number) {
  const jobs = yield* Jobs
  while ((yield* jobs.status(caller, jobId))._tag !== "Completed") {
    for (let steps = pace; steps > 0; steps--) yield* Effect.yieldNow
  }
  yield* jobs.cleanup(caller, jobId)
})

const left = Effect.fnUntraced(function* (jobId: JobId) {
  return { input: yield* (yield* DocumentVault).exists(jobId), ...(yield* (yield* JobStore).remains(jobId)) }
})

const nothing = { input: false, claim: false, outcome: false }

/** The client among so many deliveries of the event at once; how each of them ended. */
const story = Effect.fnUntraced(function* (deliveries: number, seed: number) {
  const { caller, jobId, userId } = yield* uploaded
  const workers = yield* Effect.forEach(Array.from({ length: deliveries }), () => Effect.forkChild(deliver(jobId)))
  yield* cleanUpOnceCompleted(caller, jobId, seed % 7)
  const exits = yield* Effect.forEach(workers, (worker) => Fiber.join(worker))
  assertEquals(yield* left(jobId), nothing)
  const { documents, reserved } = yield* standing(jobId, userId)
  assertEquals({ documents, reserved }, { documents: 1, reserved: 0 })
  return exits.map(Option.exists(Exit.isSuccess))
})

describe("a cleanup as soon as the job is seen completed", () => {
  it("is not refused, leaves nothing, and the document is counted once", () =>
    tell(1000, (seed) => Effect.map(story(1, seed), (succeeded) => assertEquals(succeeded, [true]))))

  it("neither while the event comes twice at once", () =>
    tell(500, (seed) => Effect.map(story(2, seed), (succeeded) => assertTrue(succeeded.includes(true)))))
})
