import { type Grounds, Reason, Ticket } from "@serenya/domain/operators/Operator"
import { Option } from "effect"
import { Flag } from "effect/cli"

const reason = Flag.String("reason").pipe(
  Flag.withMetavar("TEXT"),
  Flag.withDescription("Why, in your words: the audit trail keeps it, with your name"),
  Flag.withSchema(Reason)
)

const ticket = Flag.String("ticket").pipe(
  Flag.withMetavar("ID"),
  Flag.withDescription("Where the request stands, such as SUP-1234"),
  Flag.withSchema(Ticket)
)

/** What a command takes that does something to an account. */
export const options = { reason, ticket: Flag.optional(ticket) }

/** What nobody does without a request. */
export const ticketed = { reason, ticket }

/** What a command takes that may show personal data. */
export const maybe = { reason: Flag.optional(reason), ticket: Flag.optional(ticket) }

/** The flags as the domain asks for them. */
export const of = (given: { readonly reason: Reason; readonly ticket: Option.Option<Ticket> }): Grounds => ({
  reason: given.reason,
  ...(Option.isSome(given.ticket) && { ticket: given.ticket.value })
})
