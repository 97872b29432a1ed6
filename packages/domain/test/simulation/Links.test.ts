import { describe, it } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, Option } from "effect"
import { Accounts } from "../../src/identity/Accounts.ts"
import { LinkedIdentities } from "../../src/identity/LinkedIdentities.ts"
import type { User } from "../../src/users/User.ts"
import { UserStore } from "../../src/users/UserStore.ts"
import { describe as told, planOf } from "../../testing/FaultPlan.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as MemoryPorts from "../../testing/MemoryPorts.ts"
import * as Simulation from "../../testing/Simulation.ts"
import * as World from "../services/World.ts"
import { answersIn, request, together } from "./Clients.ts"

/** Find, verify, address key, find, link, open; and once more after a lost race. */
const calls = 9
const plan = (seed: number) => planOf(seed, calls)

describe("linking, signing in and signing up at once", () => {
  it("leave every identity with one person and its guard, whatever fails for one of them", () =>
    Simulation.forSeeds(
      250,
      (seed) =>
        Effect.gen(function* () {
          const store = yield* UserStore
          const me = yield* Effect.provide(World.newcomer, World.services)
          const [one, two] = [yield* Fixtures.identityOf("apple"), yield* Fixtures.identityOf("apple")]
          const [first, second] = [yield* World.claimFor(one, me.person), yield* World.claimFor(two, me.person)]
          const link = (claim: typeof first) =>
            LinkedIdentities.use((identities) => Effect.map(identities.link(me.caller, claim), ({ user }) => user))
          const onboard = Accounts.use((accounts) =>
            Effect.map(accounts.onboard(World.onboardWith(first)), ({ user }) => user)
          )
          const exits = yield* together<User, { readonly _tag: string }>(
            [link(first), link(second), link(first), onboard],
            plan(seed)
          )
          for (const user of answersIn(exits)) assertEquals(user.id, me.user.id)
          const kept = yield* Effect.fromOption(yield* store.find(me.user.id))
          const held = yield* Effect.forEach([one, two], (identity) => store.findByIdentity(identity))
          assertTrue(kept.identities.length <= 2)
          assertEquals(
            held.map(Option.isSome),
            [one, two].map(({ subject }) => kept.identities.some((identity) => identity.subject === subject))
          )
          // Whoever asks again ends like the first time, unless the other account was faster or the session is gone.
          const again = yield* Effect.fromOption(yield* request(link(first)))
          for (const user of answersIn([again])) assertEquals(user.identities[1], one)
        }).pipe(Effect.provide(MemoryPorts.layer)),
      (seed) => told(plan(seed))
    ))
})
