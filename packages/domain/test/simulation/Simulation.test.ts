import { assert, describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Clock, Effect, Exit, Option } from "effect"
import { Unavailable } from "../../src/shared/Unavailable.ts"
import * as MemoryUserStore from "../../src/users/MemoryUserStore.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import { type Fault, faults, worker } from "../../testing/FaultPlan.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as Simulation from "../../testing/Simulation.ts"

/** The order in which four tasks of three steps, one of which sleeps, come to take them. */
const interleaving = Effect.gen(function* () {
  const trace: Array<string> = []
  const task = (name: string) =>
    Effect.forEach(["1", "2", "3"], (step) =>
      Effect.yieldNow.pipe(
        Effect.andThen(step === "2" && name === "d" ? Effect.sleep("1 hour") : Effect.void),
        Effect.andThen(Effect.sync(() => trace.push(name + step)))
      )
    )
  yield* Effect.forEach(["a", "b", "c", "d"], task, { concurrency: "unbounded" })
  return trace.join(" ")
})

const traceOf = (seed: number) => Exit.getSuccess(Simulation.run(seed, interleaving))

describe("a simulation", () => {
  it("tells the same story for the same seed, and others for others", () => {
    const seeds = Array.from({ length: 200 }, (_, seed) => seed)
    const traces = seeds.map((seed) => Option.getOrThrow(traceOf(seed)))
    assertEquals(
      seeds.map((seed) => Option.getOrThrow(traceOf(seed))),
      traces
    )
    assertTrue(new Set(traces).size > 150)
    assertTrue(traces.every((trace) => trace.endsWith("d2 d3")))
  })

  it("lets time pass only while everybody sleeps", () => {
    const story = Effect.gen(function* () {
      const start = yield* Clock.currentTimeMillis
      yield* Effect.all([Effect.sleep("2 days"), Effect.sleep("1 hour")], { concurrency: "unbounded" })
      return (yield* Clock.currentTimeMillis) - start
    })
    assertEquals(Simulation.run(1, story), Exit.succeed(2 * 24 * 60 * 60 * 1000))
  })

  it("notices when everybody waits for ever, or somebody goes round in circles", () => {
    assert.throws(() => Simulation.run(7, Effect.never), /seed 7 everybody waits/)
    assert.throws(() => Simulation.run(8, Effect.forever(Effect.yieldNow)), /seed 8 goes round in circles/)
  })

  it("names the seed and the plan of a story that fails", () => {
    assert.throws(
      () =>
        Simulation.forSeeds(
          9,
          (seed) => (seed === 5 ? Effect.fail("lost") : Effect.void),
          (seed) => `plan ${seed}`
        ),
      /seed 5, plan 5: [^]*lost/
    )
  })
})

describe("a fault", () => {
  const happens: Readonly<Record<Fault, { readonly stored: boolean; readonly answer: boolean }>> = {
    throttled: { stored: false, answer: true },
    denied: { stored: false, answer: true },
    lost_response: { stored: true, answer: true },
    crash_before: { stored: false, answer: false },
    crash_after: { stored: true, answer: false }
  }
  for (const fault of faults) {
    const { answer, stored } = happens[fault]
    it(`${fault}: the call ${stored ? "happened" : "did not happen"}, and ${answer ? "an outage" : "nothing"} is answered`, () =>
      Simulation.forSeeds(20, () =>
        Effect.gen(function* () {
          const store = yield* UserStore
          const user = yield* Fixtures.user
          const failing = worker(yield* Effect.context<UserStore>(), { call: 2, fault })
          // Tidying up works for who lives to see the outage, and never for the dead.
          const insertion = UserStore.use(({ find, insert }) =>
            Effect.andThen(find(user.id), insert(user)).pipe(Effect.ensuring(Effect.ignore(insert(user))))
          )
          const exit = yield* failing.work(insertion)
          assertEquals(Option.isSome(exit), answer)
          if (Option.isSome(exit)) {
            const refusal = yield* Effect.flip(exit.value)
            assertTrue(refusal instanceof Unavailable)
            assertEquals([refusal.resource, refusal.retryable], ["storage", fault !== "denied"])
          }
          assertEquals(Option.isSome(yield* store.find(user.id)), stored || answer)
        }).pipe(Effect.provide(MemoryUserStore.layer))
      ))
  }
})
