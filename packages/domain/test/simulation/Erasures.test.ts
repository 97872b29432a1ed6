import { describe, it } from "@effect/vitest"
import { Effect, Exit, Layer } from "effect"
import * as ErasureStory from "../../testing/ErasureStory.ts"
import { describe as told, faults, planOf } from "../../testing/FaultPlan.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"
import * as Simulation from "../../testing/Simulation.ts"

const world = ErasureStory.memoryRows.pipe(Layer.provideMerge(MemoryPorts.layer))

/** Run 0 tells how many calls may fail. */
const callsOf = <E>(run: Effect.Effect<number, E, ErasureStory.Ports>): number =>
  Exit.getSuccess(Simulation.run(1, Effect.provide(run, world))).pipe((calls) => {
    if (calls._tag === "None") throw new Error("Run 0 failed")
    return calls.value
  })

describe("an erasure of which any one call fails in any way", () => {
  it("leaves nothing of the person once it is resumed, nothing half made, and everybody else as they were", () => {
    const calls = callsOf(ErasureStory.callsOfErasure)
    const plans = calls * faults.length
    Simulation.forSeeds(
      plans * 2,
      (seed) => Effect.provide(ErasureStory.erasureStory(planOf(seed, calls), seed > plans), world),
      (seed) => told(planOf(seed, calls))
    )
  })
})

describe("an erasure while the person's app goes on", () => {
  it("leaves nothing, gives one reference to whoever asks at once, and lets nothing late bring anything back", () =>
    Simulation.forSeeds(150, () => Effect.provide(ErasureStory.racingStory, world)))
})

describe("an onboarding of which any one call fails in any way", () => {
  it("makes a whole person or nobody, and one person once the app asks again", () => {
    const calls = callsOf(ErasureStory.callsOfOnboarding)
    Simulation.forSeeds(
      calls * faults.length * 4,
      (seed) => Effect.provide(ErasureStory.onboardingStory(planOf(seed, calls)), world),
      (seed) => told(planOf(seed, calls))
    )
  })
})
