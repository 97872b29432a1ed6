import type { Reason, Ticket } from "@serenya/domain/operators/Operator"
import * as Sight from "@serenya/domain/operators/Sight"
import { Warrants } from "@serenya/domain/operators/Warrants"
import type { UserId } from "@serenya/domain/users/UserId"
import { Effect, Option } from "effect"
import { Flag } from "effect/cli"
import * as Grounds from "./Grounds.ts"
import { wrongInput } from "./WrongInput.ts"

const reveal = Flag.Boolean("reveal").pipe(
  Flag.withDescription("Show personal data as it is; needs --reason, and the audit trail is told first"),
  Flag.withDefault(false)
)

/** What a command takes that shows personal data, masked unless it is revealed. */
export const options = { reveal, ...Grounds.maybe }

interface Given {
  readonly reveal: boolean
  readonly reason: Option.Option<Reason>
  readonly ticket: Option.Option<Ticket>
}

/** Refuses a reveal without a reason, before anything is read. */
export const judged = Effect.fnUntraced(function* ({ reason, reveal }: Given) {
  if (reveal && Option.isNone(reason)) return yield* wrongInput('--reveal needs a reason: --reason "…".')
  if (!reveal && Option.isSome(reason)) return yield* wrongInput("--reason is why something is shown: add --reveal.")
})

/** How the personal data of `subject` is shown: in clear once the trail knows who looks at which of its fields, and why. */
export const sight = Effect.fnUntraced(function* (
  { reason, reveal, ticket }: Given,
  subject: UserId,
  fields: ReadonlyArray<string>
) {
  if (!reveal || Option.isNone(reason)) return Sight.masked
  const grounds = Grounds.of({ reason: reason.value, ticket })
  return Sight.clear(yield* (yield* Warrants).issue("operator-reveal", subject, grounds, fields))
})
