import { layer as withLayer } from "@effect/vitest"
import { assertEquals } from "@effect/vitest/utils"
import { Effect, type Layer, Option } from "effect"
import { WrappedKey } from "../src/keys/DataKeys.ts"
import { DataKeyStore } from "../src/keys/DataKeyStore.ts"
import { Sealed } from "../src/users/Person.ts"
import type { User } from "../src/users/User.ts"
import { ConcurrentUpdate } from "../src/users/UserErrors.ts"
import { UserStore } from "../src/users/UserStore.ts"
import * as Fixtures from "./Fixtures.ts"

const [first, second, third] = ["b25l", "dHdv", "dGhyZWU="].map((text) => WrappedKey.make(text)) as [
  WrappedKey,
  WrappedKey,
  WrappedKey
]

const somebody = Effect.gen(function* () {
  const { person } = yield* Fixtures.user
  const user = yield* Fixtures.userWith({ person: { ...person, dataKey: first } })
  yield* (yield* UserStore).insert(user)
  return user
})

const under = (user: User, dataKey: WrappedKey) => ({ ...user.person, dataKey })

/** The next version, sealed anew under `dataKey`, the second of this person. */
const renewed = (user: User, dataKey: WrappedKey): User =>
  Fixtures.changed(user, {
    person: { ...under(user, dataKey), keyNumber: 2, email: Sealed.make(`anew under ${dataKey}`) }
  })

const stored = (user: User) => UserStore.use((store) => Effect.flatMap(store.find(user.id), Effect.fromOption))

/** Every `DataKeyStore` obeys these beside the `UserStore` over the same users. */
export const suite = <E>(name: string, layer: Layer.Layer<UserStore | DataKeyStore, E>) =>
  withLayer(layer, { timeout: "30 seconds", excludeTestServices: true })(`DataKeyStore laws: ${name}`, (it) => {
    it.effect("rewraps: another wrapping, and everything else as it was; again ends the same", () =>
      Effect.gen(function* () {
        const keys = yield* DataKeyStore
        const user = yield* somebody
        const rewrapping = { userId: user.id, before: first, after: second }
        for (const _ of ["once", "again"]) {
          yield* keys.rewrap(rewrapping)
          assertEquals((yield* stored(user)).person, under(user, second))
          assertEquals((yield* stored(user)).version, user.version)
        }
      })
    )

    it.effect("rewraps nothing but the wrapping that was read, and nobody who is not there", () =>
      Effect.gen(function* () {
        const keys = yield* DataKeyStore
        const user = yield* somebody
        const stranger = yield* Fixtures.user
        const late = keys.rewrap({ userId: user.id, before: third, after: second })
        assertEquals(yield* Effect.flip(late), new ConcurrentUpdate())
        assertEquals(yield* stored(user), user)
        const nobody = keys.rewrap({ userId: stranger.id, before: first, after: second })
        assertEquals(yield* Effect.flip(nobody), new ConcurrentUpdate())
        assertEquals(yield* UserStore.use((store) => store.remains(stranger)), false)
      })
    )

    it.effect("renews: the next version and its key; again ends the same", () =>
      Effect.gen(function* () {
        const keys = yield* DataKeyStore
        const user = yield* somebody
        const next = renewed(user, second)
        for (const _ of ["once", "again"]) {
          yield* keys.renew({ user: next, before: first })
          assertEquals(yield* stored(user), next)
        }
        // Whoever read the person before loses, and whoever reads them now keeps the new key.
        const store = yield* UserStore
        assertEquals(yield* Effect.flip(store.save(Fixtures.changed(user, {}))), new ConcurrentUpdate())
        yield* store.save(Fixtures.changed(next, { status: "suspended" }))
        assertEquals((yield* stored(user)).person, next.person)
      })
    )

    it.effect("renews all of it or nothing: not over a version that moved, not over another key, not nobody", () =>
      Effect.gen(function* () {
        const keys = yield* DataKeyStore
        const user = yield* somebody
        const other = yield* Effect.flip(keys.renew({ user: renewed(user, second), before: third }))
        assertEquals([other, yield* stored(user)], [new ConcurrentUpdate(), user])
        const moved = Fixtures.changed(user, { status: "suspended" })
        yield* UserStore.use((store) => store.save(moved))
        const late = yield* Effect.flip(keys.renew({ user: renewed(user, second), before: first }))
        assertEquals([late, yield* stored(user)], [new ConcurrentUpdate(), moved])
        const stranger = yield* Fixtures.user
        const nobody = keys.renew({ user: renewed(stranger, second), before: stranger.person.dataKey })
        assertEquals(yield* Effect.flip(nobody), new ConcurrentUpdate())
        assertEquals(Option.isNone(yield* UserStore.use((store) => store.find(stranger.id))), true)
      })
    )

    it.effect("lets exactly one of many who read the same person renew them", () =>
      Effect.gen(function* () {
        const keys = yield* DataKeyStore
        const user = yield* somebody
        const offers = Array.from({ length: 6 }, (_, i) => renewed(user, WrappedKey.make(`offer${i}`)))
        const outcomes = yield* Effect.forEach(
          offers,
          (offer) => Effect.result(keys.renew({ user: offer, before: first })),
          { concurrency: "unbounded" }
        )
        const won = offers.filter((_, i) => outcomes[i]?._tag === "Success")
        assertEquals(won.length, 1)
        assertEquals(yield* stored(user), won[0])
      })
    )
  })
