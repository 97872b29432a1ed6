import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Array, Effect, Redacted, Schedule } from "effect"
import { IdempotencyKey } from "../../src/idempotency/IdempotencyKey.ts"
import * as IdempotencyRules from "../../src/idempotency/IdempotencyRules.ts"
import { IdempotentCalls } from "../../src/idempotency/IdempotentCalls.ts"
import { Uploads } from "../../src/jobs/Uploads.ts"
import type { Caller } from "../../src/sessions/Caller.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import { describe as told, planOf } from "../../testing/FaultPlan.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"
import * as Simulation from "../../testing/Simulation.ts"
import * as World from "../services/World.ts"
import { answersIn, refusalsIn, together } from "./Clients.ts"

/** The scope's user, the key, the work's user and document, the answer. */
const plan = (seed: number) => planOf(seed, 7)

const key = IdempotencyKey.make("wish-1")

/** One request for a grant, done as the HTTP middleware does it. */
const ask = Effect.fnUntraced(function* (caller: Caller, size: number) {
  const calls = yield* IdempotentCalls
  const scope = yield* Effect.flatMap(calls.scopeOf(caller), Effect.fromOption)
  const request = Redacted.make(`POST /process/upload ${size}`)
  const turn = yield* calls.begin({ scope, key, request, keptFor: IdempotencyRules.retention })
  if (turn._tag === "Again") return Redacted.value(turn.answer)
  const { jobId } = yield* (yield* Uploads).grant(caller, { ...World.document, size })
  yield* Effect.ignore(calls.complete(turn, Redacted.make(jobId)))
  return jobId
})

/** An app comes back for as long as it is told to. */
const patiently = (caller: Caller) =>
  Effect.retry(ask(caller, 1), {
    schedule: Schedule.spaced("1 second"),
    times: 60,
    while: (error) => error._tag === "IdempotencyInProgress"
  })

const reservations = Effect.fnUntraced(function* ({ userId }: Caller) {
  const user = yield* Effect.fromOption(yield* (yield* UserStore).find(userId))
  return Object.keys(user.subscription.usage.reservations)
})

const newcomer = Effect.provide(World.newcomer, World.services, { local: true })

describe("ten identical requests at once, with one key", () => {
  it("are one grant, and ten times its answer", () =>
    Simulation.forSeeds(300, () =>
      Effect.gen(function* () {
        const { caller } = yield* newcomer
        const exits = yield* together(Array.makeBy(10, () => patiently(caller)))
        assertEquals(yield* refusalsIn(exits), [])
        assertEquals(new Set(answersIn(exits)), new Set(yield* reservations(caller)))
        assertEquals([answersIn(exits).length, new Set(answersIn(exits)).size], [10, 1])
      }).pipe(Effect.provide(MemoryPorts.layer))
    ))

  it("block nobody for ever when the first one dies, and do the work again only where it died in the middle of it", () =>
    Simulation.forSeeds(
      350,
      (seed) =>
        Effect.gen(function* () {
          const { caller } = yield* newcomer
          const exits = yield* together(
            Array.makeBy(10, () => patiently(caller)),
            plan(seed)
          )
          assertEquals(yield* refusalsIn(exits), [])
          assertTrue(answersIn(exits).length >= 9)
          // Two answers only where the first one could not be kept.
          assertTrue(new Set(answersIn(exits)).size === 1 || plan(seed).call === 7)
          const reserved = yield* reservations(caller)
          assertTrue(reserved.length <= 2 && answersIn(exits).every((jobId) => reserved.includes(jobId)))
          // Before the work began nothing can have been done twice.
          if (plan(seed).call <= 3) assertEquals(reserved.length, 1)
        }).pipe(Effect.provide(MemoryPorts.layer)),
      (seed) => told(plan(seed))
    ))
})

describe("two different requests at once, with one key", () => {
  it("are one grant, whichever comes first; the other is refused", () =>
    Simulation.forSeeds(300, () =>
      Effect.gen(function* () {
        const { caller } = yield* newcomer
        const exits = yield* together([ask(caller, 1), ask(caller, 2)])
        assertEquals([answersIn(exits).length, (yield* reservations(caller)).length], [1, 1])
        assertEquals(
          (yield* refusalsIn(exits)).map(({ _tag }) => _tag),
          ["IdempotencyKeyReused"]
        )
      }).pipe(Effect.provide(MemoryPorts.layer))
    ))
})
