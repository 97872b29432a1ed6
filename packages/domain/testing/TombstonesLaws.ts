import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { DateTime, Effect, type Layer, Stream } from "effect"
import { Tombstones } from "../src/users/Tombstones.ts"
import * as UserRules from "../src/users/UserRules.ts"
import { UserStore } from "../src/users/UserStore.ts"
import * as Fixtures from "./Fixtures.ts"

const standing = Tombstones.use((tombstones) => Stream.runCollect(tombstones.standing))

/** Every `Tombstones` obeys these beside the `UserStore` over the same table. The world is the suite's own. */
export const suite = <E>(name: string, layer: Layer.Layer<Tombstones | UserStore, E>) =>
  withLayer(layer, { timeout: "60 seconds", excludeTestServices: true })(`Tombstones laws: ${name}`, (it) => {
    it.effect(
      "tells of whoever bears one, with what forgetting takes, and of nobody else; an erasure takes it away",
      () =>
        Effect.gen(function* () {
          const store = yield* UserStore
          assertEquals(yield* standing, [])
          const [alive, suspended] = [yield* Fixtures.user, yield* Fixtures.userWith({ status: "suspended" })]
          const both = [yield* Fixtures.identityOf("google"), yield* Fixtures.identityOf("apple")] as const
          const [linked, other] = [yield* Fixtures.userWith({ identities: both }), yield* Fixtures.user]
          for (const user of [alive, suspended, linked, other]) yield* store.insert(user)
          for (const user of [linked, other]) {
            yield* store.save(UserRules.tombstone(user, DateTime.add(Fixtures.at, { hours: 1 })))
          }
          const told = (yield* standing).map(({ emailKey, id, identities, status }) => ({
            emailKey,
            id,
            identities,
            status
          }))
          const marked = [linked, other].map(({ emailKey, id, identities }) => ({
            emailKey,
            id,
            identities,
            status: "deleted" as const
          }))
          const byId = (left: { readonly id: string }, right: { readonly id: string }) =>
            left.id.localeCompare(right.id)
          assertEquals(told.toSorted(byId), marked.toSorted(byId))

          for (const user of [linked, other]) yield* store.erase(user)
          assertEquals(yield* standing, [])
        })
    )
  })
