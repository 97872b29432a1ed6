import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Array, Effect, Option, type Redacted } from "effect"
import type { RefreshToken } from "../../src/sessions/RefreshToken.ts"
import { RefreshTokens } from "../../src/sessions/RefreshTokens.ts"
import { RefreshTokenReused, SessionRevoked } from "../../src/sessions/SessionErrors.ts"
import { Sessions } from "../../src/sessions/Sessions.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import { describe as told, planOf } from "../../testing/FaultPlan.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"
import * as Simulation from "../../testing/Simulation.ts"
import * as World from "../services/World.ts"
import { answersIn, refusalsIn, request, together } from "./Clients.ts"

/** Find and save, once more for who lost a race. */
const plan = (seed: number) => planOf(seed, 4)

const refresh = (token: Redacted.Redacted<RefreshToken>) => Sessions.use((sessions) => sessions.refresh(token))

const answered = <A, E, R>(asked: Effect.Effect<Option.Option<Effect.Effect<A, E>>, never, R>) =>
  Effect.flatten(Effect.flatMap(asked, Effect.fromOption))

const newcomer = Effect.provide(World.newcomer, World.services, { local: true })

describe("an app that asks for new tokens several times at once", () => {
  it("gets the same pair each time, which lives alone; an older copy then ends the session", () =>
    Simulation.forSeeds(
      500,
      (seed) =>
        Effect.gen(function* () {
          const { tokens, user } = yield* newcomer
          const askers = Array.makeBy(2 + (seed % 9), () => refresh(tokens.refreshToken))
          const exits = yield* together(askers, plan(seed))
          assertEquals(yield* refusalsIn(exits), [])
          assertTrue(answersIn(exits).length >= askers.length - 1)
          const pair = yield* answered(request(refresh(tokens.refreshToken)))
          for (const answer of answersIn(exits)) assertEquals(answer, pair)

          const { session } = yield* Effect.fromOption(yield* (yield* UserStore).find(user.id))
          const hash = yield* (yield* RefreshTokens).hash(pair.refreshToken)
          assertEquals(
            Option.map(session, ({ refreshTokenHash, status }) => [refreshTokenHash, status]),
            Option.some([hash, "active"])
          )

          const next = yield* answered(request(refresh(pair.refreshToken)))
          assertEquals(yield* Effect.flip(answered(request(refresh(tokens.refreshToken)))), new RefreshTokenReused())
          assertEquals(yield* Effect.flip(answered(request(refresh(next.refreshToken)))), new SessionRevoked())
        }).pipe(Effect.provide(MemoryPorts.layer)),
      (seed) => told(plan(seed))
    ))
})

describe("a thief with a copy of a spent token", () => {
  it("never has a pair of their own, and ends the session for both, whoever comes first", () =>
    Simulation.forSeeds(500, (seed) =>
      Effect.gen(function* () {
        const { tokens, user } = yield* newcomer
        const pair = yield* answered(request(refresh(tokens.refreshToken)))
        yield* Effect.sleep("31 seconds")
        const stolen = Array.makeBy(1 + (seed % 3), () => refresh(tokens.refreshToken))
        const [honest, ...thieves] = yield* together([refresh(pair.refreshToken), ...stolen])
        assertEquals(thieves.length, stolen.length)
        assertEquals(answersIn(thieves), [])
        const { session } = yield* Effect.fromOption(yield* (yield* UserStore).find(user.id))
        assertEquals(
          Option.map(session, ({ status }) => status),
          Option.some("revoked")
        )
        for (const { refreshToken } of [pair, ...answersIn(honest === undefined ? [] : [honest])]) {
          assertEquals(yield* Effect.flip(answered(request(refresh(refreshToken)))), new SessionRevoked())
        }
      }).pipe(Effect.provide(MemoryPorts.layer))
    ))
})
