import { layer as withLayer } from "@effect/vitest"
import { assertEquals, assertTrue } from "@effect/vitest/utils"
import { Effect, type Layer, Redacted, Result } from "effect"
import { Base64 } from "effect/encoding"
import { Person, Sealed, type SealedPerson } from "../src/users/Person.ts"
import { PersonalDataCipher } from "../src/users/PersonalDataCipher.ts"
import { assertDies } from "./Defects.ts"
import * as Fixtures from "./Fixtures.ts"
import { wellFormed } from "./WellFormed.ts"

const wellFormedPerson = wellFormed(Person)

const bytesOf = (sealed: Sealed): Uint8Array => Result.getOrThrow(Base64.decode(sealed))

const flipped = (sealed: Sealed, at: number): Sealed =>
  Sealed.make(Base64.encode(bytesOf(sealed).map((byte, i) => (i === at ? byte ^ 1 : byte))))

const attributesOf = ({ email, name, givenName, familyName }: SealedPerson): ReadonlyArray<Sealed> =>
  [email, name, givenName, familyName].filter((sealed) => sealed !== undefined)

/** Every `PersonalDataCipher` obeys these, whatever it is made of. */
export const suite = <E>(name: string, layer: Layer.Layer<PersonalDataCipher, E>) =>
  withLayer(layer, { timeout: "30 seconds", excludeTestServices: true })(`PersonalDataCipher laws: ${name}`, (it) => {
    it.effect.prop(
      "opens what it sealed, and nothing more: an absent name stays absent",
      [Person],
      ([generated]) =>
        Effect.gen(function* () {
          const cipher = yield* PersonalDataCipher
          const person = yield* wellFormedPerson(generated)
          const userId = yield* Fixtures.userId
          assertEquals(yield* cipher.open(userId, yield* cipher.seal(userId, person)), person)
        }),
      { arbitrary: { runs: 50, seed: 20260301 } }
    )

    it.effect("shows nothing of the person", () =>
      Effect.gen(function* () {
        const cipher = yield* PersonalDataCipher
        const person = yield* Fixtures.person
        const shown = JSON.stringify(yield* cipher.seal(yield* Fixtures.userId, person))
        assertTrue(!shown.includes("Lovelace") && !shown.includes(Redacted.value(person.email)))
      })
    )

    it.effect("opens for no other user", () =>
      Effect.gen(function* () {
        const cipher = yield* PersonalDataCipher
        const person = yield* Fixtures.person
        const sealed = yield* cipher.seal(yield* Fixtures.userId, person)
        yield* assertDies(cipher.open(yield* Fixtures.userId, sealed), [Redacted.value(person.email), "Ada"])
      })
    )

    it.effect("opens no attribute in the place of another", () =>
      Effect.gen(function* () {
        const cipher = yield* PersonalDataCipher
        const userId = yield* Fixtures.userId
        const sealed = yield* cipher.seal(userId, yield* Fixtures.person)
        const { email, name = email, givenName = email, familyName = email } = sealed
        const moved: ReadonlyArray<SealedPerson> = [
          { ...sealed, name: email },
          { ...sealed, email: name },
          { ...sealed, name: givenName },
          { ...sealed, givenName: familyName },
          { ...sealed, familyName: givenName }
        ]
        for (const attempt of moved) yield* assertDies(cipher.open(userId, attempt), ["Ada", "Lovelace"])
      })
    )

    it.effect("opens no attribute, and no key, that was moved here from another seal, of this person or another", () =>
      Effect.gen(function* () {
        const cipher = yield* PersonalDataCipher
        const userId = yield* Fixtures.userId
        const person = yield* Fixtures.person
        const sealed = yield* cipher.seal(userId, person)
        const others = [yield* cipher.seal(userId, person), yield* cipher.seal(yield* Fixtures.userId, person)]
        for (const { dataKey, email } of others) {
          yield* assertDies(cipher.open(userId, { ...sealed, email }))
          yield* assertDies(cipher.open(userId, { ...sealed, dataKey }))
        }
        assertEquals(yield* cipher.open(userId, sealed), person)
      })
    )

    it.effect("opens nothing of which a single bit was altered, wherever it is", () =>
      Effect.gen(function* () {
        const cipher = yield* PersonalDataCipher
        const userId = yield* Fixtures.userId
        const sealed = yield* cipher.seal(userId, yield* Fixtures.person)
        for (const at of bytesOf(sealed.email).keys()) {
          yield* assertDies(cipher.open(userId, { ...sealed, email: flipped(sealed.email, at) }), ["@example.test"])
        }
      })
    )

    it.effect("seals a changed person under the key that is there, with nothing else in common", () =>
      Effect.gen(function* () {
        const cipher = yield* PersonalDataCipher
        const userId = yield* Fixtures.userId
        const person = yield* Fixtures.person
        const sealed = yield* cipher.seal(userId, person)
        const { name: _, ...nameless } = { ...person, givenName: Redacted.make("Augusta", { label: "name" }) }
        const resealed = yield* cipher.reseal(userId, sealed, nameless)
        assertEquals(resealed.dataKey, sealed.dataKey)
        assertEquals(yield* cipher.open(userId, resealed), nameless)
        assertEquals((yield* cipher.reseal(userId, { ...sealed, keyNumber: 7 }, person)).keyNumber, 7)
        const same = yield* cipher.reseal(userId, sealed, person)
        assertEquals(new Set([sealed, resealed, same].flatMap(attributesOf)).size, 11)
        assertEquals(yield* cipher.open(userId, sealed), person)
        // Attributes of two seals under one key belong together: both are this person's.
        assertEquals(yield* cipher.open(userId, { ...same, email: sealed.email }), person)
      })
    )

    it.effect("seals nothing under a key of another user", () =>
      Effect.gen(function* () {
        const cipher = yield* PersonalDataCipher
        const person = yield* Fixtures.person
        const sealed = yield* cipher.seal(yield* Fixtures.userId, person)
        yield* assertDies(cipher.reseal(yield* Fixtures.userId, sealed, person), [Redacted.value(person.email), "Ada"])
      })
    )

    it.effect("has nothing in common between two seals of one person", () =>
      Effect.gen(function* () {
        const cipher = yield* PersonalDataCipher
        const userId = yield* Fixtures.userId
        const person = yield* Fixtures.person
        const seals = yield* Effect.all(
          Array.from({ length: 25 }, () => cipher.seal(userId, person)),
          { concurrency: 5 }
        )
        assertEquals(new Set(seals.map(({ dataKey }) => dataKey)).size, 25)
        assertEquals(new Set(seals.flatMap(attributesOf)).size, 100)
      })
    )
  })
