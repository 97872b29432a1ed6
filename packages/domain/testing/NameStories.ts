import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, type Layer, Option, Redacted } from "effect"
import { SessionRevoked } from "../src/sessions/SessionErrors.ts"
import { Sessions } from "../src/sessions/Sessions.ts"
import type { NameChanges } from "../src/users/PersonRules.ts"
import { Users } from "../src/users/Users.ts"
import type { UserStore } from "../src/users/UserStore.ts"
import * as World from "./AccountWorld.ts"
import * as People from "./People.ts"

const named = (text: string) => Option.some(Redacted.make(text, { label: "name" }))

/** What people call themselves, wherever users are kept. */
export const suite = <E>(name: string, store: Layer.Layer<UserStore, E>) =>
  withLayer(World.over(store), { timeout: "60 seconds", excludeTestServices: true })(`names: ${name}`, (it) => {
    it.effect("changes what is sent, removes what is none, and leaves the rest", () =>
      Effect.gen(function* () {
        const users = yield* Users
        const { caller, person } = yield* People.newcomer
        const changes: NameChanges = { givenName: named("Augusta"), familyName: Option.none() }
        const { familyName: _, ...others } = person
        const expected = { ...others, givenName: Redacted.make("Augusta", { label: "name" }) }
        assertEquals((yield* users.rename(caller, changes)).person, expected)
        assertEquals((yield* users.profile(caller)).person, expected)
      })
    )

    it.effect("keeps the data key and everything else of the user", () =>
      Effect.gen(function* () {
        const users = yield* Users
        const { caller } = yield* People.newcomer
        const before = yield* World.stored(caller)
        yield* users.rename(caller, { name: named("Augusta Ada King") })
        const after = yield* World.stored(caller)
        assertEquals(after.person.dataKey, before.person.dataKey)
        assertEquals({ ...after, person: before.person, version: 1, updatedAt: before.updatedAt }, { ...before })
      })
    )

    it.effect("writes nothing where nothing changes, however often it is asked", () =>
      Effect.gen(function* () {
        const users = yield* Users
        const { caller, person } = yield* People.newcomer
        const changes: NameChanges = { name: named("Augusta") }
        yield* users.rename(caller, {})
        yield* users.rename(caller, { name: Option.fromUndefinedOr(person.name) })
        assertEquals((yield* World.stored(caller)).version, 1)
        yield* users.rename(caller, changes)
        yield* users.rename(caller, changes)
        assertEquals((yield* World.stored(caller)).version, 2)
      })
    )

    it.effect("loses neither of two changes at once", () =>
      Effect.gen(function* () {
        const users = yield* Users
        const { caller } = yield* People.newcomer
        const both: ReadonlyArray<NameChanges> = [{ name: named("Countess") }, { familyName: named("King") }]
        yield* Effect.forEach(both, (changes) => users.rename(caller, changes), { concurrency: "unbounded" })
        const { person } = yield* users.profile(caller)
        assertEquals(
          [person.name, person.familyName].map((text) => text && Redacted.value(text)),
          ["Countess", "King"]
        )
      })
    )

    it.effect("renames nobody whose session is over", () =>
      Effect.gen(function* () {
        const { caller } = yield* People.newcomer
        yield* (yield* Sessions).logout(caller)
        const attempt = Users.use((users) => users.rename(caller, { name: named("Mallory") }))
        assertEquals(yield* Effect.flip(attempt), new SessionRevoked())
      })
    )
  })
