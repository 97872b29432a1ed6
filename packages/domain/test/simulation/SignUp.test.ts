import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Array, Effect, Exit, Option } from "effect"
import { Accounts } from "../../src/identity/Accounts.ts"
import { EmailAlreadyRegistered } from "../../src/identity/IdentityErrors.ts"
import { Admissions } from "../../src/sessions/Admissions.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import { describe as told, planOf } from "../../testing/FaultPlan.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"
import * as Simulation from "../../testing/Simulation.ts"
import * as World from "../services/World.ts"
import { answersIn, refusalsIn, request, together } from "./Clients.ts"

/** Verify, address key, seal, insert; and, for who comes second, find, save, open. */
const calls = 7
const plan = (seed: number) => planOf(seed, calls)

const onboard = (claim: Parameters<typeof World.onboardWith>[0]) =>
  Accounts.use((accounts) => accounts.onboard(World.onboardWith(claim)))

describe("many sign-ups at once", () => {
  it("of one identity make one user, one newcomer and one current session, whatever fails for one of them", () =>
    Simulation.forSeeds(
      500,
      (seed) =>
        Effect.gen(function* () {
          const identity = yield* Fixtures.identityOf("google")
          const claim = yield* World.claimFor(identity, yield* Fixtures.person)
          const exits = yield* together(
            Array.makeBy(2 + (seed % 4), () => onboard(claim)),
            plan(seed)
          )
          assertEquals(yield* refusalsIn(exits), [])
          const again = yield* Effect.fromOption(yield* request(onboard(claim)))
          const signedIn = answersIn([...exits, again])
          const kept = yield* Effect.fromOption(yield* (yield* UserStore).findByIdentity(identity))
          assertEquals(new Set(signedIn.map(({ user }) => user.id)), new Set([kept.id]))
          assertTrue(signedIn.filter(({ isNew }) => isNew).length <= 1)
          const doors = yield* Effect.forEach(signedIn, ({ tokens }) =>
            request(Admissions.use((admissions) => admissions.authorize(tokens.accessToken)))
          )
          assertEquals(doors.flatMap(Option.toArray).filter(Exit.isSuccess).length, 1)
        }).pipe(Effect.provide(MemoryPorts.layer)),
      (seed) => told(plan(seed))
    ))

  it("of two identities with one address make one user, and tell the others where it is", () =>
    Simulation.forSeeds(
      500,
      (seed) =>
        Effect.gen(function* () {
          const store = yield* UserStore
          const person = yield* Fixtures.person
          const google = yield* Fixtures.identityOf("google")
          const apple = yield* Fixtures.identityOf("apple")
          const claims = [yield* World.claimFor(google, person), yield* World.claimFor(apple, person)] as const
          const exits = yield* together(
            [onboard(claims[0]), onboard(claims[1]), onboard(claims[0]), onboard(claims[1])],
            plan(seed)
          )
          const again = yield* Effect.forEach(claims, (claim) =>
            Effect.flatMap(request(onboard(claim)), Effect.fromOption)
          )
          const kept = yield* Effect.forEach([google, apple], (identity) => store.findByIdentity(identity))
          const [user, ...others] = kept.flatMap(Option.toArray)
          assertTrue(user !== undefined && others.length === 0)
          const all = [...exits, ...again]
          for (const answer of answersIn(all)) assertEquals(answer.user.id, user.id)
          for (const refusal of yield* refusalsIn(all)) {
            assertEquals(refusal, new EmailAlreadyRegistered({ provider: user.identities[0].provider }))
          }
          assertEquals(answersIn(again).length, 1)
        }).pipe(Effect.provide(MemoryPorts.layer)),
      (seed) => told(plan(seed))
    ))
})
