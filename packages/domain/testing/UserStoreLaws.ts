import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { DateTime, Effect, type Layer, Option } from "effect"
import type { Identity } from "../src/identity/Identity.ts"
import { EmailAlreadyRegistered, IdentityAlreadyRegistered } from "../src/identity/IdentityErrors.ts"
import { WrappedKey } from "../src/keys/DataKeys.ts"
import { Sealed } from "../src/users/Person.ts"
import { User } from "../src/users/User.ts"
import { ConcurrentUpdate } from "../src/users/UserErrors.ts"
import { UserStore } from "../src/users/UserStore.ts"
import * as Fixtures from "./Fixtures.ts"
import { wellFormed } from "./WellFormed.ts"

const laterBy = (user: User, minutes: number): User =>
  Fixtures.changed(user, { lastLoginAt: DateTime.add(Fixtures.at, { minutes }) })

/** What a link would save next: the user, signed in through `identity` too. */
const linked = (user: User, identity: Identity): User =>
  Fixtures.changed(user, { identities: [...user.identities, identity] })

const wellFormedUser = wellFormed(User)

const assertFree = Effect.fnUntraced(function* (user: User) {
  const store = yield* UserStore
  assertEquals(yield* store.find(user.id), Option.none())
  for (const identity of user.identities) assertEquals(yield* store.findByIdentity(identity), Option.none())
  assertEquals(yield* store.findByEmail(user.emailKey), Option.none())
  // Every guard is free too: whoever asks now gets them.
  yield* store.insert(user)
  yield* store.erase(user)
})

