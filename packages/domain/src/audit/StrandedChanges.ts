import { Context, type Effect, Schema } from "effect"
import type { Unavailable } from "../shared/Unavailable.ts"
import { AuditEventId } from "./AuditEvent.ts"
import { RowKeys, UnreadableRow } from "./TableChange.ts"

/** A write that the trail could not be told of: where its row stands, and nothing that stands in it. */
export const StrandedChange = Schema.Struct({
  id: AuditEventId,
  at: Schema.DateTimeUtc,
  keys: RowKeys,
  reason: UnreadableRow.fields.reason
})
export type StrandedChange = typeof StrandedChange.Type

/** Port: writes that wait for an operator. Its laws are `testing/StrandedChangesLaws.ts`. */
export class StrandedChanges extends Context.Service<
  StrandedChanges,
  {
    /** Keeps it until somebody takes it; told twice, it may be there twice. */
    put(change: StrandedChange): Effect.Effect<void, Unavailable>
  }
>()("@serenya/domain/audit/StrandedChanges") {}
