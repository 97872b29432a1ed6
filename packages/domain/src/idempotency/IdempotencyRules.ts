import { DateTime, Result, Struct } from "effect"
import { IdempotencyInProgress, IdempotencyKeyReused } from "./IdempotencyErrors.ts"
import { type Completed, IdempotencyRecord, type Pending, type SealedAnswer } from "./IdempotencyRecord.ts"

/** How long a call that died keeps its key. No function runs longer than API Gateway waits, which is 29 s. */
export const lease = { seconds: 30 } as const

/** How long the answer to a signed-in caller is kept. */
export const retention = { hours: 24 } as const

/** Whether `standing` makes way for `mine`: it has expired, or its call died over the very same request. */
export const yields = (standing: IdempotencyRecord, mine: Pending, now: DateTime.Utc): boolean =>
  DateTime.isLessThanOrEqualTo(standing.expiresAt, now) ||
  (IdempotencyRecord.guards.Pending(standing) &&
    standing.requestHash === mine.requestHash &&
    DateTime.isLessThanOrEqualTo(standing.leaseUntil, now))

/** What a call comes to that finds `standing`: itself (it is the first), an answer, or a refusal. */
export const judge = (
  standing: IdempotencyRecord,
  mine: Pending
): Result.Result<Pending | Completed, IdempotencyKeyReused | IdempotencyInProgress> => {
  if (standing.callId === mine.callId) return Result.succeed(mine)
  if (standing.requestHash !== mine.requestHash) return Result.fail(new IdempotencyKeyReused())
  return IdempotencyRecord.guards.Completed(standing)
    ? Result.succeed(standing)
    : Result.fail(new IdempotencyInProgress())
}

export const complete = (pending: Pending, answer: SealedAnswer): Completed =>
  IdempotencyRecord.cases.Completed.make({ ...Struct.omit(pending, ["_tag", "leaseUntil"]), answer })
