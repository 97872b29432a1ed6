import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, type Layer, Stream } from "effect"
import { UserDirectory } from "../src/users/UserDirectory.ts"
import type { UserId } from "../src/users/UserId.ts"
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

    it.effect("goes on after anybody, also after somebody who was erased meanwhile", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const directory = yield* UserDirectory
        for (const user of yield* Effect.replicateEffect(Fixtures.user, 5)) yield* store.insert(user)
        const order = yield* everybody
        const after = (id: UserId) => Stream.runCollect(directory.registeredAfter(id))
        for (const [i, { id }] of order.entries()) assertEquals(yield* after(id), order.slice(i + 1))
        for (const [i, gone] of order.slice(0, -1).entries()) {
          yield* store.erase(gone)
          assertEquals(yield* after(gone.id), order.slice(i + 1))
        }
      })
    )
  })
