import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, type Layer, Stream } from "effect"
import { UserDirectory } from "../src/users/UserDirectory.ts"
import { UserStore } from "../src/users/UserStore.ts"
import * as Fixtures from "./Fixtures.ts"

const everybody = UserDirectory.use(({ registered }) => Stream.runCollect(registered))

/** Every `UserDirectory` obeys these beside the `UserStore` over the same table. The world is the suite's own. */
export const suite = <E>(name: string, layer: Layer.Layer<UserDirectory | UserStore, E>) =>
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`UserDirectory laws: ${name}`, (it) => {
    it.effect("tells of everybody once, with identities, e-mail key and status, and of nobody who was erased", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const users = yield* Effect.replicateEffect(Fixtures.user, 30)
        const both = [yield* Fixtures.identityOf("google"), yield* Fixtures.identityOf("apple")] as const
        const linked = yield* Fixtures.userWith({ identities: both, status: "deleted" })
        yield* Effect.forEach([...users, linked], (user) => store.insert(user), { concurrency: 8 })
        for (const user of users.slice(0, 10)) yield* store.erase(user)
        const told = yield* everybody
        const byId = (left: { readonly id: string }, right: { readonly id: string }) => left.id.localeCompare(right.id)
        assertEquals(
          told.map(({ id, identities, emailKey, status }) => ({ id, identities, emailKey, status })).toSorted(byId),
          [...users.slice(10), linked]
            .map(({ id, identities, emailKey, status }) => ({ id, identities, emailKey, status }))
            .toSorted(byId)
        )
      })
    )
  })
