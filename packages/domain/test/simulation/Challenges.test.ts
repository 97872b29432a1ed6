import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Array, Effect, Option } from "effect"
import { type Challenge, Signature } from "../../src/biometrics/Biometric.ts"
import { Biometrics } from "../../src/biometrics/Biometrics.ts"
import type { Caller } from "../../src/sessions/Caller.ts"
import * as AccountWorld from "../../testing/AccountWorld.ts"
import { describe as told, planOf } from "../../testing/FaultPlan.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"
import * as Simulation from "../../testing/Simulation.ts"
import * as World from "../services/World.ts"
import { answersIn, refusalsIn, request, together } from "./Clients.ts"

/** Find and save, and again after a lost race. */
const calls = 4
const plan = (seed: number) => planOf(seed, calls)

const wrong = Signature.make("MAYCAQACAQA=")

const answer = (caller: Caller, challenge: Challenge, signature: Signature) =>
  Biometrics.use((biometrics) => biometrics.verify(caller, { challenge, signature }))

/** Somebody with a registered device, challenged. */
const challenged = Effect.gen(function* () {
  const { caller } = yield* World.newcomer
  const device = yield* AccountWorld.registered(caller)
  const { value } = yield* (yield* Biometrics).challenge(caller)
  return { caller, value, signature: yield* device.sign(value) }
})

describe("many answers to one challenge at once", () => {
  it("are accepted once, whatever fails for one of them", () =>
    Simulation.forSeeds(
      250,
      (seed) =>
        Effect.gen(function* () {
          const { caller, value, signature } = yield* Effect.provide(challenged, World.services)
          const exits = yield* together(
            Array.makeBy(2 + (seed % 4), () => answer(caller, value, signature)),
            plan(seed)
          )
          assertTrue(answersIn(exits).length <= 1)
          for (const { _tag } of yield* refusalsIn(exits)) assertEquals(_tag, "BiometricChallengeExpired")
          // Whose answer was lost asks once more, and is told that the challenge is spent.
          const again = yield* Effect.fromOption(yield* request(answer(caller, value, signature)))
          assertTrue(answersIn([...exits, again]).length <= 1)
          const biometric = yield* Effect.fromOption(yield* AccountWorld.biometricOf(caller))
          assertEquals([biometric.challenge, biometric.failures], [Option.none(), 0])
          assertTrue(Option.isSome(biometric.verifiedAt))
        }).pipe(Effect.provide(MemoryPorts.layer)),
      (seed) => told(plan(seed))
    ))

  it("have one outcome, where right and wrong ones compete", () =>
    Simulation.forSeeds(
      250,
      (seed) =>
        Effect.gen(function* () {
          const { caller, value, signature } = yield* Effect.provide(challenged, World.services)
          const exits = yield* together(
            [
              answer(caller, value, wrong),
              answer(caller, value, signature),
              answer(caller, value, wrong),
              answer(caller, value, signature)
            ],
            plan(seed)
          )
          const rejected = (yield* refusalsIn(exits)).filter(({ _tag }) => _tag === "BiometricRejected")
          const { failures, verifiedAt } = yield* Effect.fromOption(yield* AccountWorld.biometricOf(caller))
          assertTrue(answersIn(exits).length + rejected.length <= 1)
          assertEquals(failures + (Option.isSome(verifiedAt) ? 1 : 0), 1)
        }).pipe(Effect.provide(MemoryPorts.layer)),
      (seed) => told(plan(seed))
    ))
})
