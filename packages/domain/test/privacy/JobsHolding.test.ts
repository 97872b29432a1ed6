import { describe, it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Effect, Option } from "effect"
import { type JobKind, makeJobId } from "../../src/jobs/JobId.ts"
import { JobStore } from "../../src/jobs/JobStore.ts"
import * as JobsHolding from "../../src/privacy/JobsHolding.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as JobFixtures from "../../testing/JobFixtures.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"

describe("the export of jobs", () => {
  it.effect("shows the results of the newest jobs, of reports of two only, and names every other", () =>
    Effect.gen(function* () {
      const jobs = yield* JobStore
      const user = yield* Fixtures.user
      const person = yield* Fixtures.person
      const kinds: ReadonlyArray<JobKind> = ["report", "result", "report", "chat", "report", "result", "report"]
      for (const [age, kind] of kinds.entries()) {
        const jobId = makeJobId(kind, user.id, DateTime.add(Fixtures.at, { minutes: -age }), "A".repeat(22))
        yield* jobs.finish(jobId, JobFixtures.completed(jobId))
      }
      const { show } = yield* JobsHolding.make
      const shown = yield* show({ user, person })
      assertEquals(
        shown.map(({ ending, kind, result }) => [kind, Option.isSome(ending), Option.isSome(result)]),
        [
          ["report", true, true],
          ["result", true, true],
          ["report", true, true],
          ["chat", true, true],
          ["report", true, false],
          ["result", true, true],
          ["report", true, false]
        ]
      )
    }).pipe(Effect.provide(MemoryPorts.layer))
  )
})
