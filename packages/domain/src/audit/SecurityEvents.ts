import { Context, Effect, Option } from "effect"
import type { UserId } from "../users/UserId.ts"
import { type Refused, refusedFor } from "./SecurityRules.ts"

/**
 * Port: who guards the service hears of refusals. Recording never fails, and never holds a refusal up for long. Where
 * nobody provides it, the log hears of them.
 */
export const SecurityEvents = Context.Reference<{ record(refused: Refused): Effect.Effect<void> }>(
  "@serenya/domain/audit/SecurityEvents",
  { defaultValue: () => ({ record: (refused) => Effect.logWarning("security event", refused) }) }
)

/** What a service tells of its refusals by: `witness(subject)(effect)` records what `effect` is refused for, and refuses. */
export const makeWitness = Effect.map(
  SecurityEvents,
  ({ record }) =>
    (subject: Option.Option<UserId>) =>
    <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
      Effect.tapError(self, (error) =>
        Option.match(refusedFor(error, subject), { onNone: () => Effect.void, onSome: record })
      )
)
