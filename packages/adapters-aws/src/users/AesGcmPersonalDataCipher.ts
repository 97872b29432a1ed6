import { DataKeys } from "@serenya/domain/keys/DataKeys"
import { EmailAddress } from "@serenya/domain/users/EmailAddress"
import { type Person, Sealed, type SealedPerson } from "@serenya/domain/users/Person"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Layer, Redacted } from "effect"
import { open as openText, type SealingKey, seal as sealText, sealingKey } from "./AesGcm.ts"

/** The stored names of the sealed attributes: part of what each is bound to, so they never change. */
type Attribute = "email" | "name" | "given_name" | "family_name"

const binding = (userId: UserId, attribute: Attribute): string => `${userId}/${attribute}`

/** Seals each attribute by itself under one fresh data key per write, bound to user and attribute. */
export const layer = Layer.effect(
  PersonalDataCipher,
  Effect.gen(function* () {
    const dataKeys = yield* DataKeys

    const seal = Effect.fn("AesGcmPersonalDataCipher.seal")(function* (userId: UserId, person: Person) {
      const { plaintext, wrapped } = yield* dataKeys.generate(userId)
      const key = yield* sealingKey(plaintext)
      const sealed = (attribute: Attribute, text: Redacted.Redacted) =>
        Effect.map(sealText(key, text, binding(userId, attribute)), (text) => Sealed.make(text))
      const { email, name, givenName, familyName } = person
      return {
        dataKey: wrapped,
        email: yield* sealed("email", email),
        ...(name && { name: yield* sealed("name", name) }),
        ...(givenName && { givenName: yield* sealed("given_name", givenName) }),
        ...(familyName && { familyName: yield* sealed("family_name", familyName) })
      }
    })

    const opened = (key: SealingKey, userId: UserId, attribute: Attribute, sealed: Sealed) =>
      openText(key, sealed, binding(userId, attribute))

    const open = Effect.fn("AesGcmPersonalDataCipher.open")(function* (userId: UserId, sealed: SealedPerson) {
      const key = yield* Effect.flatMap(dataKeys.unwrap(userId, sealed.dataKey), sealingKey)
      const nameOf = (attribute: Attribute, sealed: Sealed) =>
        Effect.map(opened(key, userId, attribute, sealed), (text) => Redacted.make(text, { label: "name" }))
      const { name, givenName, familyName } = sealed
      const email = yield* opened(key, userId, "email", sealed.email)
      return {
        email: Redacted.make(EmailAddress.make(email), { label: "email" }),
        ...(name && { name: yield* nameOf("name", name) }),
        ...(givenName && { givenName: yield* nameOf("given_name", givenName) }),
        ...(familyName && { familyName: yield* nameOf("family_name", familyName) })
      }
    })

    return PersonalDataCipher.of({ seal, open })
  })
)
