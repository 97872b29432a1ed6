import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Array, Effect, Equal, Option, Random, type Redacted, Result } from "effect"
import { Admissions } from "../../src/sessions/Admissions.ts"
import type { RefreshToken } from "../../src/sessions/RefreshToken.ts"
import { RefreshTokens } from "../../src/sessions/RefreshTokens.ts"
import { RefreshTokenReused, SessionRevoked } from "../../src/sessions/SessionErrors.ts"
import { Sessions } from "../../src/sessions/Sessions.ts"
import type { UserId } from "../../src/users/UserId.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import { describe as told, type FaultPlan, planOf } from "../../testing/FaultPlan.ts"
import * as HonestApp from "../../testing/HonestApp.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"
import * as Simulation from "../../testing/Simulation.ts"
import * as World from "../services/World.ts"
import { answersIn, refusalsIn, request, together } from "./Clients.ts"

/** A thousand stories take seconds; on a busy machine, many. */
const patience = 120_000

/** Find and save, once more for who lost a race. */
const plan = (seed: number) => planOf(seed, 4)

const refresh = (token: Redacted.Redacted<RefreshToken>) => Sessions.use((sessions) => sessions.refresh(token))

const answered = <A, E, R>(asked: Effect.Effect<Option.Option<Effect.Effect<A, E>>, never, R>) =>
  Effect.flatten(Effect.flatMap(asked, Effect.fromOption))

const refreshed = (token: Redacted.Redacted<RefreshToken>) => answered(request(refresh(token)))

const newcomer = Effect.provide(World.newcomer, World.services, { local: true })

/** The requests share a process, but for the one whose turn is `failing`: its process fails as planned. */
const service = Effect.fnUntraced(function* (failing: number, plan: FaultPlan) {
  const healthy = yield* Effect.provide(Sessions, World.services, { local: true })
  let requests = 0
  return Effect.fnUntraced(function* (token: Redacted.Redacted<RefreshToken>) {
    requests += 1
    if (requests !== failing) return Option.some(yield* Effect.result(healthy.refresh(token)))
    const exit = yield* request(refresh(token), plan)
    // A defect fails the story.
    return yield* Effect.transposeOption(Option.map(exit, (ended) => Effect.result(ended)))
  })
})

const sessionOf = Effect.fnUntraced(function* (userId: UserId) {
  const { session } = yield* Effect.fromOption(yield* (yield* UserStore).find(userId))
  return yield* Effect.fromOption(session)
})

describe("an app that refreshes its tokens in two to ten places at once, over a bad network", () => {
  it(
    "is never signed out and ends up with the one living pair, of 1,000 interleavings; an older copy then ends the session",
    () =>
      Simulation.forSeeds(
        1000,
        (seed) =>
          Effect.gen(function* () {
            const { tokens, user } = yield* newcomer
            const send = yield* service(1 + (seed % 7), plan(seed))
            const app = HonestApp.make(tokens, send, { slowest: 2000, patience: 5000 })
            const place = Effect.gen(function* () {
              for (let needs = yield* Random.nextIntBetween(1, 2); needs > 0; needs--) {
                yield* Effect.sleep(yield* Random.nextIntBetween(0, 2000))
                yield* app.refresh
              }
            })
            const places = Array.makeBy(2 + (seed % 9), () => place)
            yield* Effect.all(places, { concurrency: "unbounded" })
            assertEquals(app.signedOut, [])

            // What is still under way arrives, and changes nothing.
            yield* Effect.sleep("5 seconds")
            const session = yield* sessionOf(user.id)
            const hashOf = yield* RefreshTokens.use(({ hash }) => Effect.succeed(hash))
            const given = Array.dedupeWith(app.answered, Equal.equals)
            const hashes = yield* Effect.forEach(given, ({ refreshToken }) => hashOf(refreshToken))
            const living = given.filter((_, i) => hashes[i] === session.refreshTokenHash)
            assertEquals(session.status, "active")
            assertEquals(living, [app.held()])

            const copy = given[yield* Random.nextIntBetween(0, given.length - 1)] ?? app.held()
            const next = yield* refreshed(app.held().refreshToken)
            yield* Effect.sleep("31 seconds")
            assertEquals(yield* Effect.flip(refreshed(copy.refreshToken)), new RefreshTokenReused())
            assertEquals(yield* Effect.flip(refreshed(next.refreshToken)), new SessionRevoked())
            const door = answered(request(Admissions.use(({ authorize }) => authorize(next.accessToken))))
            assertEquals(yield* Effect.flip(door), new SessionRevoked())
          }).pipe(Effect.provide(MemoryPorts.layer)),
        (seed) => `request ${1 + (seed % 7)}: ${told(plan(seed))}`
      ),
    patience
  )

  it("gets the same pair for each of its parallel requests with one token", () =>
    Simulation.forSeeds(
      500,
      (seed) =>
        Effect.gen(function* () {
          const { tokens } = yield* newcomer
          const askers = Array.makeBy(2 + (seed % 9), () => refresh(tokens.refreshToken))
          const exits = yield* together(askers, plan(seed))
          assertEquals(yield* refusalsIn(exits), [])
          assertTrue(answersIn(exits).length >= askers.length - 1)
          const pair = yield* refreshed(tokens.refreshToken)
          for (const answer of answersIn(exits)) assertEquals(answer, pair)
        }).pipe(Effect.provide(MemoryPorts.layer)),
      (seed) => told(plan(seed))
    ))
})

