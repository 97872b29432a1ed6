import { Option, Redacted, Schema } from "effect"
import { type Person, PersonName } from "../users/Person.ts"

/** A name as an app states it: Apple tells it to the app alone, at the first sign-in and never again. */
export const StatedName = Schema.Struct({
  givenName: Schema.optionalKey(PersonName),
  familyName: Schema.optionalKey(PersonName)
})
export type StatedName = typeof StatedName.Type

const maxLength = 200

const fullName = ({ familyName, givenName }: StatedName): Option.Option<Redacted.Redacted> => {
  const parts = [givenName, familyName].flatMap((part) => (part === undefined ? [] : [Redacted.value(part)]))
  const text = parts.join(" ")
  return text === "" || text.length > maxLength ? Option.none() : Option.some(Redacted.make(text, { label: "name" }))
}

/** The person as the provider vouches for them; whom it gives no name is called as the app states. */
export const withStatedName = (person: Person, stated: StatedName): Person => {
  if (person.name !== undefined || person.givenName !== undefined || person.familyName !== undefined) return person
  const name = Option.getOrUndefined(fullName(stated))
  return { ...person, ...(name && { name }), ...stated }
}
