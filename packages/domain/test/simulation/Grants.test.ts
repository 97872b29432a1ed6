import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Array, DateTime, Effect, Equal } from "effect"
import { Uploads } from "../../src/jobs/Uploads.ts"
import { UsageLimitReached } from "../../src/subscriptions/SubscriptionErrors.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import { describe as told, planOf } from "../../testing/FaultPlan.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"
import * as Simulation from "../../testing/Simulation.ts"
import * as World from "../services/World.ts"
import { answersIn, refusalsIn, together } from "./Clients.ts"

/** Find, save, grant; once more find and save for who lost a race. */
const plan = (seed: number) => planOf(seed, 5)

/** Full, until the next period or until the first of the granted uploads lapses. */
const isFull = (refusal: unknown): boolean =>
  refusal instanceof UsageLimitReached &&
  Equal.equals(
    new UsageLimitReached({ ...refusal, againAt: Fixtures.at }),
    new UsageLimitReached({
      limit: 5,
      used: 5,
      resetsAt: DateTime.add(Fixtures.at, { months: 1 }),
      againAt: Fixtures.at
    })
  ) &&
  DateTime.between(refusal.againAt, {
    minimum: DateTime.add(Fixtures.at, { minutes: 20 }),
    maximum: DateTime.add(Fixtures.at, { minutes: 21 })
  })

const story = (failing: (seed: number) => ReturnType<typeof plan> | undefined) => (seed: number) =>
  Effect.gen(function* () {
    const { caller, user } = yield* Effect.provide(World.newcomer, World.services, { local: true })
    const grants = Array.makeBy(50, () => Uploads.use((uploads) => uploads.grant(caller, World.document)))
    const exits = yield* together(grants, failing(seed))
    const granted = answersIn(exits).map(({ jobId }) => jobId)
    const { subscription } = yield* Effect.fromOption(yield* (yield* UserStore).find(user.id))
    const reserved = new Set(Object.keys(subscription.usage.reservations))
    assertEquals(reserved.size, 5)
    assertTrue(granted.every((jobId) => reserved.has(jobId)))
    const refusals = yield* refusalsIn(exits)
    assertTrue(refusals.every(isFull))
    assertTrue(refusals.length >= 44)
    return granted.length
  }).pipe(Effect.provide(MemoryPorts.layer))

describe("fifty grants at once with five documents left", () => {
  it("admit exactly five", () =>
    Simulation.forSeeds(300, (seed) => Effect.map(story(() => undefined)(seed), (granted) => assertEquals(granted, 5))))

  it("reserve exactly five, whatever fails for one of them", () =>
    Simulation.forSeeds(
      125,
      (seed) => Effect.map(story(plan)(seed), (granted) => assertTrue(granted === 4 || granted === 5)),
      (seed) => told(plan(seed))
    ))
})
