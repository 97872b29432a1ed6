import { Effect, Result } from "effect"
import { measurementsOf } from "../telemetry/AccountMetricRules.ts"
import { count, record } from "../telemetry/Meter.ts"
import type { Change } from "./AuditEvent.ts"
import { AuditTrail } from "./AuditTrail.ts"
import * as ChangeRules from "./ChangeRules.ts"
import { StrandedChanges } from "./StrandedChanges.ts"
import type { ReadRow, RowChange, TableChange } from "./TableChange.ts"

const eventsOf = (change: TableChange, row: RowChange): ReadonlyArray<Change> => {
  if (row._tag === "NotAudited") return []
  const { at, by, id } = change
  const write = { id, at, by, subject: row.subject }
  return row._tag === "User"
    ? ChangeRules.userChanges(write, row.before, row.after)
    : ChangeRules.paymentChanges(write, row.before, row.after)
}

/** An event counts when the trail did not hold it yet: a delivery that comes again counts nothing again. */
const told = Effect.fnUntraced(function* (event: Change, row: RowChange) {
  const isNew = yield* (yield* AuditTrail).append(event)
  if (!isNew) return
  yield* count("AuditEvents")
  yield* Effect.forEach(measurementsOf(event.type, row), record, { discard: true })
})

/**
 * Tells the trail of one write; again is fine. A row that cannot be read is put aside, by its keys, since no other delivery
 * will make it readable: what comes after it is not held up.
 */
export const capture = Effect.fn("ChangeCapture.capture")(function* (read: ReadRow, change: TableChange) {
  const row = read(change)
  if (Result.isFailure(row)) {
    const { at, id, keys } = change
    yield* Effect.logWarning("change put aside", { event: id, reason: row.failure.reason })
    yield* (yield* StrandedChanges).put({ id, at, keys, reason: row.failure.reason })
    return yield* count("StrandedChanges")
  }
  for (const event of eventsOf(change, row.success)) yield* told(event, row.success)
})
