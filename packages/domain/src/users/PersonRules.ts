import { Option, type Redacted } from "effect"
import type { Person, SealedPerson } from "./Person.ts"

/** What a person changes of their names: none removes one, and what is absent stays. */
export interface NameChanges {
  readonly name?: Option.Option<Redacted.Redacted>
  readonly givenName?: Option.Option<Redacted.Redacted>
  readonly familyName?: Option.Option<Redacted.Redacted>
}

export const rename = (person: Person, changes: NameChanges): Person => {
  const after = (name: keyof NameChanges) =>
    Option.getOrUndefined(changes[name] ?? Option.fromUndefinedOr(person[name]))
  const [name, givenName, familyName] = [after("name"), after("givenName"), after("familyName")]
  return {
    email: person.email,
    ...(name && { name }),
    ...(givenName && { givenName }),
    ...(familyName && { familyName })
  }
}

/** What was sealed anew under another data key: the next of this person. */
export const afterRenewal = (before: SealedPerson, sealed: SealedPerson): SealedPerson => ({
  ...sealed,
  keyNumber: (before.keyNumber ?? 1) + 1
})
