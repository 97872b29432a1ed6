import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertFalse, assertTrue } from "@effect/vitest/utils"
import * as MemoryDataKeys from "@serenya/domain/keys/MemoryDataKeys"
import { Reencryption } from "@serenya/domain/keys/Reencryption"
import * as Fixtures from "@serenya/domain/testing/Fixtures"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import type { User } from "@serenya/domain/users/User"
import * as UserRules from "@serenya/domain/users/UserRules"
import { UserStore } from "@serenya/domain/users/UserStore"
import { Effect, Fiber, Layer, Option } from "effect"
import * as AesGcmPersonalDataCipher from "../../src/users/AesGcmPersonalDataCipher.ts"
import * as DynamoDataKeyStore from "../../src/users/DynamoDataKeyStore.ts"
import * as DynamoUserStore from "../../src/users/DynamoUserStore.ts"
import * as LocalDynamo from "../support/LocalDynamo.ts"

const sealed = Effect.gen(function* () {
  const person = yield* Fixtures.person
  const id = yield* Fixtures.userId
  const user = yield* Fixtures.userWith({ id, person: yield* (yield* PersonalDataCipher).seal(id, person) })
  yield* (yield* UserStore).insert(user)
  return { user, person }
})

const stored = (user: User) => UserStore.use((store) => Effect.flatMap(store.find(user.id), Effect.fromOption))
const opened = ({ id, person }: User) => PersonalDataCipher.use((cipher) => cipher.open(id, person))

LocalDynamo.suites(() => {
  const world = Reencryption.layer.pipe(
    Layer.provideMerge(AesGcmPersonalDataCipher.layer),
    Layer.provideMerge(MemoryDataKeys.layer),
    Layer.provideMerge(Layer.mergeAll(DynamoUserStore.layer, DynamoDataKeyStore.layer)),
    Layer.provide(LocalDynamo.layer)
  )
  withLayer(world, { timeout: "60 seconds", excludeTestServices: true })("Reencryption", (it) => {
    it.effect("rewraps the data key and leaves what it sealed", () =>
      Effect.gen(function* () {
        const { person, user } = yield* sealed
        assertEquals(yield* (yield* Reencryption).rewrap(user.id), "done")
        const after = yield* stored(user)
        assertFalse(after.person.dataKey === user.person.dataKey)
        assertEquals({ ...after.person, dataKey: "" }, { ...user.person, dataKey: "" })
        assertEquals(yield* opened(after), person)
      })
    )

    it.effect("renews the data key and seals everything anew, again and again", () =>
      Effect.gen(function* () {
        const { person, user } = yield* sealed
        const { renew } = yield* Reencryption
        for (const number of [2, 3]) {
          const before = yield* stored(user)
          assertEquals(yield* renew(user.id), "done")
          const after = yield* stored(user)
          assertEquals([after.person.keyNumber, after.version], [number, before.version + 1])
          assertEquals(yield* opened(after), person)
          const texts = ({ person: { dataKey, email, familyName, givenName, name } }: User) =>
            [dataKey, email, name, givenName, familyName].map(String)
          assertTrue(texts(after).every((text) => !texts(before).includes(text)))
        }
      })
    )

    it.effect("does nothing for nobody, nor for whoever is being forgotten", () =>
      Effect.gen(function* () {
        const { renew, rewrap } = yield* Reencryption
        const stranger = yield* Fixtures.userId
        const { user } = yield* sealed
        const leaving = UserRules.tombstone(user, Fixtures.at)
        yield* (yield* UserStore).save(leaving)
        for (const id of [stranger, user.id]) assertEquals([yield* rewrap(id), yield* renew(id)], ["gone", "gone"])
        assertEquals(yield* stored(user), leaving)
      })
    )

    it.effect("lets the person write, and everybody read, all the while", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const { renew, rewrap } = yield* Reencryption
        const { person, user } = yield* sealed
        const reader = yield* Effect.forkChild(
          Effect.forever(
            Effect.gen(function* () {
              assertEquals(yield* opened(yield* stored(user)), person)
              yield* Effect.yieldNow
            })
          )
        )
        const writer = Effect.gen(function* () {
          const before = yield* stored(user)
          yield* Effect.ignore(store.save(Fixtures.changed(before, { emailVerified: !before.emailVerified })))
        })
        yield* Effect.all(
          Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? rewrap(user.id) : i % 3 === 1 ? renew(user.id) : writer)),
          { concurrency: 3, discard: true }
        )
        assertTrue(Option.isNone(Option.fromUndefinedOr(reader.pollUnsafe())))
        yield* Fiber.interrupt(reader)
        assertEquals((yield* stored(user)).person.keyNumber, 11)
      })
    )
  })
})
