import { DataKeys, type WrappedKey } from "@serenya/domain/keys/DataKeys"
import { EmailAddress } from "@serenya/domain/users/EmailAddress"
import { type Person, Sealed, type SealedPerson } from "@serenya/domain/users/Person"
import { PersonalDataCipher } from "@serenya/domain/users/PersonalDataCipher"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Layer, Redacted } from "effect"
import { openAll, seal as sealText, sealingKey } from "./AesGcm.ts"

/** The stored names of the sealed attributes: part of what each is bound to, so they never change. */
type Attribute = "email" | "name" | "given_name" | "family_name"

const binding = (userId: UserId, attribute: Attribute): string => `${userId}/${attribute}`

/** Seals each attribute by itself under the data key of the person, with a nonce of its own, bound to user and attribute. */
export const layer = Layer.effect(
  PersonalDataCipher,
  Effect.gen(function* () {
    const dataKeys = yield* DataKeys

    const sealUnder = Effect.fnUntraced(function* (
      dataKey: WrappedKey,
      plaintext: Redacted.Redacted<Uint8Array>,
      userId: UserId,
      person: Person
    ) {
      const key = yield* sealingKey(plaintext)
      const sealed = (attribute: Attribute, text: Redacted.Redacted) =>
        Effect.map(sealText(key, text, binding(userId, attribute)), (text) => Sealed.make(text))
      const { email, name, givenName, familyName } = person
      return {
        dataKey,
        email: yield* sealed("email", email),
        ...(name && { name: yield* sealed("name", name) }),
        ...(givenName && { givenName: yield* sealed("given_name", givenName) }),
        ...(familyName && { familyName: yield* sealed("family_name", familyName) })
      }
    })

    const seal = Effect.fn("AesGcmPersonalDataCipher.seal")(function* (userId: UserId, person: Person) {
      const { plaintext, wrapped } = yield* dataKeys.generate(userId)
      return yield* sealUnder(wrapped, plaintext, userId, person)
    })

    const reseal = Effect.fn("AesGcmPersonalDataCipher.reseal")(function* (
      userId: UserId,
      { dataKey, keyNumber }: SealedPerson,
      person: Person
    ) {
      const sealed = yield* sealUnder(dataKey, yield* dataKeys.unwrap(userId, dataKey), userId, person)
      return { ...sealed, ...(keyNumber !== undefined && { keyNumber }) }
    })

    const open = Effect.fnUntraced(function* (userId: UserId, sealed: SealedPerson) {
      const bytes = yield* dataKeys.unwrap(userId, sealed.dataKey)
      const [email, name, givenName, familyName] = yield* openAll(bytes, [
        { sealed: sealed.email, boundTo: binding(userId, "email") },
        { sealed: sealed.name, boundTo: binding(userId, "name") },
        { sealed: sealed.givenName, boundTo: binding(userId, "given_name") },
        { sealed: sealed.familyName, boundTo: binding(userId, "family_name") }
      ])
      return {
        email: Redacted.make(EmailAddress.make(email ?? "")),
        ...(name !== undefined && { name: Redacted.make(name) }),
        ...(givenName !== undefined && { givenName: Redacted.make(givenName) }),
        ...(familyName !== undefined && { familyName: Redacted.make(familyName) })
      }
    })

    return PersonalDataCipher.of({ seal, reseal, open })
  })
)
