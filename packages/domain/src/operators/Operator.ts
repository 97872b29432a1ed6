import { Schema } from "effect"
import * as Text from "../shared/Text.ts"

/** Who operates: an ARN on AWS, the account of the machine elsewhere. */
export const OperatorName = Schema.String.check(
  Schema.isPattern(/^[\x21-\x7e]{1,300}$/, { expected: "the name of an operator" })
).pipe(Schema.brand("OperatorName"))
export type OperatorName = typeof OperatorName.Type

/** Why, in words that somebody who reviews it later understands. The audit trail keeps it for years, so nobody's address stands in it. */
export const Reason = Text.line(200)
  .check(
    Schema.isPattern(/^(?=.{15})\S+(\s+\S+){2,}$/, { expected: "a reason of three words and 15 characters at least" }),
    Schema.isPattern(/^[^@]*$/, { expected: "a reason without an e-mail address" })
  )
  .pipe(Schema.brand("Reason"))
export type Reason = typeof Reason.Type

/** Where the request stands that an operator follows: `SUP-1234`. */
export const Ticket = Schema.String.check(
  Schema.isPattern(/^[A-Za-z][A-Za-z0-9-]{1,30}[0-9]$/, { expected: "a ticket such as SUP-1234" })
).pipe(Schema.brand("Ticket"))
export type Ticket = typeof Ticket.Type

/** Why an operator does something to an account. */
export interface Grounds {
  readonly reason: Reason
  readonly ticket?: Ticket
}

/** What nobody does without a request that can be looked up. */
export interface TicketedGrounds extends Grounds {
  readonly ticket: Ticket
}
