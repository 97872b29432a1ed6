import { Context, type DateTime, type Effect } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import type { Completed, IdempotencyRecord, Pending } from "./IdempotencyRecord.ts"

/**
 * Port: what is known of each key, until it expires; what has expired is absent, whether or not it was removed. A repeated
 * call whose first answer was lost ends like the first. Its laws are `testing/IdempotencyStoreLaws.ts`.
 */
export class IdempotencyStore extends Context.Service<
  IdempotencyStore,
  {
    /** Writes `mine` unless a record stands that does not yield to it (`IdempotencyRules.yields`); what stands then. */
    begin(mine: Pending, now: DateTime.Utc): Effect.Effect<IdempotencyRecord, Unavailable>
    /** Replaces the call's own record; another call's stays. */
    complete(record: Completed): Effect.Effect<void, Unavailable>
    /** Forgets the call's own record while it has no answer: the next call is the first again. */
    release(mine: Pending): Effect.Effect<void, Unavailable>
  }
>()("@serenya/domain/idempotency/IdempotencyStore") {}
