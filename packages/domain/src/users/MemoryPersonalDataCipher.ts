import { Effect, Equal, Layer, Redacted } from "effect"
import { WrappedKey } from "../keys/DataKeys.ts"
import { interleaved } from "../shared/Interleaved.ts"
import { EmailAddress } from "./EmailAddress.ts"
import { type Person, Sealed, type SealedPerson } from "./Person.ts"
import { PersonalDataCipher } from "./PersonalDataCipher.ts"
import type { UserId } from "./UserId.ts"

interface Binding {
  readonly userId: UserId
  readonly attribute: keyof Person
  readonly dataKey: WrappedKey
}

const emailOf = (text: Redacted.Redacted): Redacted.Redacted<EmailAddress> =>
  Redacted.make(EmailAddress.make(Redacted.value(text)), { label: "email" })

/** Keeps the data here and hands out claim tickets that are bound as the ciphertext would be. */
export const layer = Layer.sync(PersonalDataCipher, () => {
  const tickets = new Map<Sealed, { readonly binding: Binding; readonly value: Redacted.Redacted }>()
  const owners = new Map<WrappedKey, UserId>()
  let issued = 0
  /** 16 characters that are base64, as a ciphertext would be. */
  const next = (kind: string): string => `${kind}${(++issued).toString().padStart(16 - kind.length, "0")}`

  const issueKey = (userId: UserId): WrappedKey => {
    const dataKey = WrappedKey.make(next("key"))
    owners.set(dataKey, userId)
    return dataKey
  }

  const deposit = (binding: Binding, value: Redacted.Redacted): Sealed => {
    const ticket = Sealed.make(next("sealed"))
    tickets.set(ticket, { binding, value })
    return ticket
  }

  const claim = (binding: Binding, ticket: Sealed): Redacted.Redacted => {
    const kept = tickets.get(ticket)
    if (kept === undefined || !Equal.equals(kept.binding, binding))
      throw new Error(`Sealed ${binding.attribute} does not open`)
    return kept.value
  }

  const sealUnder = (dataKey: WrappedKey, userId: UserId, person: Person): SealedPerson => {
    const { email, name, givenName, familyName } = person
    const put = (attribute: keyof Person, value: Redacted.Redacted) => deposit({ userId, attribute, dataKey }, value)
    return {
      dataKey,
      email: put("email", email),
      ...(name && { name: put("name", name) }),
      ...(givenName && { givenName: put("givenName", givenName) }),
      ...(familyName && { familyName: put("familyName", familyName) })
    }
  }

  return PersonalDataCipher.of({
    seal: (userId, person) => interleaved(() => Effect.sync(() => sealUnder(issueKey(userId), userId, person))),

    reseal: (userId, { dataKey, keyNumber }, person) =>
      interleaved(() =>
        Effect.sync(() => {
          if (owners.get(dataKey) !== userId) throw new Error(`The data key of ${userId} does not open`)
          return { ...sealUnder(dataKey, userId, person), ...(keyNumber !== undefined && { keyNumber }) }
        })
      ),

    open: (userId, { dataKey, email, name, givenName, familyName }: SealedPerson) =>
      interleaved(() =>
        Effect.sync((): Person => ({
          email: emailOf(claim({ userId, attribute: "email", dataKey }, email)),
          ...(name && { name: claim({ userId, attribute: "name", dataKey }, name) }),
          ...(givenName && { givenName: claim({ userId, attribute: "givenName", dataKey }, givenName) }),
          ...(familyName && { familyName: claim({ userId, attribute: "familyName", dataKey }, familyName) })
        }))
      )
  })
})