/** Every `UserStore` obeys these, whatever it is made of. Real time: an engine may need a retry. */
export const suite = <E>(name: string, layer: Layer.Layer<UserStore, E>) =>
  withLayer(layer, { timeout: "30 seconds", excludeTestServices: true })(`UserStore laws: ${name}`, (it) => {
    it.effect("finds what was inserted, by id, by each identity, and by the address", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const identities = [yield* Fixtures.identityOf("google"), yield* Fixtures.identityOf("apple")] as const
        const user = yield* Fixtures.userWith({ identities })
        yield* store.insert(user)
        assertEquals(yield* store.find(user.id), Option.some(user))
        assertEquals(yield* store.findAdmission(user.id), Option.some({ status: user.status, session: user.session }))
        assertEquals(yield* store.findByIdentity(identities[0]), Option.some(user))
        assertEquals(yield* store.findByIdentity(identities[1]), Option.some(user))
        assertEquals(yield* store.findByEmail(user.emailKey), Option.some(user))
      })
    )

    it.effect("finds nobody who was never inserted", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const stranger = yield* Fixtures.user
        assertEquals(yield* store.find(stranger.id), Option.none())
        assertEquals(yield* store.findAdmission(stranger.id), Option.none())
        assertEquals(yield* store.findByIdentity(stranger.identities[0]), Option.none())
        assertEquals(yield* store.findByEmail(stranger.emailKey), Option.none())
      })
    )

    it.effect.prop(
      "gives every field back as it was",
      [User],
      ([generated]) =>
        Effect.gen(function* () {
          const store = yield* UserStore
          const { id, emailKey, identities } = yield* Fixtures.user
          const user = new User({ ...(yield* wellFormedUser(generated)), id, emailKey, identities })
          yield* store.insert(user)
          assertEquals(yield* store.find(user.id), Option.some(user))
        }),
      { arbitrary: { runs: 100, seed: 20260301 } }
    )

    it.effect("makes one user of a hundred who register one identity at once", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const identity = yield* Fixtures.identityOf("apple")
        const users = yield* Effect.all(
          Array.from({ length: 100 }, () => Fixtures.userWith({ identities: [identity] }))
        )
        const outcomes = yield* Effect.forEach(users, (user) => Effect.result(store.insert(user)), {
          concurrency: "unbounded"
        })
        const winners = users.filter((_, i) => outcomes[i]?._tag === "Success")
        const refusals = outcomes.flatMap((outcome) => (outcome._tag === "Failure" ? [outcome.failure] : []))
        assertEquals(winners.length, 1)
        assertEquals(
          refusals,
          Array.from({ length: 99 }, () => new IdentityAlreadyRegistered({ provider: "apple" }))
        )
        assertEquals(yield* store.findByIdentity(identity), Option.fromUndefinedOr(winners[0]))
        const kept = yield* Effect.forEach(users, ({ id }) => store.find(id))
        assertEquals(kept.filter(Option.isSome).length, 1)
      })
    )

    it.effect("tells the second of two people with one e-mail the provider of the first", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const first = yield* Fixtures.userWith({ identities: [yield* Fixtures.identityOf("apple")] })
        const second = yield* Fixtures.userWith({ emailKey: first.emailKey })
        yield* store.insert(first)
        assertEquals(yield* Effect.flip(store.insert(second)), new EmailAlreadyRegistered({ provider: "apple" }))
        assertEquals(yield* store.find(first.id), Option.some(first))
        // All or nothing: only the e-mail was taken.
        yield* assertFree(yield* Fixtures.userWith({ id: second.id, identities: second.identities }))
      })
    )

    it.effect("lets exactly one of two concurrent registrations take an e-mail", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const first = yield* Fixtures.user
        const second = yield* Fixtures.userWith({ emailKey: first.emailKey })
        const outcomes = yield* Effect.forEach([first, second], (user) => Effect.result(store.insert(user)), {
          concurrency: "unbounded"
        })
        const refusals = outcomes.flatMap((outcome) => (outcome._tag === "Failure" ? [outcome.failure] : []))
        assertEquals(refusals, [new EmailAlreadyRegistered({ provider: "google" })])
      })
    )

    it.effect("refuses for the identity before it refuses for the e-mail, and keeps nothing of the refused", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const holder = yield* Fixtures.user
        yield* store.insert(holder)
        const both = yield* Fixtures.userWith({ identities: holder.identities, emailKey: holder.emailKey })
        assertEquals(yield* Effect.flip(store.insert(both)), new IdentityAlreadyRegistered({ provider: "google" }))
        const apple = yield* Fixtures.identityOf("apple")
        const second = yield* Fixtures.userWith({ identities: [apple, holder.identities[0]] })
        assertEquals(yield* Effect.flip(store.insert(second)), new IdentityAlreadyRegistered({ provider: "google" }))
        yield* assertFree(yield* Fixtures.userWith({ id: second.id, identities: [apple], emailKey: second.emailKey }))
        assertEquals(yield* store.findByIdentity(holder.identities[0]), Option.some(holder))
      })
    )

    it.effect("ends a repeated insert like the first", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.user
        yield* store.insert(user)
        yield* store.insert(user)
        assertEquals(yield* store.find(user.id), Option.some(user))
        const later = laterBy(user, 1)
        yield* store.save(later)
        yield* store.insert(user)
        assertEquals(yield* store.find(user.id), Option.some(later))
      })
    )

    it.effect("saves over the version that was read, and is seen at once", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.user
        yield* store.insert(user)
        const second = laterBy(user, 1)
        yield* store.save(second)
        assertEquals(yield* store.find(user.id), Option.some(second))
        const signedOut = Fixtures.changed(second, { session: Option.none(), device: Option.none() })
        yield* store.save(signedOut)
        assertEquals(yield* store.findByIdentity(user.identities[0]), Option.some(signedOut))
      })
    )

    it.effect("never changes the data key by a save", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.user
        yield* store.insert(user)
        const names = { ...user.person, name: Sealed.make("bmV3IG5hbWU=") }
        const renamed = Fixtures.changed(user, {
          person: { ...names, dataKey: WrappedKey.make("YW5vdGhlciBrZXk=") }
        })
        yield* store.save(renamed)
        yield* store.save(renamed)
        assertEquals(yield* store.find(user.id), Option.some(new User({ ...renamed, person: names })))
      })
    )

    it.effect("refuses to save over a version that was not read", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.user
        yield* store.insert(user)
        const second = laterBy(user, 1)
        yield* store.save(second)
        assertEquals(yield* Effect.flip(store.save(laterBy(user, 2))), new ConcurrentUpdate())
        const third = laterBy(second, 3)
        assertEquals(yield* Effect.flip(store.save(laterBy(third, 4))), new ConcurrentUpdate())
        assertEquals(yield* store.find(user.id), Option.some(second))
      })
    )

    it.effect("ends a repeated save like the first", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.user
        yield* store.insert(user)
        const second = laterBy(user, 1)
        yield* store.save(second)
        yield* store.save(second)
        assertEquals(yield* store.find(user.id), Option.some(second))
      })
    )

    it.effect(
      "saves and frees an identity in one step, and lets the e-mail's guard name what is left; again ends alike",
      () =>
        Effect.gen(function* () {
          const store = yield* UserStore
          const [apple, google] = [yield* Fixtures.identityOf("apple"), yield* Fixtures.identityOf("google")]
          const user = yield* Fixtures.userWith({ identities: [apple, google] })
          yield* store.insert(user)
          const next = Fixtures.changed(user, { identities: [google] })
          yield* store.unlink(next, apple)
          yield* store.unlink(next, apple)
          assertEquals(yield* store.findByIdentity(apple), Option.none())
          assertEquals(yield* store.findByIdentity(google), Option.some(next))
          const rival = yield* Fixtures.userWith({ emailKey: user.emailKey })
          assertEquals(yield* Effect.flip(store.insert(rival)), new EmailAlreadyRegistered({ provider: "google" }))
          yield* assertFree(yield* Fixtures.userWith({ identities: [apple] }))
        })
    )

    it.effect("frees no identity when another version is stored", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const [apple, google] = [yield* Fixtures.identityOf("apple"), yield* Fixtures.identityOf("google")]
        const user = yield* Fixtures.userWith({ identities: [apple, google] })
        yield* store.insert(user)
        const second = laterBy(user, 1)
        yield* store.save(second)
        const late = Fixtures.changed(user, { identities: [google] })
        assertEquals(yield* Effect.flip(store.unlink(late, apple)), new ConcurrentUpdate())
        assertEquals(yield* store.findByIdentity(apple), Option.some(second))
      })
    )

    it.effect("lets exactly one of twenty concurrent saves of one version win", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.user
        yield* store.insert(user)
        const writes = Array.from({ length: 20 }, (_, i) => laterBy(user, i + 1))
        const outcomes = yield* Effect.forEach(writes, (write) => Effect.result(store.save(write)), {
          concurrency: "unbounded"
        })
        const winners = writes.filter((_, i) => outcomes[i]?._tag === "Success")
        assertEquals(winners.length, 1)
        assertEquals(yield* store.find(user.id), Option.fromUndefinedOr(winners[0]))
      })
    )

    it.effect("finds a user by the identity that was linked, as by the first", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.user
        yield* store.insert(user)
        const apple = yield* Fixtures.identityOf("apple")
        const both = linked(user, apple)
        yield* store.link(both, apple)
        assertEquals(yield* store.find(user.id), Option.some(both))
        assertEquals(yield* store.findByIdentity(apple), Option.some(both))
        assertEquals(yield* store.findByIdentity(user.identities[0]), Option.some(both))
        const intruder = yield* Fixtures.userWith({ identities: [apple] })
        assertEquals(yield* Effect.flip(store.insert(intruder)), new IdentityAlreadyRegistered({ provider: "apple" }))
        const later = laterBy(both, 1)
        yield* store.save(later)
        assertEquals(yield* store.findByIdentity(apple), Option.some(later))
      })
    )

    it.effect("links no identity that somebody else holds, and changes nothing of either", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const apple = yield* Fixtures.identityOf("apple")
        const holder = yield* Fixtures.userWith({ identities: [apple] })
        const user = yield* Fixtures.user
        yield* store.insert(holder)
        yield* store.insert(user)
        const refusal = new IdentityAlreadyRegistered({ provider: "apple" })
        assertEquals(yield* Effect.flip(store.link(linked(user, apple), apple)), refusal)
        // Told before the version is: whoever is refused need not try again.
        yield* store.save(laterBy(user, 1))
        assertEquals(yield* Effect.flip(store.link(linked(user, apple), apple)), refusal)
        assertEquals(yield* store.find(user.id), Option.some(laterBy(user, 1)))
        assertEquals(yield* store.findByIdentity(apple), Option.some(holder))
      })
    )

    it.effect("links over the version that was read only, and leaves no guard of a refused link", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.user
        yield* store.insert(user)
        const apple = yield* Fixtures.identityOf("apple")
        const later = laterBy(user, 1)
        yield* store.save(later)
        assertEquals(yield* Effect.flip(store.link(linked(user, apple), apple)), new ConcurrentUpdate())
        assertEquals(yield* store.find(user.id), Option.some(later))
        assertEquals(yield* store.findByIdentity(apple), Option.none())
        yield* assertFree(yield* Fixtures.userWith({ identities: [apple] }))
      })
    )

    it.effect("ends a repeated link like the first", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.user
        yield* store.insert(user)
        const apple = yield* Fixtures.identityOf("apple")
        const both = linked(user, apple)
        yield* store.link(both, apple)
        yield* store.link(both, apple)
        assertEquals(yield* store.find(user.id), Option.some(both))
      })
    )

    it.effect("lets exactly one of ten people link an identity that all of them ask for at once", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const apple = yield* Fixtures.identityOf("apple")
        const users = yield* Effect.all(Array.from({ length: 10 }, () => Fixtures.user))
        yield* Effect.forEach(users, (user) => store.insert(user))
        const outcomes = yield* Effect.forEach(users, (user) => Effect.result(store.link(linked(user, apple), apple)), {
          concurrency: "unbounded"
        })
        const winners = users.filter((_, i) => outcomes[i]?._tag === "Success")
        assertEquals(winners.length, 1)
        const kept = yield* Effect.forEach(users, ({ id }) => store.find(id))
        assertEquals(kept.flatMap(Option.toArray).filter(({ identities }) => identities.length === 2).length, 1)
        assertEquals(
          Option.map(yield* store.findByIdentity(apple), ({ id }) => id),
          Option.fromUndefinedOr(winners[0]?.id)
        )
      })
    )

    it.effect("links nothing to an erased user, and erases what was linked", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const apple = yield* Fixtures.identityOf("apple")
        const user = yield* Fixtures.user
        yield* store.insert(user)
        yield* store.erase(user)
        assertEquals(yield* Effect.flip(store.link(linked(user, apple), apple)), new ConcurrentUpdate())
        yield* assertFree(linked(user, apple))
        const next = yield* Fixtures.user
        yield* store.insert(next)
        yield* store.link(linked(next, apple), apple)
        yield* store.erase(linked(next, apple))
        yield* assertFree(linked(next, apple))
      })
    )

    it.effect("never brings an erased user back", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.user
        yield* store.insert(user)
        yield* store.erase(user)
        assertEquals(yield* Effect.flip(store.save(laterBy(user, 1))), new ConcurrentUpdate())
        assertEquals(yield* store.findAdmission(user.id), Option.none())
        yield* assertFree(user)
      })
    )

    it.effect("sees what is left of a user, of theirs only, and nothing once they are erased", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const user = yield* Fixtures.user
        assertEquals(yield* store.remains(user), false)
        yield* store.insert(user)
        assertEquals(yield* store.remains(user), true)
        assertEquals(yield* store.remains({ id: user.id, identities: [] }), true)
        // A guard alone is left of them, and is nobody else's.
        const { emailKey, identities } = user
        yield* store.erase({ id: user.id, identities: [] })
        assertEquals(yield* store.find(user.id), Option.none())
        assertEquals(yield* store.remains({ id: user.id, identities: [] }), false)
        assertEquals(yield* store.remains({ id: user.id, identities }), true)
        assertEquals(yield* store.remains({ id: user.id, identities: [], emailKey }), true)
        assertEquals(yield* store.remains({ id: yield* Fixtures.userId, identities, emailKey }), false)
        yield* store.erase(user)
        assertEquals(yield* store.remains(user), false)
        const heir = yield* Fixtures.userWith({ identities, emailKey })
        yield* store.insert(heir)
        assertEquals(yield* store.remains(user), false)
      })
    )

    it.effect("frees identities and e-mail with the erased user, whoever takes them next keeps them", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const identities = [yield* Fixtures.identityOf("google"), yield* Fixtures.identityOf("apple")] as const
        const user = yield* Fixtures.userWith({ identities })
        yield* store.insert(user)
        yield* store.erase(user)
        yield* assertFree(user)
        const heir = yield* Fixtures.userWith({ identities, emailKey: user.emailKey })
        yield* store.insert(heir)
        yield* store.erase(user)
        assertEquals(yield* store.findByIdentity(identities[1]), Option.some(heir))
        const third = yield* Fixtures.userWith({ emailKey: user.emailKey })
        assertEquals(yield* Effect.flip(store.insert(third)), new EmailAlreadyRegistered({ provider: "google" }))
      })
    )

    it.effect("erases a user who was never inserted, or inserted and saved, alike", () =>
      Effect.gen(function* () {
        const store = yield* UserStore
        const stranger = yield* Fixtures.user
        yield* store.erase(stranger)
        const user = yield* Fixtures.user
        yield* store.insert(user)
        yield* store.save(laterBy(user, 1))
        yield* store.erase(user)
        assertTrue(Option.isNone(yield* store.find(user.id)))
        yield* assertFree(user)
      })
    )
  })