describe("a thief with a copy of a refresh token", () => {
  it("is thrown out with the session as soon as both have used it half a minute apart, of 1,000 interleavings", () => {
    const outcomes = new Map<string, number>()
    Simulation.forSeeds(1000, (seed) =>
      Effect.gen(function* () {
        let { tokens: held, user } = yield* newcomer
        let stolen = held
        const theft = seed % 3
        for (let i = 0; i < 3; i++) {
          held = yield* refreshed(held.refreshToken)
          if (i === theft) stolen = held
          yield* Effect.sleep(yield* Random.nextIntBetween(0, 20_000))
        }
        const attempt = yield* Effect.result(refreshed(stolen.refreshToken))
        const outcome = Result.match(attempt, { onSuccess: () => "in", onFailure: ({ _tag }) => _tag })
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)

        // Whoever got in goes on alone, and the owner comes later.
        const thief = Result.isSuccess(attempt) ? [yield* refreshed(attempt.success.refreshToken)] : []
        yield* Effect.sleep("31 seconds")
        const [honest] = yield* together([refresh(held.refreshToken)])
        const refusals = yield* refusalsIn(honest === undefined ? [] : [honest])
        assertEquals(
          refusals,
          outcome === "in" ? [new RefreshTokenReused()] : outcome === "RefreshTokenReused" ? [new SessionRevoked()] : []
        )
        for (const { refreshToken } of thief)
          assertEquals(yield* Effect.flip(refreshed(refreshToken)), new SessionRevoked())
        assertEquals((yield* sessionOf(user.id)).status, outcome === "RefreshRaced" ? "active" : "revoked")
      }).pipe(Effect.provide(MemoryPorts.layer))
    )
    assertEquals([...outcomes.keys()].toSorted(), ["RefreshRaced", "RefreshTokenReused", "in"])
  })

  it("never has a pair of their own when the copy is old, and ends the session for both, whoever comes first", () =>
    Simulation.forSeeds(500, (seed) =>
      Effect.gen(function* () {
        const { tokens, user } = yield* newcomer
        const pair = yield* refreshed(tokens.refreshToken)
        yield* Effect.sleep("31 seconds")
        const stolen = Array.makeBy(1 + (seed % 3), () => refresh(tokens.refreshToken))
        const [honest, ...thieves] = yield* together([refresh(pair.refreshToken), ...stolen])
        assertEquals(thieves.length, stolen.length)
        assertEquals(answersIn(thieves), [])
        assertEquals((yield* sessionOf(user.id)).status, "revoked")
        for (const { refreshToken } of [pair, ...answersIn(honest === undefined ? [] : [honest])]) {
          assertEquals(yield* Effect.flip(refreshed(refreshToken)), new SessionRevoked())
        }
      }).pipe(Effect.provide(MemoryPorts.layer))
    ))
})
