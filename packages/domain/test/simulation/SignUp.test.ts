import { it } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, Exit } from "effect"
import { Accounts } from "../../src/identity/Accounts.ts"
import { Admissions } from "../../src/sessions/Admissions.ts"
import * as Fixtures from "../../testing/Fixtures.ts"
import * as Simulation from "../../testing/Simulation.ts"
import * as World from "../services/World.ts"

it("makes one user of many sign-ups of one identity", () => {
  Simulation.forSeeds(2000, (seed) =>
    Effect.gen(function*() {
      const accounts = yield* Accounts
      const admissions = yield* Admissions
      const claim = yield* World.claimFor(yield* Fixtures.identityOf("google"), yield* Fixtures.person)
      const attempts = Array.from({ length: 2 + (seed % 4) }, () => accounts.onboard(World.onboardWith(claim)))
      const signedIn = yield* Effect.all(attempts, { concurrency: "unbounded" })
      assertEquals(new Set(signedIn.map(({ user }) => user.id)).size, 1)
      assertEquals(signedIn.filter(({ isNew }) => isNew).length, 1)
      const doors = yield* Effect.all(
        signedIn.map(({ tokens }) => Effect.exit(admissions.authorize(tokens.accessToken)))
      )
      assertEquals(doors.filter(Exit.isSuccess).length, 1)
    }).pipe(Effect.provide(World.layer)))
})
