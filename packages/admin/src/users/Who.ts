import { Identity, Provider } from "@serenya/domain/identity/Identity"
import type { Known } from "@serenya/domain/operators/Lookups"
import { EmailAddress } from "@serenya/domain/users/EmailAddress"
import { UserId } from "@serenya/domain/users/UserId"
import { Option, Redacted, Schema } from "effect"
import { Argument } from "effect/cli"

const decodeId = Schema.decodeUnknownOption(UserId)
const decodeEmail = Schema.decodeUnknownOption(EmailAddress)
const decodeIdentity = Schema.decodeUnknownOption(Identity)

const identityIn = (text: string) => {
  const [provider = "", ...subject] = text.split(":")
  return Schema.is(Provider)(provider) ? decodeIdentity({ provider, subject: subject.join(":") }) : Option.none()
}

/** What an operator typed, as what it is. */
export const known = (text: string): Option.Option<Known> =>
  Option.firstSomeOf<Known>([
    Option.map(decodeId(text), (id) => ({ _tag: "Id", id })),
    Option.map(identityIn(text), (identity) => ({ _tag: "Identity", identity })),
    Option.map(decodeEmail(text), (email) => ({ _tag: "Email", email: Redacted.make(email, { label: "email" }) }))
  ])

/** Whom a command is about. */
export const who = Argument.String("user").pipe(
  Argument.withDescription("An id, an e-mail address, or google:SUBJECT or apple:SUBJECT"),
  Argument.filterMap(known, () => "an id, an e-mail address, or google:SUBJECT or apple:SUBJECT")
)
