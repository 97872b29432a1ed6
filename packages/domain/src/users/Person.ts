import { Schema } from "effect"
import { WrappedKey } from "../keys/DataKeys.ts"
import * as Text from "../shared/Text.ts"
import { EmailAddress } from "./EmailAddress.ts"

export const PersonName = Schema.RedactedFromValue(Text.line(200))

/** What we know of a person, in the clear. Apple tells a name only once, or never: names may be absent. */
export const Person = Schema.Struct({
  email: Schema.RedactedFromValue(Schema.toType(EmailAddress)),
  name: Schema.optionalKey(PersonName),
  givenName: Schema.optionalKey(PersonName),
  familyName: Schema.optionalKey(PersonName)
})
export type Person = typeof Person.Type

/** One personal attribute under the person's data key: AES-256-GCM, bound to user and attribute; base64 with a version byte. */
export const Sealed = Schema.String.check(Schema.isNonEmpty()).pipe(Schema.brand("Sealed"))
export type Sealed = typeof Sealed.Type

/** A `Person` as it is stored: sealed attributes and the wrapped key that opens them. Without the key nothing opens again. */
export const SealedPerson = Schema.Struct({
  dataKey: WrappedKey,
  /** Which data key of this person it is; absent: their first. A profile and a key of different numbers do not belong together. */
  keyNumber: Schema.optionalKey(Schema.Int),
  email: Sealed,
  name: Schema.optionalKey(Sealed),
  givenName: Schema.optionalKey(Sealed),
  familyName: Schema.optionalKey(Sealed)
})
export type SealedPerson = typeof SealedPerson.Type
